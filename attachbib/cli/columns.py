"""Rows of text for a person or a program: columns that fit the terminal, or tabs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from attachbib.reports.display import escape, width

_GAP = "  "


def format_rows(rows: Sequence[Sequence[str]], limits: Sequence[int], wide: int) -> list[str]:
    """Return one line per row.

    Args:
        rows: cells of text, one line each; as many in every row.
        limits: the most columns of the terminal that each cell may take.
        wide: the index of the cell that gets what the others leave, and at least its limit.

    Returns:
        On a terminal aligned cells, cut to its width; elsewhere whole cells between tabs.
    """
    shown = [[escape(" ".join(cell.split())) for cell in row] for row in rows]
    total = terminal_columns()
    if not total:
        return ["\t".join(row) for row in shown]
    widths = [
        min(limit, max((width(row[index]) for row in shown), default=0))
        for index, limit in enumerate(limits)
    ]
    taken = sum(widths) - widths[wide] + len(_GAP) * (len(widths) - 1)
    widths[wide] = max(limits[wide], total - taken)
    return [fit(_GAP.join(map(_padded, row, widths)).rstrip(), total) for row in shown]


def terminal_columns() -> int:
    """Return how many columns the terminal has that is printed to; 0 if it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def fit(text: str, columns: int) -> str:
    """Return text cut to a number of terminal columns, with `…` for what is left out.

    Of no columns, which is no terminal, nothing is cut.
    """
    if not columns or width(text) <= columns:
        return text
    taken, end = 1, 0
    for char in text:
        taken += width(char)
        if taken > columns:
            break
        end += 1
    return f"{text[:end]}…"


def wrap(text: str, columns: int, indent: str) -> list[str]:
    """Return text in lines that begin with an indent, broken between words.

    Of no columns, which is no terminal, it is one line. A word that is too long for a line
    has one of its own.
    """
    if not columns:
        return [indent + text]
    lines: list[str] = []
    line = indent
    for word in text.split(" "):
        if line != indent and width(line) + width(word) > columns:
            lines.append(line.rstrip())
            line = indent
        line += f"{word} "
    return [*lines, line.rstrip()]


def _padded(text: str, columns: int) -> str:
    cut = fit(text, columns)
    return cut + " " * (columns - width(cut))
