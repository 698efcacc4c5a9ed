"""The numbered markers of an article, and the pandoc citations that take their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attachbib.articles import Article
from attachbib.articles.markers import MAX_RANGE, find_markers, is_power, number_cites
from attachbib.articles.model import PROSE_KINDS, Citation, Cite
from attachbib.edits import Edit
from attachbib.source import Span

_CODE = re.compile(r"(`+)[^`]+\1")
_RAISED = re.compile(
    r"(?:<sup[^<>]*>(?:<a\b[^<>]*>)?(?P<html>[^<>]{1,60})(?:</a>)?</sup>"
    r"|\^(?P<pandoc>\[?\d[\d,–; -]{0,40}\]?)\^"
    r"|\\\[(?P<escaped>\d[\d,–; -]{0,40})\\\]"
    r"|\[\[(?P<inner>\d{1,3})\]\(#[^()\s]{1,200}\)\]"
    r"|\[(?:\\?\[(?P<boxed>\d{1,3})\\?\]|(?P<linked>\d{1,3}))\]\(#[^()\s]{1,200}\))"
)
_PARENTHESES = re.compile(
    r"(?<=[^\W\d_]{2} )\((\d{1,3}(?:[,;–-] ?\d{1,3}){0,20})\)(?=[.,;:!?]|\s[^\W\d_]|\s*$)"
)
_NUMBERS = re.compile(r"\d[\d\s,;–—-]{0,60}")
_INLINE_TAG = re.compile(r"</?(?:sup|a|span)\b[^<>]*>", re.IGNORECASE)
_BEFORE = re.compile(r"[.,;:]$")


class Mark(NamedTuple):
    """A marker and the numbers of the list that it names."""

    span: Span
    numbers: tuple[str, ...]


def find_marks(article: Article, entries: int, end: int) -> list[Mark]:
    """Return the markers of an article's text that name entries of its list, in order.

    Args:
        entries: how many entries the list has.
        end: where the list begins.
    """
    found = (
        _markdown_marks(article, entries, end)
        if article.format == "markdown"
        else (
            Mark(citation.span, _cited_numbers(article, citation, entries))
            for citation in article.citations
        )
    )
    known = {str(number) for number in range(1, entries + 1)}
    marks = [mark for mark in found if known.issuperset(mark.numbers)]
    return marks or [
        mark for mark in _in_parentheses(article, entries, end) if known.issuperset(mark.numbers)
    ]


def _in_parentheses(article: Article, entries: int, end: int) -> Iterator[Mark]:
    """Yield `(1)`, `(1, 3-5)` behind words; some articles have no other markers."""
    text = article.source.text
    for block in article.blocks:
        if block.kind in PROSE_KINDS and block.span.start < end:
            for match in _PARENTHESES.finditer(text, *block.span):
                cites = number_cites(match[1], match.start(1), entries)
                if cites:
                    yield Mark(Span(*match.span()), tuple(cite.key for cite in cites))


def _cited_numbers(article: Article, citation: Citation, entries: int) -> tuple[str, ...]:
    """Return the numbers a citation names; of a field of Zotero or Word those that it shows."""
    start, end = citation.span
    shown = article.source.text[start:end].strip("[]() ")
    cites: Sequence[Cite] = citation.cites
    if article.format == "docx" and _NUMBERS.fullmatch(shown):
        cites = number_cites(shown, start, entries)
    return tuple(cite.key for cite in cites)


def _markdown_marks(article: Article, entries: int, end: int) -> Iterator[Mark]:
    """Markdown has no markers of its own, so they are looked for outside its code."""
    text = article.source.text
    for block in article.blocks:
        if block.kind not in PROSE_KINDS or block.span.start >= end:
            continue
        start, stop = block.span
        code = [match.span() for match in _CODE.finditer(text, start, stop)]
        marks = [*_raised(text, start, stop, entries), *_plain(text, start, stop, entries)]
        at = start
        for mark in sorted(marks):
            if mark.span.start >= at and not any(a <= mark.span.start < b for a, b in code):
                at = mark.span.end
                yield mark


def _raised(text: str, start: int, end: int, entries: int) -> Iterator[Mark]:
    for match in _RAISED.finditer(text, start, end):
        shown = match["html"] or match["pandoc"] or match["escaped"]
        shown = shown or match["inner"] or match["boxed"] or match["linked"]
        numbers = shown.strip("[]() ")
        cites = number_cites(numbers, match.start(), entries)
        may_be_power = match["html"] or match["pandoc"]
        is_exponent = may_be_power and is_power(text[start : match.start()])
        if cites and not is_exponent and re.fullmatch(r"[\d\s,;–—-]+", numbers):
            yield Mark(Span(*match.span()), tuple(cite.key for cite in cites))


def _plain(text: str, start: int, end: int, entries: int) -> Iterator[Mark]:
    for marker in find_markers(text, start, end, entries=entries):
        if text[marker.end : marker.end + 1] not in ("(", "[", ":"):
            yield Mark(Span(marker.start, marker.end), tuple(cite.key for cite in marker.cites))


def mark_edits(text: str, marks: Sequence[Mark], keys: Mapping[str, str]) -> list[Edit]:
    """Return edits that put `[@key; @key]` in the place of markers.

    A marker behind a full stop, comma or the like goes before it, where pandoc has citations.

    Args:
        keys: number in the list → citation key.
    """
    edits: list[Edit] = []
    for (start, end), numbers in _joined(text, marks):
        if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            start, end = start - 1, end + 1
        citation = f"[{'; '.join(f'@{key}' for key in dict.fromkeys(map(keys.get, numbers)))}]"
        before = text[:start].rstrip(" ")
        is_behind = _BEFORE.search(before[-2:]) and before[-2:-1] not in ("", ".")
        point = before[-1:] if is_behind else ""
        edits.append(Edit(len(before) - len(point), end, f" {citation}{point}"))
    return edits


def _joined(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield marks, those in one that stand side by side: `[1], [2]`, or `[1]–[3]`."""
    open_mark: Mark | None = None
    for mark in sorted(marks):
        if open_mark is None:
            open_mark = mark
            continue
        gap = _INLINE_TAG.sub("", text[open_mark.span.end : mark.span.start]).strip(" ")
        last, first = open_mark.numbers[-1], mark.numbers[0]
        is_range = gap in ("-", "–", "—") and last.isdigit() and first.isdigit()
        is_beside = gap in ("", ",", ";") or is_range
        is_full = len(open_mark.numbers) > MAX_RANGE
        if open_mark.span.end > mark.span.start or is_full or not is_beside:
            yield open_mark
            open_mark = mark
            continue
        between = map(str, range(int(last) + 1, int(first))) if is_range else ()
        numbers = (*open_mark.numbers, *between, *mark.numbers)
        open_mark = Mark(Span(open_mark.span.start, mark.span.end), numbers)
    if open_mark is not None:
        yield open_mark


def apart_from(edits: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """Return the edits that touch none of some others."""
    taken = sorted((one.start, one.end) for one in others)
    starts = [start for start, _ in taken]
    free: list[Edit] = []
    for one in edits:
        at = bisect_right(starts, one.end)
        if not at or taken[at - 1][1] < one.start:
            free.append(one)
    return free
