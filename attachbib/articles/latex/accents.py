"""Letters with accents in LaTeX: `\\'e`, `\\"{o}`, `\\c c`."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from attachbib.articles.latex.commands import ACCENTS
from attachbib.articles.patterns import lazy_pattern

_BASE = lazy_pattern(r"\s?\{\s*(\\[ij]|\w)\s*\}|\s*(\\[ij](?![A-Za-z])|\w)")


class Letter(NamedTuple):
    """A letter with its accent, and where it ends."""

    plain: str
    end: int


def accented(text: str, accent: str, end: int) -> Letter | None:
    """Return the letter after the command of an accent that ends at `end`, or None."""
    match = _BASE().match(text, end)
    base = (match[1] or match[2])[-1] if match else ""
    if match is None or not base.isalpha():
        return None
    return Letter(unicodedata.normalize("NFC", base + ACCENTS[accent]), match.end())
