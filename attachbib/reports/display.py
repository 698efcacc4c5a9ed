"""Text of files and paths as a terminal may show it: escaped, in columns, cut to fit."""

from __future__ import annotations

import unicodedata
from pathlib import Path

TAB = 4
"""Columns between tab stops."""

WIDTH = 100
"""Columns of a source line that are shown."""

_BEFORE = 40
"""Columns kept before the marked place when a line is cut."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that show nothing or steer the terminal: control, format (the bidirectional
controls among them), surrogates, unassigned, line and paragraph separators."""

_JOINERS = frozenset("\u200c\u200d\u00ad")
"""Format characters that words and emoji are written with."""


def relative_path(path: Path, base: Path) -> str:
    """Return a path as seen from a folder if it is below it, else as it is; escaped."""
    inside = path.is_relative_to(base)
    return escape(str(path.relative_to(base) if inside else path))


def escape(text: str) -> str:
    """Return text without what steers a terminal or hides in it."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """Return a source line and a line with carets below a part of it.

    Args:
        line: one line, without its line end.
        start, end: the part, as 0-based offsets in characters; an empty one is marked
            with one caret.

    Returns:
        Both in the same columns: tabs expanded, wide characters two columns wide,
        control characters escaped; the line cut around the part if it is long.
    """
    cells: list[tuple[str, int]] = []
    column, first, last = 0, 0, 0
    for index, char in enumerate(line):
        if index == start:
            first = column
        shown = " " * (TAB - column % TAB) if char == "\t" else _shown(char)
        cells.append((shown, width(shown)))
        column += cells[-1][1]
        if index == end - 1:
            last = column
    if start >= len(line):
        first = column
    last = max(last if end <= len(line) else column, first + 1)
    left = max(0, first - _BEFORE) if column > WIDTH else 0
    text, begin, cut = _cut(cells, left, left + WIDTH)
    shift = (1 if begin else 0) - begin
    carets = "^" * (min(last, begin + cut) - first or 1) if first < begin + cut else "^"
    return text, " " * (first + shift) + carets


def width(text: str) -> int:
    """Return the number of terminal columns a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _cut(cells: list[tuple[str, int]], left: int, right: int) -> tuple[str, int, int]:
    """Return the cells between two columns, the column of the first, and their width."""
    kept: list[str] = []
    column = begin = taken = 0
    for shown, size in cells:
        if column < left:
            begin = column + size
        elif column + size <= right:
            kept.append(shown)
            taken += size
        column += size
    text = "".join(kept).rstrip()
    return f"{'…' if begin else ''}{text}{'…' if column > right else ''}", begin, taken


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
