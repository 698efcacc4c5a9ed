"""Lines read as one style prints them: of all readings, the one from which it prints the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from attachbib.adopt.capitals import with_capitals_kept
from attachbib.adopt.grammar import Family, Reading, candidates
from attachbib.adopt.lines import MAX_LINE, clean_line, is_alike, is_exact, without_year_letter
from attachbib.adopt.printing import print_alone
from attachbib.reference import Reference

MAX_TRIED = 24
"""Readings of one line that are rendered."""

_AT_ONCE = 40
"""Lines whose readings are rendered together; their entry numbers have three digits."""

_TESTS: tuple[tuple[Literal["exact", "alike"], Callable[[str, str], bool]], ...] = (
    ("exact", is_exact),
    ("alike", is_alike),
)


class ListStyle(NamedTuple):
    """The style a list of references is printed in."""

    family: Family
    style: str
    """A packaged style's id."""
    locale: str = ""
    all_names: bool = False
    """Whether all authors are printed where the style has "et al." for some."""


class Match(NamedTuple):
    """A reading from which a style prints a line."""

    reference: Reference
    likeness: Literal["exact", "alike"]
    looseness: int
    """See `Reading`; 0 if a template that is not loose gave it."""


class LineRead(NamedTuple):
    """A line read as a style prints it."""

    match: Match | None
    tried: tuple[Reference, ...]
    """All readings."""


def read_as(lines: Sequence[str], style: ListStyle) -> list[LineRead]:
    """Read lines as a style prints them.

    Raises:
        StyleError: the style cannot be used.
    """
    return [
        read
        for at in range(0, len(lines), _AT_ONCE)
        for read in _read(lines[at : at + _AT_ONCE], style)
    ]


def _read(lines: Sequence[str], style: ListStyle) -> Iterator[LineRead]:
    readings = [_readings(line, style.family) for line in lines]
    texts = _printed(readings, style)
    kept = [list(_kept(*row)) for row in zip(lines, readings, texts, strict=True)]
    again = _printed(kept, style)
    for line, tried, text, more, new in zip(lines, readings, texts, kept, again, strict=True):
        match = _match(line, [*more, *tried], [*new, *text])
        yield LineRead(match, tuple(one.reference for one in tried))


def _printed(readings: Sequence[Sequence[Reading]], style: ListStyle) -> list[list[str]]:
    references = [one.reference for one in chain(*readings)]
    printed = iter(print_alone(references, style.style, style.locale, all_names=style.all_names))
    return [list(islice(printed, len(tried))) for tried in readings]


def _kept(line: str, tried: Sequence[Reading], printed: Sequence[str]) -> Iterator[Reading]:
    """Yield readings with the capitals of the title kept, which are likelier than the exact one."""
    bare = without_year_letter(line)
    for reading, text in zip(tried, printed, strict=True):
        if is_exact(text, bare):
            return
        if kept := with_capitals_kept(reading.reference, clean_line(text), bare):
            yield reading._replace(reference=kept)


def _readings(line: str, family: Family) -> list[Reading]:
    """Return the likeliest readings of a line that differ."""
    found: dict[str, Reading] = {}
    if len(line) <= MAX_LINE:
        bare = without_year_letter(line)
        for reading in chain(candidates(bare, family), _ended(bare, family)):
            found.setdefault(repr(reading.reference), reading)
            if len(found) == MAX_TRIED:
                break
    return list(found.values())


def _ended(line: str, family: Family) -> Iterator[Reading]:
    """Yield readings of a line whose author left out the full stop at its end.

    Without a date a whole line could pass for a title.
    """
    if not line.endswith("."):
        ended: Iterable[Reading] = candidates(f"{line}.", family)
        yield from (one for one in ended if one.reference.dates.get("issued"))


def _match(line: str, tried: Sequence[Reading], printed: Sequence[str]) -> Match | None:
    bare = without_year_letter(line)
    for looseness in sorted({reading.looseness for reading in tried}):
        for likeness, is_same in _TESTS:
            for reading, text in zip(tried, printed, strict=True):
                if reading.looseness == looseness and is_same(text, bare):
                    return Match(reading.reference, likeness, looseness)
    return None
