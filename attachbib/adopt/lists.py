"""The list of references of an article: its lines, and where it stands."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from attachbib.adopt.lines import without_year_letter
from attachbib.articles import Article
from attachbib.articles.reference_list import (
    is_reference_heading,
    looks_like_reference,
    numbered_entries,
)
from attachbib.source import Span

_TAG = re.compile(r"<[^<>]{0,2000}>")
_MARKUP = re.compile(r"(?<![\w*_])[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?![\w*_])|\\(?=[\W_])")
_LINK = re.compile(r"\[([^\[\]]{1,2000})\]\([^()\s]{1,2000}\)|<(https?://[^<>\s]{1,2000})>")


class PrintedLine(NamedTuple):
    """A line of the list as it is printed, without markup."""

    number: str
    """As the list has it, "" if it has no numbers."""
    text: str
    span: Span


def printed_list(article: Article) -> tuple[PrintedLine, ...]:
    """Return the lines of an article's list of references; none if it has no list."""
    spans = [(block.info, block.span) for block in article.blocks if block.kind == "reference"]
    if article.format == "markdown" or (article.format == "docx" and not spans):
        entries = numbered_entries(article.source.text)
        spans = [(entry.number, Span(entry.start, entry.end)) for entry in entries]
    if article.format != "html" and not any(number for number, _ in spans):
        spans = [("", span) for span in _under_heading(article)]
    lines = [line for number, span in spans for line in _lines(article, number, span)]
    has_numbers = article.format != "html" and any(line.number for line in lines)
    while lines and _is_remark(lines[-1], has_numbers):
        lines.pop()
    return tuple(lines)


def _is_remark(line: PrintedLine, has_numbers: bool) -> bool:
    """Whether a last line is none of the list but text that follows it.

    Args:
        has_numbers: whether the list has printed numbers; those of HTML are counted.
    """
    return not line.number if has_numbers else not _has_evidence(line.text)


def _lines(article: Article, number: str, span: Span) -> list[PrintedLine]:
    """One line, or each of several that stand in one paragraph without numbers."""
    text = article.source.text[span.start : span.end]
    parts = text.splitlines(keepends=True)
    if number or article.format == "html" or not all(map(_has_evidence, parts)):
        return [PrintedLine(number, _plain(text, article.format), span)]
    found: list[PrintedLine] = []
    at = span.start
    for part in parts:
        end = at + len(part.rstrip())
        found.append(PrintedLine("", _plain(part, article.format), Span(at, end)))
        at += len(part)
    return found


def _has_evidence(text: str) -> bool:
    return looks_like_reference(without_year_letter(text))


def _under_heading(article: Article) -> list[Span]:
    """The paragraphs under the heading of the list; a short reference may pass for a heading."""
    text = article.source.text
    found: list[Span] = []
    in_list = False
    for block in article.blocks:
        content = text[block.span.start : block.span.end]
        is_title = block.kind == "paragraph" and article.format == "docx"
        if block.kind == "heading" and not (in_list and _has_evidence(content)):
            in_list = is_reference_heading(content)
        elif not in_list and is_title and is_reference_heading(content):
            in_list = True  # A bold line of Word, not in the style of a heading.
        elif in_list and block.kind in ("heading", "paragraph", "list-item", "reference"):
            found.append(block.span)
    return found


def _plain(text: str, format: str) -> str:
    if format == "html":
        text = html.unescape(_TAG.sub("", text))
    elif format == "markdown":
        text = _MARKUP.sub("", _LINK.sub(lambda match: match[1] or match[2], text))
    return " ".join(text.split())
