"""Variables that a format has no field for, as lines of its notes: `director: Family || Given`.

The lines are those that Zotero reads in its "Extra" field and citeproc-js in `note`
(citeproc-js documentation, "Cheater syntax for odd fields"), so nothing gets lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping

from attachbib.formats.csl_dates import parse_date
from attachbib.formats.csl_names import read_name
from attachbib.reference import DATE_VARIABLES, NAME_VARIABLES, Date, DatePoint, Name

_LINE = re.compile(r"([A-Za-z_-]{3,40}): *(\S.*)")
_TEXTS = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority "
    "call-number chapter-number citation-label collection-number collection-title "
    "container-title container-title-short dimensions division DOI edition event-place "
    "event-title genre ISBN ISSN issue jurisdiction keyword language license medium number "
    "number-of-pages number-of-volumes original-publisher original-publisher-place "
    "original-title page page-first part-number part-title PMCID PMID printing-number publisher "
    "publisher-place references reviewed-genre reviewed-title scale section source status "
    "supplement-number title title-short type URL version volume volume-title year-suffix".split()
)
"""CSL 1.0.2, appendix IV, "Standard Variables" and "Number Variables", and `type`."""
_ELIDED = ("'", "’", "-", " ")
"""What a particle ends in that no blank follows: `d’Alembert`."""

ET_AL = "et al."
"""Stands for names that are not known."""

Names = MutableMapping[str, tuple[Name, ...]]


def extra_lines(
    text: Mapping[str, str], names: Mapping[str, tuple[Name, ...]], dates: Mapping[str, Date]
) -> Iterator[str]:
    """Yield a line for each variable, one for each name."""
    for variable, value in text.items():
        yield f"{variable}: {' '.join(value.split())}"
    for variable, people in names.items():
        for name in people:
            yield f"{variable}: {joined_name(name, ' || ')}"
    for variable, date in dates.items():
        yield f"{variable}: {raw_date(date)}"


def read_extra(
    line: str, text: MutableMapping[str, str], names: Names, dates: MutableMapping[str, Date]
) -> bool:
    """Put the variable that a line of a note sets to the others; return whether it sets one."""
    match = _LINE.fullmatch(line)
    if match is None:
        return False
    variable, value = match.groups()
    if variable in _TEXTS:
        text[variable] = value
    elif variable in NAME_VARIABLES and (name := split_name(value, "||")):
        names[variable] = (*names.get(variable, ()), name)
    elif variable in DATE_VARIABLES and (date := parse_date(value)):
        dates[variable] = date
    else:
        return False
    return True


def raw_date(date: Date) -> str:
    """Return a date as text that `parse_date` reads: EDTF with CSL's years before Christ."""
    if date.start is None or date.season:
        return date.literal or date.season
    mark = "~" if date.circa else ""
    if date.end or date.open_end:
        return f"{_point(date.start)}/{_point(date.end) if date.end else ''}{mark}"
    return _point(date.start) + mark


def _point(point: DatePoint) -> str:
    sign = "-" if point.year < 0 else ""
    year = f"{sign}{abs(point.year):04}"
    month = point.season + 20 if point.season else point.month
    if not month:
        return year
    return f"{year}-{month:02}" + (f"-{point.day:02}" if point.day and not point.season else "")


def joined_name(name: Name, mark: str) -> str:
    """Return `Family, Given, Suffix`, particles in place; a family name alone keeps the mark.

    Args:
        mark: what stands for the comma. An institution has none.
    """
    if name.others:
        return ET_AL
    if name.literal:
        return name.literal
    particle = name.non_dropping_particle
    gap = " " if particle and not particle.endswith(_ELIDED) else ""
    family = particle + gap + name.family
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    parts = [family, given, *filter(None, [name.suffix])]
    return mark.join(parts).rstrip()


def split_name(text: str, mark: str) -> Name | None:
    """Return the name that `joined_name` wrote, or None when there is none."""
    if text.casefold() in (ET_AL, "et al"):
        return Name(others=True)
    family, is_person, rest = text.partition(mark)
    given, _, suffix = rest.partition(mark)
    if not is_person:
        return read_name({"literal": text})
    return read_name({"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()})
