"""Instructions to attachbib in the comments of a document: `attachbib: exempt: reason`."""

from __future__ import annotations

import re

from attachbib.articles.model import Pragma
from attachbib.articles.patterns import lazy_pattern
from attachbib.source import Span

_PRAGMA = lazy_pattern(r"<!--\s*attachbib:\s*(.*?)\s*-->", re.S)


def find_pragma(text: str, start: int, end: int) -> Pragma | None:
    """Return the instruction an HTML comment at `[start, end)` holds, or None."""
    match = _PRAGMA().match(text, start, end)
    return Pragma(" ".join(match[1].split()), Span(start, end)) if match else None
