"""Number variables: what is numeric, what is plural, and how numbers in them are printed.

CSL 1.0.2, "Number" and "Choose" (`is-numeric`): numbers may have letters before or
after, and may be joined by hyphens, commas and ampersands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from attachbib.csl.embedded import split_inside, split_label
from attachbib.csl.locale import Locale
from attachbib.csl.ordinals import long_ordinal, ordinal, roman
from attachbib.csl.ranges import format_range, page_range
from attachbib.richtext.model import Rich

NUMBER_VARIABLES = frozenset(
    {
        "chapter-number",
        "citation-number",
        "collection-number",
        "edition",
        "first-reference-note-number",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "page",
        "page-first",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
    }
)
"""CSL 1.0.2, appendix IV, "Number Variables"."""

RANGED = frozenset(
    {
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "locator",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "page",
        "page-first",
        "volume",
    }
)
"""Variables whose hyphens between numbers become the range delimiter."""

_WORD = r"(?:[A-Za-z]*\d+[A-Za-z]*|[ivxlcdm]+|[IVXLCDM]+)"
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*(?:[,&\-–]|\\-)+\s*[A-Za-z]*\d+[A-Za-z]*)*")
_JOINED = re.compile(rf"{_WORD}(?:\s*(?:[,&\-–;]|\band\b))+\s*{_WORD}")
_RANGE = re.compile(
    r"(\d*[A-Za-z]*\d+[a-z]*|[ivxlcdm]+|[IVXLCDM]+)\s*[-–]+\s*(\d*[A-Za-z]*\d+[a-z]*|[ivxlcdm]+|[IVXLCDM]+)(?![\w-])"
)
_PLAIN_RANGE = re.compile(r"([0-9]+)[-–]+([0-9]+)")
"""Most page fields are one."""
_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"(?<![A-Za-z\d])\d{1,8}(?![A-Za-z\d])")
_AMPERSAND = re.compile(r"\s*&\s*")
_COMMA = re.compile(r"(?<=\d),\s*(?=\d)")


def is_numeric(text: str) -> bool:
    """Whether the text consists of numbers only: `2nd`, `D2`, `2, 3`, `2 & 4`, `2-4`."""
    return text.isdecimal() or _NUMERIC.fullmatch(text.strip()) is not None


def is_plural(text: str, variable: str, and_word: str = "and") -> bool:
    """Whether a label for the text is plural (CSL 1.0.2, "Label", `contextual`).

    Args:
        text: the value of the variable.
        variable: its CSL name.
        and_word: "and" in the language of the locale.
    """
    counts = variable.startswith("number-of-")
    if not counts:
        if text.isalnum():
            return False
        if _PLAIN_RANGE.fullmatch(text):
            return True
    if "." in text:
        text = split_inside(text)[0][2]
    text = text.replace(f" {and_word} ", " and ")
    if counts:
        match = _DIGITS.search(text)
        return is_numeric(text) and match is not None and int(match.group()[:9]) > 1
    return "\\-" not in text and _JOINED.search(text) is not None


_FORMS: Mapping[str, Callable[[int, Locale, str], str]] = {
    "ordinal": ordinal,
    "long-ordinal": long_ordinal,
    "roman": lambda number, locale, gender: roman(number),
}


def number_formatter(
    variable: str, form: str, locale: Locale, page_format: str, parse: Callable[[str], Rich]
) -> Callable[[str], Rich]:
    """Return the function that prints the values of one number variable.

    Args:
        variable: its CSL name.
        form: `numeric`, `ordinal`, `long-ordinal`, `roman`, or "" for `cs:text`.
        locale: gives ordinals, range delimiter and the gender of the noun.
        page_format: the style's `page-range-format`, which pages and page locators get.
        parse: text of a field → rich text.
    """
    delimiter = locale.term("page-range-delimiter") or "–"
    if variable == "collection-number":
        delimiter = locale.term("year-range-delimiter") or delimiter
    ampersand = locale.term("and", "symbol") or "&"
    if ampersand == locale.term("and"):
        ampersand = "&"
    gender = locale.genders.get(variable, "")
    in_form = _FORMS.get(form)
    range_format = page_format if variable in ("page", "locator") else ""

    def one(match: re.Match[str]) -> str:
        assert in_form is not None
        return in_form(int(match.group()), locale, gender)

    and_word = locale.term("and")

    is_ranged = in_form is None and variable in RANGED and parse(delimiter) == delimiter

    def render(text: str) -> Rich:
        if text.isdigit():
            return in_form(int(text), locale, gender) if in_form and len(text) < 9 else text
        pages = _PLAIN_RANGE.fullmatch(text) if is_ranged else None
        if pages is not None:
            return page_range(pages[1], pages[2], range_format, delimiter)
        return parse(render_any(text))

    @lru_cache(maxsize=4096)
    def render_any(text: str) -> str:
        if "." not in text:
            return value_of(text)
        own_term, bare = split_label(text)
        [(_, _, first), *others] = split_inside(bare if own_term == variable else text)
        shown = value_of(first)
        for joint, term, value in others:
            label = locale.term(term, "short", is_plural(value, term, and_word))
            shown += f"{joint}{label} {value_of(value, plain=True)}"
        return shown

    def value_of(text: str, *, plain: bool = False) -> str:
        if in_form and not plain and is_numeric(text):
            text = _LONE_NUMBER.sub(one, text)
        if variable not in RANGED:
            return text.replace("\\", "")
        text = _AMPERSAND.sub(f" {ampersand} ", text)
        text = _COMMA.sub(", ", text)
        if is_numeric(text) or _JOINED.search(text):
            text = _RANGE.sub(
                lambda match: format_range(
                    f"{match.group(1)}-{match.group(2)}", range_format, delimiter
                ),
                text,
            )
        return text.replace("\\", "")

    return render
