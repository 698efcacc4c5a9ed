"""Records of RIS and EndNote → Reference.

EndNote's XML has the fields of RIS under other names, so both share what they mean; a
record is a list of RIS tags and values here. A line of the notes that sets a variable
(`attachbib.formats.extra`) counts as a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attachbib.characters import printable
from attachbib.formats import refman_tables as tables
from attachbib.formats.csl_dates import parse_date
from attachbib.formats.extra import read_extra, split_name
from attachbib.reference import Date, DatePoint, Name, Reference

Pair = tuple[str, str]
"""A tag of RIS and its value."""

Tags = Mapping[str, Sequence[str]]

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\dXx-]{8,17}")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_RANGE = re.compile(r"[–-]")
_DATE = re.compile(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?")
_MEDLINE = frozenset({"pubmed", "medline"})
_PMCID = re.compile(r"PMC\d+")


def reference_of(pairs: Iterable[Pair]) -> Reference:
    """Return the reference of a record; its id is the record's own, "" if it has none.

    Args:
        pairs: tags and values in order, `TY` among them; values without markup stay text.
    """
    tags = _collected(pairs)
    text: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates = _dates(tags)
    notes = [note for note in tags.get("N1", ()) if not read_extra(note, text, names, dates)]
    ris_type = _first(tags, "TY").upper()
    csl_type = text.pop("type", "") or tables.TYPES.get(ris_type, "document")
    found = {
        **{variable: _first(tags, tag) for tag, variable in tables.TEXTS.items()},
        **_titles(tags, ris_type),
        **_numbers(tags, ris_type),
        **_identifiers(tags),
        "keyword": ", ".join(tags.get("KW", ())),
        "note": "\n".join(notes),
    }
    text |= {variable: value for variable, value in found.items() if value}
    names |= _names(tags, ris_type)
    return Reference(_first(tags, "ID"), csl_type, text, names, dates)


def _collected(pairs: Iterable[Pair]) -> Tags:
    """Tag → values, under the names the tables have."""
    tags: dict[str, list[str]] = {}
    for tag, value in pairs:
        cleaned = printable(value).strip()
        if cleaned:
            tags.setdefault(tables.ALIASES.get(tag, tag), []).append(cleaned)
    return tags


def _first(tags: Tags, tag: str) -> str:
    values = tags.get(tag)
    return values[0] if values else ""


def _titles(tags: Tags, ris_type: str) -> dict[str, str]:
    second, third, book = (_first(tags, tag) for tag in ("T2", "T3", "BT"))
    journal, proceedings = _first(tags, "JO"), _first(tags, "C3")
    if ris_type in tables.WHOLE:
        return {"title": _first(tags, "TI") or book, "collection-title": second or third}
    found = {"container-title": second or book or journal, "collection-title": third}
    if ris_type in tables.CONFERENCE and second and (proceedings or book):
        found |= {"container-title": proceedings or book, "event-title": second}
    if journal != found["container-title"]:
        found["container-title-short"] = _first(tags, "J2") or journal
    return found


def _numbers(tags: Tags, ris_type: str) -> dict[str, str]:
    """`issue`, `number`, pages, `ISBN` and `ISSN`."""
    issue, number = _first(tags, "IS"), _first(tags, "M1")
    if ris_type in tables.NUMBERED:
        issue, number = "", issue or number
    found: dict[str, dict[str, None]] = {"ISBN": {}, "ISSN": {}}
    for value in tags.get("SN", ()):
        serials = _NUMBER.findall(value)
        if not serials and ris_type in tables.NUMBERED:
            number = number or value
        for serial in serials or [value]:
            found["ISSN" if _ISSN.fullmatch(serial) else "ISBN"][serial] = None
    serial_numbers = {variable: " ".join(values) for variable, values in found.items()}
    return {"issue": issue, "number": number, **serial_numbers, **_pages(tags, ris_type)}


def _pages(tags: Tags, ris_type: str) -> dict[str, str]:
    start, end = _first(tags, "SP"), _first(tags, "EP")
    if start.isdecimal() and not end and ris_type in tables.PAGED:
        return {"number-of-pages": start}
    if not start or not end or start == end or _RANGE.search(start):
        return {"page": start or end}
    return {"page": f"{start}-{end}"}


def _identifiers(tags: Tags) -> dict[str, str]:
    """Identifiers, also where old exports have them: a DOI in M3, L3 or UR."""
    found: dict[str, str] = {}
    for tag in ("DO", "M3", "L3", "UR"):
        match = _DOI.fullmatch(_first(tags, tag))
        if match is not None:
            found.setdefault("DOI", match[1])
            if tag == "M3":
                found["genre"] = ""
    if _first(tags, "DB").casefold() in _MEDLINE and _first(tags, "AN").isdecimal():
        found["PMID"] = _first(tags, "AN")
    if _PMCID.fullmatch(_first(tags, "C2")):
        found["PMCID"] = _first(tags, "C2")
    return found


def _names(tags: Tags, ris_type: str) -> dict[str, tuple[Name, ...]]:
    found: dict[str, tuple[Name, ...]] = {}
    table = tables.WHOLE_NAMES if ris_type in tables.WHOLE else tables.NAMES
    for tag, variable in table.items():
        people = tuple(filter(None, map(_name, tags.get(tag, ()))))
        if people:
            found[variable] = found.get(variable, ()) + people
    if ris_type == "EDBOOK" and "author" in found:
        found["editor"] = found.pop("author") + found.get("editor", ())
    return found


def _name(text: str) -> Name | None:
    """`Family, Given, Suffix`; an institution has no comma, or ends in one, or has `,,` for one.

    The commas are EndNote's ("Corporate Authors" in its manual).
    """
    if ",," in text:
        return Name(literal=text.replace(",,", ",", 1))
    if text.endswith(",") and " " in text:
        return Name(literal=text.rstrip(", "))
    return split_name(text, ",")


def _dates(tags: Tags) -> dict[str, Date]:
    year, full = _first(tags, "PY"), _first(tags, "DA")
    # EndNote has `May 12` in DA and the year in PY.
    texts = (full, year, f"{full} {year}" if full and year else "")
    dates = [date for text in texts if (date := _date(text))]
    found: dict[str, Date] = {}
    if dates:
        found["issued"] = max(dates, key=_detail)
    if accessed := _date(_first(tags, "Y2")):
        found["accessed"] = accessed
    return found


def _detail(date: Date) -> int:
    point = date.start
    return 1 + bool(point.month or point.season) + bool(point.day) if point else 0


def _date(text: str) -> Date | None:
    """`YYYY/MM/DD/other`, or any other form of a date."""
    match = _DATE.fullmatch(text)
    if match is None or not int(match[1]):
        return parse_date(text)
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    if not month and match[4]:
        return parse_date(f"{match[4]} {year:04}")
    if not 1 <= month <= 12:
        return Date(DatePoint(year))
    return Date(DatePoint(year, month, day if 1 <= day <= 31 else 0))
