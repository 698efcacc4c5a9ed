"""What the block scanner hands on: blocks before their text is read, and facts about the whole."""

from __future__ import annotations

from typing import NamedTuple

Piece = tuple[int, int]
"""Start and end offset of one line's worth of text in the source."""


class RawBlock:
    """A block before its text is read."""

    __slots__ = ("end", "info", "kind", "level", "start", "texts")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        *,
        level: int = 0,
        info: str = "",
        texts: list[list[Piece]] | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.level = level
        self.info = info
        self.texts = texts or []
        """The lines of each run of prose: one run, or one for every row of a table."""


class Layout(NamedTuple):
    """The blocks of a document, and what they tell about the rest of it."""

    blocks: list[RawBlock]
    labels: frozenset[str]
    """Normalised labels of link reference definitions."""
    examples: frozenset[str]
    """Labels of example list items: `(@label)`."""
    language: str
    """`lang` of the front matter, or ""."""
    title: str
    """`title` of the front matter, or ""."""
    listed: tuple[tuple[str, int, int], ...]
    """The keys in `nocite` of the front matter, and where each stands."""
    unclosed: tuple[tuple[int, str], ...]
    """What is never closed: the offset where it opens, and its name."""


def normalise_label(label: str) -> str:
    """Return a link label in the form in which labels are compared."""
    return " ".join(label.split()).casefold()


def columns(text: str, start: int, end: int) -> int:
    """Return the width of white space, tabs counted as four columns."""
    return end - start + 3 * text.count("\t", start, end)
