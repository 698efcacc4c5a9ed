"""Parsing by synthesis: a reading of a line is accepted when a style prints the line from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from attachbib.adopt.families import FAMILIES
from attachbib.adopt.grammar import Family, authors_of, people_of
from attachbib.adopt.leftovers import RAW_LINE, identifiers, what_is_sure
from attachbib.adopt.lines import (
    MAX_LINE,
    clean_line,
    is_alike,
    is_exact,
    spell_out_authors,
    without_year_letter,
)
from attachbib.adopt.printing import print_alone
from attachbib.adopt.reading import LineRead, ListStyle, Match, read_as
from attachbib.adopt.rewording import reword
from attachbib.reference import Reference

Likeness = Literal["exact", "alike", "close", "unsure"]

_DECISIVE = 12
"""Lines that are read to find the style of a list."""


class Adopted(NamedTuple):
    """What became of a line."""

    line: str
    """Without its number, white space as single spaces, a dash for the authors spelled out."""
    reference: Reference
    likeness: Likeness
    """Whether the style of the list prints the line from it: `exact`; `alike` (see `lines`);
    `close` if only another style does, or none because of a set phrase: then `RAW_LINE` has
    the line too; or it is `unsure`: then `reference` has only what stands in the line beyond
    doubt, and `RAW_LINE`."""

    @property
    def found(self) -> tuple[str, ...]:
        """The variables that were taken from it."""
        one = self.reference
        return (*one.names, *one.dates, *(name for name in one.text if name != RAW_LINE))


def list_styles(name: str = "") -> tuple[ListStyle, ...]:
    """Return the styles that lists are read in.

    Args:
        name: a packaged style's id. One that no family names is tried with each of them.
    """
    rows = tuple(
        ListStyle(family, style, locale)
        for family in FAMILIES.values()
        for style, locale in family.styles
    )
    if not name:
        return rows
    named = tuple(row for row in rows if row.style == name)
    return named or tuple(ListStyle(family, name) for family in FAMILIES.values())


def detect_style(lines: Sequence[str], styles: Iterable[ListStyle]) -> ListStyle:
    """Return the style that prints the most of a list's lines from a reading of them.

    A line that is printed exactly counts more than one printed alike, and one that a loose
    template reads least; of equals, the first is taken. Of a long list, lines from all its
    parts are looked at.
    """
    step = max(len(lines) // _DECISIVE, 1)
    sample = [clean_line(line) for line in lines[::step][:_DECISIVE]]

    rows = list(styles)
    scores = [_score(sample, style) for style in rows]
    if max(scores, default=0) < len(sample):  # Few lines are printed as any style does.
        reworded = [[reword(line, row.family.name).text for line in sample] for row in rows]
        scores = [_score(lines, row) for lines, row in zip(reworded, rows, strict=True)]
    return rows[scores.index(max(scores))]


def _score(lines: Sequence[str], style: ListStyle) -> int:
    return sum(_worth(one.match) for one in read_as(lines, style) if one.match)


def _worth(match: Match) -> int:
    return {"exact": 3, "alike": 2}[match.likeness] - (match.looseness > 0)


def adopt_lines(lines: Iterable[str], style: ListStyle) -> tuple[Adopted, ...]:
    """Read the lines of a list that a style printed.

    A line that the style does not print is read without set phrases (see `rewording`), and
    as the other styles print it that print authors in the same way.

    Raises:
        StyleError: the style cannot be used.
    """
    cleaned = spell_out_authors(map(clean_line, lines), lambda line: authors_of(line, style.family))
    read = read_as(cleaned, style)
    found = {
        at: Adopted(cleaned[at], _identified(one.match.reference, cleaned[at]), one.match.likeness)
        for at, one in enumerate(read)
        if one.match
    }
    loose = {at for at, one in enumerate(read) if one.match and one.match.looseness}
    for row in (style, *_kin(style)):
        left = [at for at in range(len(cleaned)) if at not in found or at in loose]
        for at, adopted, looseness in _otherwise(cleaned, left, row, style):
            if not (looseness and at in found):
                found[at] = adopted
            loose = loose | {at} if looseness else loose - {at}
    close = [at for at in found if found[at].likeness == "close"]
    printed = print_alone([found[at].reference for at in close], style.style, style.locale)
    for at, text in zip(close, printed, strict=True):
        found[at] = _compared(found[at], text)
    return tuple(
        found.get(at) or _unsure(line, read[at], style.family) for at, line in enumerate(cleaned)
    )


def _compared(one: Adopted, printed: str) -> Adopted:
    """Return what became of a line that the style of the list does print after all."""
    bare = without_year_letter(one.line)
    if not is_alike(printed, bare):
        return one
    text = {name: value for name, value in one.reference.text.items() if name != RAW_LINE}
    likeness: Likeness = "exact" if is_exact(printed, bare) else "alike"
    return one._replace(reference=replace(one.reference, text=text), likeness=likeness)


def _kin(style: ListStyle) -> tuple[ListStyle, ...]:
    """Return the other styles that print authors as a style does, the likeliest first."""
    rows = [row for row in list_styles() if row != style]
    same = [row for row in rows if row.family is style.family]
    alike = [row for row in rows if row.family.authors == style.family.authors]
    return tuple(dict.fromkeys([style._replace(all_names=True), *same, *alike]))


def _otherwise(
    lines: Sequence[str], left: Sequence[int], row: ListStyle, own: ListStyle
) -> Iterator[tuple[int, Adopted, int]]:
    """Yield what a style prints of the lines that are left, as they are or reworded.

    Loose readings are taken in the family of the list's own style only.
    With each its place among the lines, and how loose its reading is.
    """
    reworded = {at: reword(lines[at], row.family.name) for at in left}
    tries = [(at, lines[at]) for at in left if row is not own]
    tries += [(at, reworded[at].text) for at in left if reworded[at].text != lines[at]]
    taken: set[int] = set()
    for (at, text), one in zip(tries, read_as([text for _, text in tries], row), strict=True):
        if (
            one.match
            and at not in taken
            and not (one.match.looseness and row.family is not own.family)
        ):
            taken.add(at)
            reference = one.match.reference
            if text != lines[at]:
                reference = reworded[at].completed(reference)
            kept = _kept_raw(_identified(reference, lines[at]), lines[at])
            yield at, Adopted(lines[at], kept, "close"), one.match.looseness


def _identified(reference: Reference, line: str) -> Reference:
    """Return a reference with the identifiers of its line that styles do not print."""
    missing = {
        name: value
        for name, value in identifiers(line).items()
        if name in ("PMID", "PMCID", "ISBN") and name not in reference.text
    }
    return replace(reference, text={**reference.text, **missing}) if missing else reference


def _kept_raw(reference: Reference, line: str) -> Reference:
    return replace(reference, text={**reference.text, RAW_LINE: line})


def _unsure(line: str, read: LineRead, family: Family) -> Adopted:
    people = people_of(line, family) if len(line) <= MAX_LINE else ()
    return Adopted(line, what_is_sure(line, read.tried, people), "unsure")
