"""Titles in Title Case → sentence case, as pandoc reads English BibTeX titles.

BibTeX data holds English titles in title case and leaves the change to the style; CSL
expects sentence case and can go to title case, not back (CSL 1.0.2, "Sentence and Title
Case Conversion").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_PIECE = re.compile(r"(<[^<>]*>|[^\W_]+(?:['’][^\W_]+)*)")
"""A tag or a word."""
_BEGINNING = re.compile(r"[.:?!]['\"’”)\]]*\s+(?:<[^<>]*>|[\"'“‘«(\[])*$")
_REACH = 10
"""How many pieces before a word the end of a sentence is looked for."""
_NOCASE = '<span class="nocase">'


def sentence_case(title: str) -> str:
    """Return a title in sentence case.

    Words with capitals or digits inside (`DNA`, `iPhone`, `Covid19`), single capitals other
    than the article `A`, what stands in `<span class="nocase">`, and the first word after
    `.`, `:`, `?` or `!` keep their case. A title without small letters is left alone.
    """
    if not title or title.isupper():
        return title
    pieces = _PIECE.split(title)
    spans: list[str] = []
    shielded = False
    first = True
    for index in range(1, len(pieces), 2):
        piece = pieces[index]
        if piece[0] == "<":
            _nest(spans, piece)
            shielded = _NOCASE in spans
        elif shielded:
            first = False
        elif first:
            first = False
            if piece.islower():
                pieces[index] = piece[0].upper() + piece[1:]
        elif (lowered := _lowered(piece)) != piece and not _begins(pieces, index):
            pieces[index] = lowered
    return "".join(pieces)


def _nest(spans: list[str], tag: str) -> None:
    if tag.startswith("<span"):
        spans.append(tag)
    elif tag == "</span>" and spans:
        spans.pop()


@lru_cache(maxsize=16_384)
def _lowered(word: str) -> str:
    """A capitalised word in lower case, any other as it is."""
    if not word[1:].islower():
        return "a" if word == "A" else word
    return word if any(map(str.isdigit, word)) else word.lower()


def _begins(pieces: Sequence[str], index: int) -> bool:
    """Whether a piece is the first of a sentence inside the title."""
    if pieces[index - 1] == " " and pieces[index - 2][0] != "<":
        return False
    before = "".join(pieces[max(0, index - _REACH) : index])
    return _BEGINNING.search(before) is not None
