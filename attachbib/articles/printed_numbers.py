"""The numbers that an article's own list of references is printed with, as they are typed.

They are read from the source, line by line, under the heading of the list: a reader of articles
goes by the order of the entries, and a number that is wrong would end the list for some of them.
Lists whose numbers nobody types (`<ol>`, `thebibliography`, `1. 1. 1.` in Markdown) have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.entry_lines import entry_lines
from attachbib.articles.model import Article
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.reference_list import is_reference_heading
from attachbib.source import Span

_IN_TAGS = lazy_pattern(r"(?:\s|<[^<>]*>)*+(?:\[(\d{1,3})\]|(\d{1,3})[.)])(?=\s|<)")
_BREAK = lazy_pattern(r"<br\b[^<>]*>", re.I)
_LINES = frozenset({"markdown", "rst", "plain", "docx"})
"""The formats in which a line of the source is one of the text."""


class PrintedNumber(NamedTuple):
    """The number of one entry."""

    number: int
    span: Span


def printed_numbers(article: Article) -> tuple[PrintedNumber, ...]:
    """Return the numbers of the list of references of an article, in the order of the text.

    Numbers of HTML count if they are typed at the beginning of an entry.
    """
    if article.format == "html":
        found = list(_before_entries(article))
    elif article.format in _LINES:
        text = article.source.text
        lines = (one for start, end in _ranges(article) for one in entry_lines(text, start, end))
        found = [PrintedNumber(one.number, one.span) for one in lines]
    else:
        return ()
    is_typed = len(found) == 1 or len({one.number for one in found}) > 1
    return tuple(found) if is_typed else ()


def _before_entries(article: Article) -> Iterator[PrintedNumber]:
    for block in article.blocks:
        if block.kind == "reference":
            text, (start, end) = article.source.text, block.span
            breaks = (one.end() for one in _BREAK().finditer(text, start, end))
            for at in (start, *breaks):
                if match := _IN_TAGS().match(text, at, end):
                    group = 1 if match[1] else 2
                    yield PrintedNumber(int(match[group]), Span(*match.span(group)))


def _ranges(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where lists of references stand: below their headings, or from the first entry on."""
    text = article.source.text
    start, level = -1, 0
    for block in article.blocks:
        if block.kind == "heading" and (start < 0 or block.level <= level):
            if start >= 0:
                yield start, block.span.start
            lines = text[slice(*block.span)].splitlines()
            is_list = any(map(is_reference_heading, lines))
            start, level = (block.span.end, block.level) if is_list else (-1, 0)
        elif block.kind == "reference" and start < 0 and article.format != "rst":
            start, level = block.span.start, 1
    if start >= 0:
        yield start, len(text)
