"""Instructions to attachbib in the comments of a document: `attachbib: exempt: reason`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles.model import Pragma
from attachbib.articles.patterns import lazy_pattern
from attachbib.source import Span

_LINE = lazy_pattern(r"^[ \t]*#+[ \t]*attachbib:[ \t]*([^\r\n]*?)[ \t]*$", re.M)
_PRAGMA = lazy_pattern(r"<!--\s*attachbib:\s*(.*?)\s*-->", re.S)


def line_pragmas(text: str) -> Iterator[Pragma]:
    """Yield the instructions in lines of their own, `# attachbib: …`, for text without comments."""
    if "attachbib:" in text:
        for match in _LINE().finditer(text):
            yield Pragma(match[1], Span(*match.span()))


def find_pragma(text: str, start: int, end: int) -> Pragma | None:
    """Return the instruction an HTML comment at `[start, end)` holds, or None."""
    match = _PRAGMA().match(text, start, end)
    return Pragma(" ".join(match[1].split()), Span(start, end)) if match else None
