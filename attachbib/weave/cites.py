"""The citations of an article through the CSL processor: order, note numbers, unknown keys."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attachbib import csl
from attachbib.articles import Article, Citation, Cite
from attachbib.reference import Reference
from attachbib.richtext.model import Rich, concat, span

_LAST_STOP = re.compile(r"\.(?=[”’»\"']*\Z)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One citation of the article, rendered."""

    citation: Citation
    number: int
    """1 for the citation that is read first, 2 for the next …"""
    ids: tuple[str, ...]
    """The references it cites, without unknown ones."""
    text: Rich
    """What stands in the running text; "" if all of it goes into a note."""
    note: Rich
    """The content of the note it becomes; "" if it becomes none."""


@dataclass(frozen=True, slots=True)
class Cited:
    """All citations of an article and the list that belongs to them."""

    citations: tuple[Rendered, ...]
    """In the order in which they stand in the source; none lies inside another."""
    bibliography: csl.Bibliography
    numbers: Mapping[str, str]
    """Citation number → id of the reference."""
    unknown: tuple[Cite, ...]
    """The cites whose key no reference has, in the order of reading."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A citation and where a reader meets it."""

    citation: Citation
    order: tuple[int, int]
    in_note: bool
    note: int = 0


def render_citations(
    article: Article,
    references: Mapping[str, Reference],
    style: csl.Style,
    locale: str | None,
) -> Cited:
    """Render the citations of an article, and the list of what they cite."""
    placed = _in_reading_order(article, style.is_note)
    found: dict[str, Reference] = {}
    unknown: list[Cite] = []
    for one in placed:
        for cite in one.citation.cites:
            reference = references.get(cite.key)
            if reference is None:
                unknown.append(cite)
            else:
                found.setdefault(cite.key, reference)
    processor = csl.Processor(style, found.values(), locale=locale)
    ids = {key: reference.id for key, reference in found.items()}
    rendered = [
        Rendered(one.citation, number, _known_ids(one.citation, ids), *parts)
        for number, (one, parts) in enumerate(
            zip(placed, _render(processor, placed, ids), strict=True), 1
        )
    ]
    rendered.sort(key=lambda one: one.citation.span.start)
    return Cited(
        tuple(rendered),
        processor.bibliography(),
        {str(number): id_ for id_, number in processor.numbers.items()},
        tuple(unknown),
    )


def _in_reading_order(article: Article, is_note: bool) -> list[_Placed]:
    """Return the citations as a reader meets them: those of a footnote where its mark stands."""
    marks: dict[str, int] = {}
    for mark in article.note_marks:
        if mark.label:
            marks.setdefault(mark.label, mark.span.start)
    footnotes = [block for block in article.blocks if block.kind == "footnote"]
    starts = [block.span.start for block in footnotes]
    inline = [mark.span for mark in article.note_marks if not mark.label]
    inline_starts = [span.start for span in inline]
    placed: list[_Placed] = []
    for citation in _outermost(article.citations):
        at = citation.span.start
        index = bisect_right(starts, at) - 1
        around = bisect_right(inline_starts, at) - 1
        if index >= 0 and at < footnotes[index].span.end:
            order, in_note = (marks.get(footnotes[index].info, at), at), True
        else:
            order, in_note = (at, at), around >= 0 and at < inline[around].end
        placed.append(_Placed(citation, order, in_note))
    placed.sort(key=lambda one: one.order)
    return _numbered(placed, sorted([*marks.values(), *inline_starts]), is_note)


def _outermost(citations: Iterable[Citation]) -> list[Citation]:
    """Return the citations in order, without those inside the text of another."""
    kept: list[Citation] = []
    reach = -1
    for citation in sorted(citations, key=lambda one: (one.span.start, -one.span.end)):
        if citation.span.start >= reach:
            kept.append(citation)
            reach = citation.span.end
    return kept


