"""Runs of prose: what a reader reads of one, where that stands, and the citations in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from attachbib.articles.model import Citation, Cite
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.sentences import OBJECT
from attachbib.source import Span

_OBJECTS = lazy_pattern(r"\s*" + OBJECT)
_UNITS = lazy_pattern(r"0x*")
_DIGIT = lazy_pattern(r"\d")
_NUMBER = lazy_pattern(
    r"\\(?:SI|num|qty|ang)\b|(?:\$|\\\()\s*(?:(?:[pr]|SD|OR|RR|HR)\s*(?:[=<>]|\\[lg]eq?)"
    r"|[<>~≈≤≥±+−-]?\s*(?:\d[\d.,\s]*\\?%|\d{1,3}(?:,\d{3})+|\d{3,})\s*(?:\$|\\\)))"
)
"""Math that says nothing but a number that was counted or measured: `$40\\%$`, `$p < .05$`,
`$1,200$`, `\\SI{40}{\\percent}`. A small bare one, `$0$`, belongs to a formula more often."""
_SPACE = lazy_pattern(r"\s{2,}|[^\S ]")


UNIT = "…"
"""Stands for code, math or an address in `Reading.masked`."""


class Reading(NamedTuple):
    """A run of prose, read."""

    plain: str
    """One line, with `OBJECT` for a citation or a footnote mark."""
    shadow: str
    """As long as `plain`, for splitting: code, math and addresses are a `0` and letters."""
    segments: Sequence[tuple[int, int, int, int]]
    """Plain offset, start and end in the text read, length in `plain`; in order."""
    citations: Sequence[Citation] = ()
    notes: Sequence[tuple[int, str]] = ()
    """Marks of footnotes: plain offset and label."""
    marks: Sequence[tuple[int, int, str]] = ()
    """Marks of footnotes and whole inline notes: range in the text read, and label or ""."""
    comments: Sequence[tuple[int, int]] = ()
    """Ranges of HTML comments in the text read."""

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text read that a range of `plain` stands for, markup included."""
        segments = self.segments
        index = bisect_left(segments, (start,))
        if index == len(segments) or segments[index][0] > start:
            offset, first, _, _ = segments[index - 1]
            lo = first + start - offset
        else:
            lo = segments[index][1]
        index = bisect_right(segments, (end, 1 << 60)) - 1
        offset, first, last, size = segments[index]
        hi = first + end - offset if offset < end < offset + size else last
        if offset == end and size:
            offset, first, last, size = segments[index - 1]
            hi = last
        return lo, hi

    def masked(self, start: int, end: int) -> str:
        """Return a range of `plain` with `UNIT` for units that hold a digit but are no number.

        "" if it has none.
        """
        plain, shadow = self.plain[start:end], self.shadow[start:end]
        if plain == shadow:
            return ""
        parts: list[str] = []
        pos = 0
        for match in _UNITS().finditer(shadow):
            unit = plain[slice(*match.span())]
            if unit != match[0] and _DIGIT().search(unit) and not _NUMBER().match(unit):
                parts += (plain[pos : match.start()], UNIT)
                pos = match.end()
        return strip_objects("".join([*parts, plain[pos:]])) if parts else ""


def strip_objects(plain: str) -> str:
    """Return plain text without the stand-ins for citations, and the space before them."""
    return _OBJECTS().sub("", plain).strip() if OBJECT in plain else plain.strip()


class Run:
    """A run of prose while its parts go by; offsets are those of the source."""

    def __init__(self) -> None:
        self._plain: list[str] = []
        self._shadow: list[str] = []
        self._segments: list[tuple[int, int, int, int]] = []
        self._size = 0
        self._citations: list[Citation] = []
        self._notes: list[tuple[int, str]] = []
        self._marks: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._citations) or any(part != " " for part in self._plain)

    def put(self, start: int, end: int, plain: str, shadow: str | None = None) -> None:
        """Add what a reader reads of the range `[start, end)` of the source."""
        self._segments.append((self._size, start, end, len(plain)))
        if plain:
            self._plain.append(plain)
            self._shadow.append(plain if shadow is None else shadow)
            self._size += len(plain)

    def text(self, text: str, start: int, end: int) -> None:
        """Add the range `[start, end)` of the source as it is, white space as single spaces."""
        pos = start
        if text.startswith(" ", start) and (not self._plain or self._plain[-1].endswith(" ")):
            pos += 1
        for match in _SPACE().finditer(text, pos, end):
            if match.start() > pos:
                self.put(pos, match.start(), text[pos : match.start()])
            self.space(match.start(), match.end())
            pos = match.end()
        if end > pos:
            self.put(pos, end, text[pos:end])

    def space(self, start: int, end: int) -> None:
        """Add white space, unless the run has none to divide or a space stands before it."""
        if self._plain and not self._plain[-1].endswith(" "):
            self.put(start, end, " ")

    def unit(self, start: int, end: int, plain: str) -> None:
        """Add code, math or an address: no sentence ends in it."""
        self.put(start, end, plain, "0" + "x" * (len(plain) - 1) if plain else "")

    def cite(self, start: int, end: int, cites: Sequence[Cite], text: str = "") -> None:
        """Add a citation at `[start, end)`; `text` is what is read of it, "" in brackets."""
        self._citations.append(Citation(Span(start, end), tuple(cites)))
        if text:
            self.put(start, end, text, "X" + "x" * (len(text) - 1))
        else:
            self.put(start, end, OBJECT)

    def note(self, start: int, end: int, label: str = "") -> None:
        """Add the mark of the footnote `label`, or a whole note if that is ""."""
        if label:
            self._notes.append((self._size, label))
        self._marks.append((start, end, label))
        self.put(start, end, OBJECT)

    def keep(self, citations: Sequence[Citation]) -> None:
        """Add citations whose text is no part of the run, such as those in a note."""
        self._citations.extend(citations)

    @property
    def citations(self) -> Sequence[Citation]:
        """The citations so far."""
        return self._citations

    def ending(self) -> str:
        """Return the last words read."""
        return self._plain[-1] if self._plain else ""

    def plain(self) -> str:
        """Return what is read so far, without stand-ins for citations."""
        return strip_objects("".join(self._plain))

    def reading(self) -> Reading:
        """Return the run as it is read."""
        return Reading(
            "".join(self._plain),
            "".join(self._shadow),
            self._segments or [(0, 0, 0, 0)],
            self._citations,
            self._notes,
            self._marks,
        )
