"""The order in which a reader meets the citations of an article, and their note numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from attachbib.articles import Article, Citation


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation and where a reader meets it."""

    citation: Citation
    order: tuple[int, int]
    in_note: bool
    """Whether it stands in a note of the author's own, or inside another citation's."""
    note: int = 0
    """The number of the note it stands in or becomes; 0 in running text."""
    within: Citation | None = None
    """The citation in whose prefix or suffix it stands: `[@a, and @b]`."""


def in_reading_order(article: Article, is_note: bool) -> list[Placed]:
    """Return the citations as a reader meets them: those of a footnote where its mark stands."""
    marks: dict[str, int] = {}
    for mark in article.note_marks:
        if mark.label:
            marks.setdefault(mark.label, mark.span.start)
    footnotes = [block for block in article.blocks if block.kind == "footnote"]
    starts = [block.span.start for block in footnotes]
    inline = [mark.span for mark in article.note_marks if not mark.label]
    inline_starts = [span.start for span in inline]
    placed: list[Placed] = []
    for citation, within in _nested(article.citations):
        at = citation.span.start
        index = bisect_right(starts, at) - 1
        around = bisect_right(inline_starts, at) - 1
        order, in_note = (at, at), around >= 0 and at < inline[around].end
        if index >= 0 and at < footnotes[index].span.end:
            order, in_note = (marks.get(footnotes[index].info, at), at), True
        placed.append(Placed(citation, order, in_note or within is not None, within=within))
    placed.sort(key=lambda one: one.order)
    return _numbered(placed, sorted([*marks.values(), *inline_starts]), is_note)


def _nested(citations: Sequence[Citation]) -> Iterator[tuple[Citation, Citation | None]]:
    """Yield the citations in order, each with the outermost one it stands in."""
    outer: Citation | None = None
    for citation in sorted(citations, key=lambda one: (one.span.start, -one.span.end)):
        if outer is not None and citation.span.start < outer.span.end:
            yield citation, outer
        else:
            outer = citation
            yield citation, None


def _numbered(placed: list[Placed], marks: Sequence[int], is_note: bool) -> list[Placed]:
    """Give every citation the number of the note it stands in, 0 in running text.

    Args:
        marks: where the article's own notes are first pointed to.
    """
    result: list[Placed] = []
    own = 0
    for one in placed:
        before = bisect_right(marks, one.order[0])
        if is_note and not one.in_note:
            own += 1
        note = before + own if is_note or one.in_note else 0
        result.append(replace(one, note=note))
    return result
