"""An article that is read when it is first looked into.

A run may know already what it needs of an article, or have another process read it. Only
for readers that never fail: whether a file can be read must be known when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from attachbib.articles.model import Article
from attachbib.source import Source


class LazyArticle(Article):
    """An article whose source and format are there, and the rest once it is asked for."""

    __slots__ = ("_read",)

    def __init__(self, source: Source, format: str, read: Callable[[Source], Article]) -> None:
        for name, value in (
            ("source", source),
            ("format", format),
            ("included", ()),
            ("_read", read),
        ):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        """Read the article: a field that was asked for is not set yet."""
        if name not in _FIELDS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        article = self._read(self.source)
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(article, field))
        return getattr(self, name)


_FIELDS = frozenset(field.name for field in fields(Article)) - {"source", "format", "included"}
