"""Reference → a record of RIS and EndNote, as a list of RIS tags and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping

from attachbib.formats import refman_tables as tables
from attachbib.formats.extra import extra_lines, joined_name
from attachbib.formats.refman import Pair
from attachbib.reference import Date, DatePoint, Name, Reference

_RANGE = re.compile(r"([^\s,–-]+)[–-]([^\s,–-]+)")
_KEYWORDS = re.compile(r"\s*[,;]\s*")
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_NAME_TAGS = {"author": "AU", "editor": "ED", "translator": "A4"}
_DATE_TAGS = {"issued": "DA", "accessed": "Y2"}


def pairs_of(reference: Reference, types: Mapping[str, str] = tables.RIS_TYPES) -> Iterator[Pair]:
    """Yield the tags and values of a reference, `TY` first.

    Every variable is in them: in a tag of its own, or as a line of the notes (N1).

    Args:
        types: CSL type → RIS type; the notes say the type of what it lacks.
    """
    ris_type = types.get(reference.type, "GEN")
    return ((tag, value) for tag, value in _pairs(reference, ris_type) if value.strip())


def _pairs(reference: Reference, ris_type: str) -> Iterator[Pair]:
    text, names, dates = dict(reference.text), dict(reference.names), dict(reference.dates)
    if tables.TYPES[ris_type] != reference.type:
        text["type"] = reference.type
    yield "TY", ris_type
    yield "ID", reference.id
    yield from _names(names, ris_type)
    yield from _titles(text, ris_type)
    yield from _dates(dates)
    yield from _numbers(text, ris_type)
    for tag, variable in tables.TEXTS.items():
        yield tag, text.pop(variable, "")
    for keyword in _KEYWORDS.split(text.pop("keyword", "")):
        yield "KW", keyword
    for note in (*text.pop("note", "").splitlines(), *extra_lines(text, names, dates)):
        yield "N1", note


def _names(names: MutableMapping[str, tuple[Name, ...]], ris_type: str) -> Iterator[Pair]:
    series = "A2" if ris_type in tables.WHOLE else "A3"
    for variable, tag in {**_NAME_TAGS, "collection-editor": series}.items():
        for name in names.pop(variable, ()):
            literal = name.literal.replace(",", ",,", 1)
            yield tag, literal or joined_name(name, ", ")


def _titles(text: MutableMapping[str, str], ris_type: str) -> Iterator[Pair]:
    if ris_type in tables.WHOLE:
        variables = {"collection-title": "T2"}
    elif ris_type in tables.CONFERENCE and text.keys() >= {"container-title", "event-title"}:
        variables = {"event-title": "T2", "collection-title": "T3", "container-title": "C3"}
    else:
        variables = {"container-title": "T2", "collection-title": "T3"}
    for variable, tag in {"title": "TI", **variables}.items():
        yield tag, text.pop(variable, "")


def _numbers(text: MutableMapping[str, str], ris_type: str) -> Iterator[Pair]:
    pages = _RANGE.fullmatch(text.get("page", ""))
    is_numbered = ris_type in tables.NUMBERED
    tags = {"number": "IS"} if is_numbered else {"issue": "IS", "number": "M1"}
    if ris_type in tables.PAGED and text.get("number-of-pages", "").isdecimal() and not pages:
        tags["number-of-pages"] = "SP"
    for variable, tag in {**tags, "ISBN": "SN", "ISSN": "SN"}.items():
        yield tag, text.pop(variable, "")
    if pages:
        yield "SP", pages[1]
        yield "EP", pages[2]
        del text["page"]
    elif "page" in text and ris_type not in tables.PAGED:
        yield "SP", text.pop("page")


def _dates(dates: MutableMapping[str, Date]) -> Iterator[Pair]:
    """Dates; a range, an uncertain date or one before Christ is left for the notes as well."""
    for variable, tag in _DATE_TAGS.items():
        date = dates.get(variable, Date())
        point = date.start
        if point is None or not 0 < point.year <= 9999:
            written = Date(literal=date.literal)
            yield tag, date.literal
        else:
            written = Date(point)
            if variable == "issued":
                yield "PY", f"{point.year:04}"
            if variable != "issued" or point != DatePoint(point.year):
                yield tag, _point(point)
        if date == written:
            dates.pop(variable, None)


def _point(point: DatePoint) -> str:
    if point.season:
        return f"{point.year:04}///{_SEASONS[point.season]}"
    month = f"{point.month:02}" if point.month else ""
    day = f"{point.day:02}" if point.day else ""
    return f"{point.year:04}/{month}/{day}"
