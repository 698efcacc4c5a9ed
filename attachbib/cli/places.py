"""Where in a file something stands, seen from the current folder."""

from __future__ import annotations

from pathlib import Path

from attachbib.reports.display import relative_path
from attachbib.source import Source, path_below


def line_text(source: Source, offset: int) -> str:
    """Return `path:line` of a character offset, for a person."""
    line, _ = source.position(offset)
    return f"{relative_path(source.path, Path.cwd())}:{line}"


def place_text(source: Source, offset: int) -> str:
    """Return `path:line:column` of a character offset, for a person."""
    line, column = source.position(offset)
    return f"{relative_path(source.path, Path.cwd())}:{line}:{column}"


def place_item(source: Source, offset: int) -> dict[str, str | int]:
    """Return path, with "/", line and column of a character offset, for JSON."""
    line, column = source.position(offset)
    path = path_below(source.path, Path.cwd()).as_posix()
    return {"path": path, "line": line, "column": column}
