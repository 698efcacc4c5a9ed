"""Capitals that a style would change: the words of a title that are protected against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attachbib.reference import Reference

_WORD = re.compile(r"\S+")


def with_capitals_kept(reference: Reference, printed: str, line: str) -> Reference | None:
    """Return a reference of which a style does not change the capitals of the title.

    Args:
        printed: the reference as the style prints it.
        line: how it ought to be printed.

    Returns:
        None unless the two differ in capitals of the title only.
    """
    title = reference.text.get("title", "")
    at = line.find(title) if title else -1
    if at < 0 or printed == line or len(printed) != len(line) or "<" in title:
        return None
    end = at + len(title)
    is_same_around = (printed[:at], printed[end:]) == (line[:at], line[end:])
    if not is_same_around or printed.casefold() != line.casefold():
        return None
    kept = "".join(_protected(title, printed[at:end]))
    return replace(reference, text={**reference.text, "title": kept})


def _protected(title: str, printed: str) -> Iterator[str]:
    """Yield a title in pieces, the words that are printed in another way marked `nocase`."""
    start = 0
    for word in _WORD.finditer(title):
        yield title[start : word.start()]
        start = word.end()
        is_changed = printed[word.start() : start] != word[0]
        yield f'<span class="nocase">{word[0]}</span>' if is_changed else word[0]