def _numbered(placed: list[_Placed], marks: Sequence[int], is_note: bool) -> list[_Placed]:
    """Give every citation the number of the note it stands in, 0 in running text.

    Args:
        marks: where the article's own notes are first pointed to.
    """
    result: list[_Placed] = []
    own = 0
    for one in placed:
        before = bisect_right(marks, one.order[0])
        if one.in_note:
            note = before + own
        elif is_note:
            own += 1
            note = before + own
        else:
            note = 0
        result.append(replace(one, note=note))
    return result


def _render(
    processor: csl.Processor, placed: Sequence[_Placed], ids: Mapping[str, str]
) -> list[tuple[Rich, Rich]]:
    """Return text and note of each citation."""
    is_note = processor.style.is_note
    clusters = [
        csl.Citation(_cites(one, ids, becomes_note=is_note and not one.in_note), one.note)
        for one in placed
    ]
    known = iter(processor.cite([cluster for cluster in clusters if cluster.cites]))
    result: list[tuple[Rich, Rich]] = []
    for one, cluster in zip(placed, clusters, strict=True):
        content = next(known) if cluster.cites else _only_unknown(one.citation)
        if is_note and one.in_note and cluster.cites:
            content = _in_sentence(content, cluster.cites[0].mode)
        if not is_note or one.in_note:
            result.append((content, ""))
            continue
        first = one.citation.cites[0]
        author: Rich = ""
        if first.mode == "author-in-text" and first.key in ids:
            cite = csl.Cite(ids[first.key], mode="author-only")
            [author] = processor.cite([csl.Citation((cite,), one.note)])
        result.append((author, content))
    return result


def _in_sentence(content: Rich, mode: str) -> Rich:
    """Return a citation of a note style as part of a sentence of the author's own note."""
    content = _without_stop(content)
    return content if mode == "author-in-text" else concat("(", concat(content, ")"))


def _without_stop(content: Rich) -> Rich:
    if isinstance(content, str):
        return _LAST_STOP.sub("", content)
    last = content[-1]
    if isinstance(last, str):
        return concat(content[:-1], _LAST_STOP.sub("", last))
    return concat(content[:-1], span(last.tag, _without_stop(last.content), last.value))


def _cites(one: _Placed, ids: Mapping[str, str], *, becomes_note: bool) -> tuple[csl.Cite, ...]:
    """Return the cites of a citation for the processor; unknown ones become text beside them."""
    cites: list[csl.Cite] = []
    waiting = ""
    for cite in one.citation.cites:
        if cite.key not in ids:
            if cites:
                text = f"{cites[-1].suffix}; {_unknown_text(cite)}"
                cites[-1] = replace(cites[-1], suffix=text)
            else:
                waiting += f"{_unknown_text(cite)}; "
            continue
        prefix = waiting + cite.prefix
        waiting = ""
        mode: str = cite.mode
        if becomes_note:
            if not cites:
                prefix = prefix[:1].upper() + prefix[1:]
            if mode == "author-in-text":
                mode = "suppress-author"
        cites.append(
            csl.Cite(
                ids[cite.key],
                locator=cite.locator,
                label=cite.label or "page",
                prefix=prefix,
                suffix=cite.suffix,
                mode=mode,
            )
        )
    return tuple(cites)


def _unknown_text(cite: Cite) -> str:
    """Return what stands for an unknown reference, `**key?**` as in pandoc, in CSL-JSON markup."""
    before, after = _around_unknown(cite)
    return f"{before}<b>{cite.key}?</b>{after}"


def _around_unknown(cite: Cite) -> tuple[str, str]:
    locator = f", {cite.locator}" if cite.locator else ""
    return f"{cite.prefix} " if cite.prefix else "", locator + cite.suffix


def _only_unknown(citation: Citation) -> Rich:
    """Return the text of a citation of which no key is known."""
    result: Rich = "("
    for index, cite in enumerate(citation.cites):
        before, after = _around_unknown(cite)
        key = span("bold", f"{cite.key}?")
        result = concat(result, concat(("; " if index else "") + before, concat(key, after)))
    return concat(result, ")")


def _known_ids(citation: Citation, ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[cite.key] for cite in citation.cites if cite.key in ids))
