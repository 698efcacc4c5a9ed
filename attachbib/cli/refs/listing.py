"""References one per line, or as JSON: what `refs list` and `refs search` print.

The JSON is a list of objects {key, type, authors, year, title, doi, path, line}; `path` is
relative to the current folder if it is below it, with "/", and texts that are not known
are "".
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attachbib.source import path_below

if TYPE_CHECKING:
    from attachbib.bibtex import Entry, Library
    from attachbib.bibtex.summary import Summary

_LIMITS = (24, 20, 4, 30, 34)
_TITLE = 3


def summary_lines(summaries: Sequence[Summary]) -> list[str]:
    """Return a line per reference: key, authors, year, title, DOI."""
    from attachbib.cli.columns import format_rows

    rows = [(one.key, one.authors, one.year, one.title, one.doi) for one in summaries]
    return format_rows(rows, _LIMITS, wide=_TITLE)


def summary_item(library: Library, entry: Entry, summary: Summary) -> dict[str, Any]:
    """Return the object of one reference for JSON."""
    source = library.source
    return {
        **summary._asdict(),
        "path": path_below(source.path, Path.cwd()).as_posix(),
        "line": source.position(entry.span.start)[0],
    }
