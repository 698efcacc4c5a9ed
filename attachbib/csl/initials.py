"""Given names to initials (CSL 1.0.2, `initialize`, `initialize-with`)."""

from __future__ import annotations

import re

_SPLIT = re.compile(r"([\s\u00a0]+|-)")
_LATIN_START = re.compile(r"^[\u0041-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\u0590-\u06ff]")
_SIMPLE = re.compile(r"[A-Z](?:[a-zß-öø-ÿ]+|\.)?(?: [A-Z](?:[a-zß-öø-ÿ]+|\.)?)*")
"""Given names of capitalised words and initials only: most of them."""
_HYPHENATED = re.compile("[A-Z][a-zß-öø-ÿ]+(?:-[A-Z][a-zß-öø-ÿ]+)+")
"""Most of the others."""
_CAPITAL = re.compile("[A-Z]")
_BLANKS = " \t\u00a0\ufeff"
_TITLES = ("Lord", "Lady")
_MARKUP = re.compile(r"(</?(?:i|b|sup|sub|span)\b[^<>]*>)")


def initialize(given: str, mark: str, *, hyphens: bool = True) -> str:
    """Abbreviate a given name.

    Args:
        given: `Jean-Luc Pierre`.
        mark: what follows each initial, e.g. `. `.
        hyphens: keep hyphens: `J.-L.`; else `J. L.`.
    """
    if given.isalpha() and given.istitle() and given.isascii() and given not in _TITLES:
        return (given[0] + mark).rstrip(_BLANKS)
    if _SIMPLE.fullmatch(given) and given not in _TITLES:
        return (mark.join(_CAPITAL.findall(given)) + mark).rstrip(_BLANKS)
    if _HYPHENATED.fullmatch(given):
        between = f"{mark.rstrip()}-" if hyphens else mark
        return (between.join(_CAPITAL.findall(given)) + mark).rstrip(_BLANKS)
    if "<" in given and _MARKUP.search(given):
        return _around_markup(given, mark, hyphens)
    if not given or given in _TITLES or not _LATIN_START.match(given):
        return given
    result = ""
    pieces = _pieces(given, hyphens)
    for index, (separator, word) in enumerate(pieces):
        initial = _initial(word)
        if initial is None:
            result = f"{result.rstrip()} {word}" + (" " if index + 1 < len(pieces) else "")
            continue
        if separator == "-":
            result = result.rstrip() + "-"
        result += initial + mark
    return _tidy(result)


def normalize_initials(given: str, mark: str, *, hyphens: bool = True) -> str:
    """Give the initials that are there already the mark of the style (`initialize="false"`)."""
    if not given or given in _TITLES or not _LATIN_START.match(given):
        return given
    result = ""
    pieces = _pieces(given, hyphens)
    for index, (separator, word) in enumerate(pieces):
        short = _is_abbreviation(word)
        if separator == "-":
            result = result.rstrip() + "-"
        elif index and not (short and _is_abbreviation(pieces[index - 1][1])):
            result = result.rstrip() + " "
        result += word.rstrip(".") + (mark if short else "")
    return _tidy(result)


def _around_markup(given: str, mark: str, hyphens: bool) -> str:
    """Abbreviate what stands between tags: `<b>John</b> Q` → `<b>J.</b> Q.`."""
    parts = _MARKUP.split(given)
    for index in range(0, len(parts), 2):
        words = parts[index].lstrip(" -")
        joint = parts[index][: len(parts[index]) - len(words)]
        parts[index] = joint + initialize(words, mark, hyphens=hyphens)
    return "".join(parts)


def _pieces(given: str, hyphens: bool) -> list[tuple[str, str]]:
    """Return (separator before, word) pairs; `J.P.` counts as two words."""
    given = re.sub(r"\.(?=[^\s.\-])", ". ", given.strip())
    given = re.sub(r"\s*-\s*", "-", given)
    if not hyphens:
        given = given.replace("-", " ")
    given = re.sub(r"-(?=[a-zà-ÿ])", "\u2011", given)
    tokens = _SPLIT.split(given)
    words = tokens[::2]
    separators = ["", *(token.strip() or " " for token in tokens[1::2])]
    return [(s, w.replace("\u2011", "-")) for s, w in zip(separators, words, strict=True) if w]


def _initial(word: str) -> str | None:
    """Return the initial of a word, or None for a word that is kept, such as `de`."""
    bare = word.strip("\u2019'")
    first = bare[:1]
    if not first or not first.isalpha() or first.lower() == first != first.upper():
        return None
    if word.endswith(".") and len(word) > 2 and word[:-1].isalpha():
        return word[:-1]
    run = 1
    while run < len(bare) and bare[run].isalpha() and bare[run].isupper():
        run += 1
    letters = len(bare.rstrip("."))
    return first + (bare[1:run].lower() if 1 < run < letters else "")


def _is_abbreviation(word: str) -> bool:
    return (len(word) > 1 and word.endswith(".")) or (len(word) == 1 and word.isupper())


def _tidy(text: str) -> str:
    text = text.rstrip(_BLANKS)
    return re.sub(r"[ \t]+", " ", re.sub(r"\s*-\s*", "-", text))
