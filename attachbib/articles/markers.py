"""Numbered citation markers: `[1–3,5]`, `¹²`, `development.1`, `children10`.

The key of a marker is its number in digits, `1`: what a number means is for the library
to say, by a key or an alias (`ids`) of that name, so that the reader needs no list.
A range gives one cite for each number in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.model import Cite
from attachbib.articles.patterns import lazy_pattern
from attachbib.source import Span

MAX_RANGE = 50
"""A longer range of numbers is none of citations."""

_NUMBERS = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,40}"
_BRACKETS = lazy_pattern(rf"\[({_NUMBERS})\]")
_RAISED = lazy_pattern(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻˒⁃–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,40}")
_GLUED = lazy_pattern(
    rf"(?<=[^\W\d_]{{3}}[.,;:!?])({_NUMBERS})(?=\s|$)"
    rf"|(?<=[^\W\d_]{{3}}[.,;:!?][”’\"')\]])({_NUMBERS})(?=\s|$)"
    rf"|(?<=[a-zà-ÿ]{{4}})({_NUMBERS})(?=[.,;:!?)”’\"]|\s|$)"
)
_NUMBER = re.compile(r"\d+")
_UNITS = frozenset("m cm mm km dm nm µm μm ft in yd mi s x r n p".split())
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒⁃", "0123456789-,-")


class Marker(NamedTuple):
    """A marker, and the numbers in it."""

    start: int
    end: int
    cites: tuple[Cite, ...]


def find_markers(text: str, start: int, end: int, *, entries: int = 0) -> Iterator[Marker]:
    """Yield the markers in `[start, end)` of a text, in order.

    Args:
        entries: how many entries the list of references has. With none, numbers glued to
            words are taken for what they look like: part of the word.
    """
    patterns = [_BRACKETS(), _RAISED()] + ([_GLUED()] if entries else [])
    found = [match for pattern in patterns for match in pattern.finditer(text, start, end)]
    at = start
    for match in sorted(found, key=re.Match.start):
        index = match.lastindex or 0
        if match.start() < at or (
            index == 0 and is_power(text[max(start, match.start() - 8) : match.start()])
        ):
            continue
        cites = number_cites(match[index], match.start(index), entries)
        if cites:
            at = match.end()
            yield Marker(match.start(), at, cites)


def number_cites(numbers: str, start: int, entries: int = 0) -> tuple[Cite, ...]:
    """Return a cite for each number of `1–3,5` that stands at `start`; none if it is no marker.

    Args:
        entries: how many entries the list of references has; 0 if that is not known.
    """
    text = numbers.translate(_DIGITS)
    cites: list[Cite] = []
    previous: re.Match[str] | None = None
    for match in _NUMBER.finditer(text):
        number = int(match[0])
        if number == 0 or match[0][0] == "0" or (entries and number > entries):
            return ()
        between = text[previous.end() : match.start()].strip() if previous else ","
        first = int(previous[0]) + 1 if previous and between in ("-", "–", "—") else number
        if not first <= number < first + MAX_RANGE:
            return ()
        begin = previous.start() if previous and first < number else match.start()
        for one in range(first, number):
            cites.append(Cite(str(one), Span(start + begin, start + match.end())))
        cites.append(Cite(str(number), Span(start + match.start(), start + match.end())))
        previous = match
    return tuple(cites)


def is_power(before: str) -> bool:
    """Whether a raised number after this text is an exponent: `10²`, `m²`, `x²`."""
    word = before[-8:].split()[-1:] if before[-1:].strip() else []
    return bool(word) and (word[0][-1].isdigit() or word[0].strip("([/").lower() in _UNITS)
