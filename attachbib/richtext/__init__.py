"""Rich text: the output tree of a rendering, its finishing pass, one small writer per format."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from attachbib.richtext.model import Inline, Rich, Span
from attachbib.richtext.writer import Entry, ListLayout, Writer

__all__ = ["FORMATS", "Entry", "Inline", "ListLayout", "Rich", "Span", "Writer", "writer"]

FORMATS: Mapping[str, str] = {
    "text": "attachbib.richtext.text",
    "html": "attachbib.richtext.html",
    "markdown": "attachbib.richtext.markdown",
    "rst": "attachbib.richtext.rst",
    "latex": "attachbib.richtext.latex",
}
"""Format name → the module whose `WRITER` writes it. A new format is a new line here."""


def writer(name: str) -> Writer:
    """Return the writer of a format.

    Raises:
        KeyError: no format has that name; see `FORMATS`.
    """
    found: Writer = import_module(FORMATS[name]).WRITER
    return found
