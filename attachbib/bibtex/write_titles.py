"""Titles → LaTeX: which field each goes to, and braces around the capitals it must keep.

A reference has its titles in sentence case, so each capital in one means something. BibTeX
styles and readers of English titles take capitals for title case, unless they are in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence

from attachbib.bibtex.encode import latex_text
from attachbib.bibtex.fields import ARTICLE, CHAPTER, PERIODICAL, WHOLE
from attachbib.source import Span

_TAG = re.compile(r"(<[^<>]*>)")
_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_PROPER = frozenset({"journaltitle", "series"})
"""Fields that hold names, whose case no style and no reader changes."""
_NOCASE, _END = '<span class="nocase">', "</span>"


def title_fields(left: MutableMapping[str, str], kind: str, *, cased: bool) -> dict[str, str]:
    """Take the titles out of a reference's variables; return BibLaTeX field → LaTeX.

    Args:
        left: the variables that no field holds yet.
        kind: how the titles of the entry type lie, see `attachbib.bibtex.fields`.
        cased: whether capitals need braces.
    """
    names = {"title": "title", "title-short": "shorttitle", "collection-title": "series"}
    if kind == ARTICLE:
        names |= {"container-title": "journaltitle", "volume-title": "issuetitle"}
    elif kind == PERIODICAL:
        names |= {"volume-title": "issuetitle"}
    elif "volume-title" not in left:
        names |= {"container-title": "booktitle"}
    elif kind == CHAPTER and "container-title" in left:
        names |= {"container-title": "maintitle", "volume-title": "booktitle"}
    elif kind == WHOLE and "title" in left:
        names |= {"title": "maintitle", "volume-title": "title", "container-title": "booktitle"}
    kept = _PROPER | {"title"} if kind == PERIODICAL else _PROPER
    return {
        field: latex_text(protected(text) if cased and field not in kept else text)
        for variable, field in names.items()
        if (text := left.pop(variable, ""))
    }


def protected(title: str) -> str:
    """Return a title with `nocase` around the words whose case must stay.

    Around all of it when they stand all over it, as in a title in title case.
    """
    words = list(_words(title))
    shielded = [word for word, is_first in words if _needs_shield(title, word, is_first)]
    groups = _joined(title, shielded)
    if len(groups) > 2 and len(shielded) * 3 > len(words) and "<" not in title:
        return f"{_NOCASE}{title}{_END}"
    parts: list[str] = []
    position = 0
    for start, end in groups:
        parts += title[position:start], _NOCASE, title[start:end], _END
        position = end
    return "".join([*parts, title[position:]])


def _words(title: str) -> Iterator[tuple[Span, bool]]:
    """The words outside `nocase`, and whether each is the first of the title."""
    position = 0
    spans: list[str] = []
    is_first = True
    for piece in _TAG.split(title):
        if piece.startswith("<span"):
            spans.append(piece)
        elif piece == _END and spans:
            spans.pop()
        elif _NOCASE in spans:
            is_first = False
        elif not piece.startswith("<"):
            for word in _WORD.finditer(piece):
                yield Span(position + word.start(), position + word.end()), is_first
                is_first = False
        position += len(piece)


def _needs_shield(title: str, word: Span, is_first: bool) -> bool:
    text = title[word.start : word.end]
    if is_first and text[0].islower():
        return True
    begins = is_first or title.endswith(": ", 0, word.start)
    return text[begins:] != text[begins:].lower()


def _joined(title: str, words: Sequence[Span]) -> list[Span]:
    """Words with only a blank between them as one."""
    joined: list[Span] = []
    for word in words:
        if joined and title[joined[-1].end : word.start] == " ":
            joined[-1] = Span(joined[-1].start, word.end)
        else:
            joined.append(word)
    return joined
