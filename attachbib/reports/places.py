"""Places as programs read them: relative paths with `/`, edits by line and column."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from attachbib.edits import Edit
from attachbib.source import Source, path_below


class Region(NamedTuple):
    """A part of a text, its end behind the last character; all count from 1, in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


def posix_path(path: Path, base: Path) -> str:
    """Return a path with `/`, relative to a folder if it is below it."""
    return path_below(path, base).as_posix()


def edit_region(source: Source, edit: Edit) -> Region:
    """Return the part of a source that an edit replaces."""
    return Region(*source.position(edit.start), *source.position(edit.end))
