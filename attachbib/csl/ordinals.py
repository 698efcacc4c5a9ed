"""Numbers in words and figures: ordinals, long ordinals, roman numerals, suffix letters."""

from __future__ import annotations

from attachbib.csl.locale import Locale

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return a number with its ordinal suffix (CSL 1.0.2, "Ordinal Suffixes")."""
    for wanted in dict.fromkeys((gender, "")):
        for match, key in (
            ("whole-number", number),
            ("last-two-digits", number % 100),
            ("last-digit", number % 10),
        ):
            found = locale.ordinals.get((key, wanted))
            if found and found.match == match:
                return f"{number}{found.suffix}"
    default = locale.ordinals.get((-1, gender)) or locale.ordinals.get((-1, ""))
    return f"{number}{default.suffix}" if default else _legacy_ordinal(number, locale, gender)


def _legacy_ordinal(number: int, locale: Locale, gender: str) -> str:
    """CSL 1.0: four terms, `ordinal-04` for all but 1, 2 and 3."""
    last = 4 if 10 < number % 100 < 20 else min(number % 10 or 4, 4)
    found = locale.ordinals.get((last, gender)) or locale.ordinals.get((last, ""))
    return f"{number}{found.suffix if found else ''}"


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return "first" … "tenth" (CSL 1.0.2, "Long Ordinals"), else the short ordinal."""
    for wanted in (gender, ""):
        word = locale.long_ordinals.get((number, wanted))
        if word:
            return word
    return ordinal(number, locale, gender)


def roman(number: int) -> str:
    """Return a lower-case roman numeral, or the figures above 5999."""
    if not 0 < number < 6000:
        return str(number)
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result


def suffix_letters(index: int) -> str:
    """Return the year suffix of a 0-based index: a … z, aa, ab …."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
