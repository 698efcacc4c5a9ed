"""Text of files and paths as a terminal may show it: escaped, in columns, cut to fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from attachbib.source import path_below

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
    return escape(str(path_below(path, base)))


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
    # What is shown is near the mark; the rest of a very long line is not looked at.
    near = max(0, start - WIDTH)
    chars = line[near : start + WIDTH]
    cells, columns = _cells(chars)
    first = columns[min(start - near, len(chars))]
    last = max(columns[min(end - near, len(chars))], first + 1)
    is_whole = len(chars) == len(line) and columns[-1] <= WIDTH
    left = 0 if is_whole else bisect_left(columns, first - _BEFORE)
    right = len(chars) if is_whole else bisect_right(columns, columns[left] + WIDTH) - 1
    before = "…" if near + left else ""
    after = "…" if near + right < len(line.rstrip()) else ""
    marked = min(last, columns[right]) - first
    return (
        f"{before}{''.join(cells[left:right])}{after}".rstrip(),
        " " * (first - columns[left] + len(before)) + "^" * max(marked, 1),
    )


def _cells(chars: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return what is shown of each character, and the columns where they begin and end."""
    if chars.isascii() and chars.isprintable():
        return chars, range(len(chars) + 1)
    cells: list[str] = []
    columns = [0]
    for char in chars:
        cells.append(" " * (TAB - columns[-1] % TAB) if char == "\t" else _shown(char))
        columns.append(columns[-1] + width(cells[-1]))
    return cells, columns


def width(text: str) -> int:
    """Return the number of terminal columns a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
