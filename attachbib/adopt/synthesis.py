"""Parsing by synthesis: a reading of a line is accepted when the style prints the line from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from attachbib.adopt.families import FAMILIES
from attachbib.adopt.grammar import Family, candidates
from attachbib.adopt.leftovers import what_is_sure
from attachbib.adopt.lines import MAX_LINE, clean_line, is_alike, is_exact, without_year_letter
from attachbib.csl import Processor, Style, load_style
from attachbib.reference import Reference
from attachbib.richtext import writer

Likeness = Literal["exact", "alike", "unsure"]

MAX_TRIED = 24
"""Readings of one line that are rendered."""

_DECISIVE = 12
"""Lines that are read to find the style of a list."""


class Adopted(NamedTuple):
    """What became of a line."""

    line: str
    """Without its number, white space as single spaces."""
    reference: Reference
    likeness: Likeness
    """Whether the style prints the line from it: `exact`, `alike` (see `lines`), or it is
    `unsure`: then `reference` has only what stands in the line beyond doubt."""
    found: tuple[str, ...] = ()
    """Of an unsure line: the variables that were taken from it."""


class ListStyle(NamedTuple):
    """The style a list of references is printed in."""

    family: Family
    style: str
    """A packaged style's id."""
    locale: str = ""


def list_styles(name: str = "") -> tuple[ListStyle, ...]:
    """Return the styles that lists are read in: all, or those a style id stands for."""
    rows = tuple(
        ListStyle(family, style, locale)
        for family in FAMILIES.values()
        for style, locale in family.styles
    )
    return tuple(row for row in rows if name in ("", row.style))


def detect_style(lines: Sequence[str], styles: Iterable[ListStyle]) -> ListStyle:
    """Return the style that prints the most of a list's lines from a reading of them.

    A line that is printed exactly counts more than one printed alike; of equals, the first
    is taken. Of a long list, lines from all its parts are looked at.
    """
    step = max(len(lines) // _DECISIVE, 1)
    sample = lines[::step][:_DECISIVE]

    def score(style: ListStyle) -> int:
        found = adopt_lines(sample, style)
        return sum({"exact": 3, "alike": 2, "unsure": 0}[one.likeness] for one in found)

    return max(styles, key=score)


def adopt_lines(lines: Iterable[str], style: ListStyle) -> tuple[Adopted, ...]:
    """Read the lines of a list that a style printed.

    Raises:
        StyleError: the style cannot be used.
    """
    compiled = load_style(style.style)
    return tuple(_adopt(clean_line(line), style, compiled) for line in lines)


def _adopt(line: str, style: ListStyle, compiled: Style) -> Adopted:
    tried: list[Reference] = []
    alike: Reference | None = None
    if len(line) <= MAX_LINE:
        for reference in _some(candidates(without_year_letter(line), style.family)):
            tried.append(reference)
            printed = print_line(reference, compiled, style.locale)
            if is_exact(printed, without_year_letter(line)):
                return Adopted(line, reference, "exact")
            if alike is None and is_alike(printed, line):
                alike = reference
    if alike is not None:
        return Adopted(line, alike, "alike")
    sure = what_is_sure(line, tried)
    found = (*sure.names, *sure.dates, *(name for name in sure.text if name != "rawline"))
    return Adopted(line, sure, "unsure", found)


def _some(found: Iterator[Reference]) -> Iterator[Reference]:
    """Yield the first readings that differ."""
    seen: list[Reference] = []
    for reference in found:
        if reference not in seen:
            seen.append(reference)
            yield reference
        if len(seen) == MAX_TRIED:
            return


def print_line(reference: Reference, style: Style, locale: str = "") -> str:
    """Return a reference as a style prints it by itself, as plain text."""
    alone = replace(reference, id="one")
    entries = Processor(style, [alone], locale=locale or None).bibliography().entries
    return writer("text").write(entries[0].content) if entries else ""
