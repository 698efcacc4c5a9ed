"""The list of references of an article: its lines, and where it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from attachbib.adopt.footnotes import footnote_spans
from attachbib.adopt.html_list import html_entries, html_text
from attachbib.adopt.lines import without_year_letter
from attachbib.articles import Article
from attachbib.articles.model import Block
from attachbib.articles.reference_list import (
    is_reference_heading,
    looks_like_reference,
    numbered_entries,
)
from attachbib.source import Span

_REMARK = re.compile(
    r"(?:Disclaimer|Note|Last (?:reviewed|updated|modified)|(?:This|The) (?:article|page|post)"
    r"|Updated|Published|Copyright|All (?:information|rights)|(?:Medically )?Reviewed|Written by"
    r"|About|Share|Related|Photo|Image|Read (?:more|next)|Editor[’']?s note|Funding"
    r"|Conflicts? of interest|Acknowledge?ments?|Correction|Originally)\b|©",
    re.IGNORECASE,
)
"""How what stands below a list begins."""
_STRONG_EVIDENCE = re.compile(r"\([12]\d{3}|\b[12]\d{3};|\bdoi\b|\b10\.\d{4}", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:a|span|em|i|b|strong|cite|sup|br)\b[^<>]{0,2000}>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•*·▪‣-]\s+")
_FOOTNOTE_LABEL = re.compile(r"^ {0,3}\[\^[^\]\s]{1,200}\]:")
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
    if article.format == "html":
        spans = [("", span) for span in html_entries(article)]
    else:
        spans = _numbered(article)
        if not any(number for number, _ in spans):
            spans = [("", span) for span in _under_heading(article)]
    spans = spans or footnote_spans(article)
    lines = [line for number, span in spans for line in _lines(article, number, span)]
    has_numbers = any(line.number for line in lines)
    while lines and _is_remark(lines[-1], has_numbers):
        lines.pop()
    return tuple(lines)


def _numbered(article: Article) -> list[tuple[str, Span]]:
    spans = [(block.info, block.span) for block in article.blocks if block.kind == "reference"]
    if article.format == "markdown" or (article.format == "docx" and not spans):
        entries = numbered_entries(article.source.text)
        return [(entry.number, Span(entry.start, entry.end)) for entry in entries]
    return spans


def _is_remark(line: PrintedLine, has_numbers: bool) -> bool:
    """Whether a last line is none of the list but text that follows it.

    Args:
        has_numbers: whether the list has printed numbers.
    """
    if has_numbers:
        return not line.number
    is_remark = _REMARK.match(line.text) and not _STRONG_EVIDENCE.search(line.text)
    return not _has_evidence(line.text) or bool(is_remark)


def _lines(article: Article, number: str, span: Span) -> list[PrintedLine]:
    """One line, or each of several that stand in one paragraph without numbers."""
    text = article.source.text[span.start : span.end]
    parts = text.splitlines(keepends=True)
    if number or article.format == "html" or not all(map(_has_evidence, parts)):
        plain = _plain(text, article.format)
        return [PrintedLine(number, plain.removeprefix(f"{number} ") if number else plain, span)]
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
    """The paragraphs under the heading of the list; a short reference may pass for a heading.

    Where there are list items, they alone are its entries.
    """
    text = article.source.text
    found: list[Block] = []
    in_list = False
    for block in article.blocks:
        content = text[block.span.start : block.span.end]
        is_title = block.kind == "paragraph" and article.format == "docx"
        if block.kind == "heading" and not (in_list and _has_evidence(content)):
            in_list = is_reference_heading(content)
        elif not in_list and is_title and is_reference_heading(content):
            in_list = True  # A bold line of Word, not in the style of a heading.
        elif in_list and block.kind in ("heading", "paragraph", "list-item", "reference"):
            found.append(block)
    items = [block for block in found if block.kind == "list-item"]
    return [block.span for block in (items if 2 * len(items) >= len(found) else found)]


def _plain(text: str, format: str) -> str:
    if format == "html":
        return html_text(text)
    if format == "markdown":
        text = _LINK.sub(lambda match: match[1] or match[2], _FOOTNOTE_LABEL.sub("", text))
        text = _MARKUP.sub("", _INLINE_TAG.sub("", text))
    return " ".join(_BULLET.sub("", text).split())
