"""Parsing by synthesis: a reading of a line is accepted when the style prints the line from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from attachbib.adopt.capitals import with_capitals_kept
from attachbib.adopt.families import FAMILIES
from attachbib.adopt.grammar import Family, authors_of, candidates
from attachbib.adopt.leftovers import RAW_LINE, what_is_sure
from attachbib.adopt.lines import (
    MAX_LINE,
    clean_line,
    is_alike,
    is_exact,
    spell_out_authors,
    without_year_letter,
)
from attachbib.adopt.printing import print_alone
from attachbib.reference import Reference

Likeness = Literal["exact", "alike", "unsure"]

MAX_TRIED = 24
"""Readings of one line that are rendered."""

_AT_ONCE = 40
"""Lines whose readings are rendered together; their entry numbers have three digits."""

_DECISIVE = 12
"""Lines that are read to find the style of a list."""


class Adopted(NamedTuple):
    """What became of a line."""

    line: str
    """Without its number, white space as single spaces, a dash for the authors spelled out."""
    reference: Reference
    likeness: Likeness
    """Whether the style prints the line from it: `exact`, `alike` (see `lines`), or it is
    `unsure`: then `reference` has only what stands in the line beyond doubt."""

    @property
    def found(self) -> tuple[str, ...]:
        """The variables that were taken from it."""
        one = self.reference
        return (*one.names, *one.dates, *(name for name in one.text if name != RAW_LINE))


class ListStyle(NamedTuple):
    """The style a list of references is printed in."""

    family: Family
    style: str
    """A packaged style's id."""
    locale: str = ""


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
    cleaned = spell_out_authors(map(clean_line, lines), lambda line: authors_of(line, style.family))
    return tuple(
        adopted
        for at in range(0, len(cleaned), _AT_ONCE)
        for adopted in _adopt(cleaned[at : at + _AT_ONCE], style)
    )


def _adopt(lines: Sequence[str], style: ListStyle) -> Iterator[Adopted]:
    readings = [_readings(line, style.family) for line in lines]
    printed = iter(print_alone(list(chain(*readings)), style.style, style.locale))
    texts = [list(islice(printed, len(tried))) for tried in readings]
    kept = [list(_kept(*row)) for row in zip(lines, readings, texts, strict=True)]
    again = iter(print_alone(list(chain(*kept)), style.style, style.locale))
    for line, tried, text, more in zip(lines, readings, texts, kept, strict=True):
        yield _judged(line, [*more, *tried], [*islice(again, len(more)), *text])


def _kept(line: str, tried: Sequence[Reference], printed: Sequence[str]) -> Iterator[Reference]:
    """Yield readings with the capitals of the title kept, which are likelier than the exact one."""
    bare = without_year_letter(line)
    for reference, text in zip(tried, printed, strict=True):
        if is_exact(text, bare):
            return
        if kept := with_capitals_kept(reference, text, bare):
            yield kept


def _readings(line: str, family: Family) -> list[Reference]:
    """Return the likeliest readings of a line that differ."""
    found: list[Reference] = []
    if len(line) <= MAX_LINE:
        bare = without_year_letter(line)
        for reference in chain(candidates(bare, family), _ended(bare, family)):
            if reference not in found:
                found.append(reference)
            if len(found) == MAX_TRIED:
                break
    return found


def _ended(line: str, family: Family) -> Iterator[Reference]:
    """Yield readings of a line whose author left out the full stop at its end.

    Without a date a whole line could pass for a title.
    """
    if not line.endswith("."):
        yield from (one for one in candidates(f"{line}.", family) if one.dates.get("issued"))


def _judged(line: str, tried: Sequence[Reference], printed: Sequence[str]) -> Adopted:
    bare = without_year_letter(line)
    for likeness, is_same in _TESTS:
        for reference, text in zip(tried, printed, strict=True):
            if is_same(text, bare):
                return Adopted(line, reference, likeness)
    return Adopted(line, what_is_sure(line, tried), "unsure")


_TESTS: tuple[tuple[Likeness, Callable[[str, str], bool]], ...] = (
    ("exact", is_exact),
    ("alike", is_alike),
)
