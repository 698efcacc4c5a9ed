"""The numbers that an article's own list of references is printed with, as they are typed.

They are read from the source, line by line, under the heading of the list: a reader of articles
goes by the order of the entries, and a number that is wrong would end the list for some of them.
Lists whose numbers nobody types (`<ol>`, `thebibliography`, `1. 1. 1.` in Markdown) have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.model import Article
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.reference_list import is_reference_heading
from attachbib.source import Span

_MARK = r"(?:\\?\[(\d{1,3})\\?\](?![:(^])|(\d{1,3})[.)])"
_LINE = lazy_pattern(rf"^([ \t]*)(?:\.\. )?{_MARK}[ \t]*(?=\s(\S?))", re.M)
"""Group 4 is what the entry begins with."""
_IN_TAGS = lazy_pattern(rf"(?:\s|<[^<>]*>)*+{_MARK}(?=\s|<)")
_BREAK = lazy_pattern(r"<br\b[^<>]*>", re.I)
_ENDED = lazy_pattern(r"(?:[.)>\]\"’”\d]|/\S*)[ \t]*\Z")
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
        found = [one for start, end in _ranges(article) for one in _in_lines(article, start, end)]
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
                    yield _printed(match, 1)


def _printed(match: re.Match[str], group: int) -> PrintedNumber:
    group += match[group] is None
    return PrintedNumber(int(match[group]), Span(*match.span(group)))


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


def _in_lines(article: Article, start: int, end: int) -> Iterator[PrintedNumber]:
    text = article.source.text
    first: re.Match[str] | None = None
    last = 0
    for match in _LINE().finditer(text, start, end):
        first = first or match
        found = _printed(match, 2)
        is_alike = _style(match) == _style(first) and abs(len(match[1]) - len(first[1])) <= 2
        if match is first or (is_alike and _begins_entry(text, match, found.number == last + 1)):
            last = found.number
            yield found


def _style(match: re.Match[str]) -> str:
    return match[0].strip()[-1]


def _begins_entry(text: str, match: re.Match[str], is_next: bool) -> bool:
    """Whether `12.` begins an entry, and is not what a line before goes on with.

    Args:
        is_next: whether it is the number that is expected.
    """
    if match[2]:
        return True
    before = text[max(match.start() - 300, 0) : match.start()].rstrip("\r\n")
    line = before[before.rfind("\n") + 1 :]
    is_first = not line.strip() or text.endswith(("\n\n", "\n\r\n"), 0, match.start())
    return is_first or (_ENDED().search(line) is not None and (is_next or not match[4].islower()))
