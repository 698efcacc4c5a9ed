"""PubMed's `.nbib` files (MEDLINE) → references."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attachbib.characters import printable
from attachbib.formats import nbib_tables as tables
from attachbib.formats.csl_dates import parse_date
from attachbib.formats.extra import read_extra, split_name
from attachbib.formats.tagged import Field, broken, read_fields
from attachbib.reference import Date, Name, Reference
from attachbib.source import Problem, Readout, Source

KEY = "citation-key: "
"""What begins the note with a reference's key, for which MEDLINE has no field."""

Tags = Mapping[str, Sequence[str]]

_TAGGED = re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?: (.*))?")
_ID = re.compile(r"(\S+) \[(doi|pii)\]")
_ELOCATOR = re.compile(r"e?\d{1,8}")
_SERIAL = re.compile(r"[\dXx-]{8,17}")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_SHORT_RANGE = re.compile(r"\b(\d+)-(\d+)\b")
_DAY = r"(?:([A-Z][a-z]{2}))?(?: ?(\d\d?))?"
_DATE = re.compile(rf"(\d{{4}}) ?{_DAY}(?:-(\d{{4}})? ?{_DAY})?")
_SHORT_NAME = re.compile(r"(\S.*?) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|I{2,3}|IV))?")
_SUFFIX = re.compile(r" (Jr|Sr|2nd|3rd|I{2,3}|IV)$")
_INITIAL = re.compile(r"(?<![^\W_])([A-Z])(?![\w.’'])")


def parse_nbib(source: Source) -> Readout[tuple[Reference, ...]]:
    """Read MEDLINE text. Never raises: text that belongs to no record is a problem.

    Records have no citation keys: ids are "", but for those that attachbib has written.
    """
    problems: list[Problem] = []
    records: list[list[Field]] = []
    for field in read_fields(source.text, _TAGGED):
        if not records and not field.tag:
            help = "A record of PubMed begins with `PMID- `."
            problems.append(broken(source, field, "this belongs to no record", help))
        elif not records or _begins(field, records[-1]):
            records.append([field])
        else:
            records[-1].append(field)
    references: list[Reference] = []
    for record in records:
        if any(field.value for field in record[1:]):
            references.append(_reference(record))
        else:
            help = "Export it from PubMed again."
            problems.append(broken(source, record[0], "the record is empty", help))
    return Readout(tuple(references), tuple(problems))


def _begins(field: Field, record: Sequence[Field]) -> bool:
    """Whether a field is the first of a record: PubMed begins with PMID, ERIC with OWN."""
    return field.tag == "PMID" or (field.tag == record[0].tag == "OWN")


def _reference(record: Sequence[Field]) -> Reference:
    tags: dict[str, list[str]] = {}
    for field in record:
        if value := printable(field.value):
            tags.setdefault(field.tag, []).append(value)
    text: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    notes = [
        note for note in tags.get("GN", ())
        if not note.startswith(KEY) and not read_extra(note, text, names, dates)
    ]  # fmt: skip
    csl_type = text.pop("type", "") or _type(tags)
    found = {
        **{variable: _first(tags, tag) for tag, variable in tables.TEXTS.items() if tag in tags},
        **_titles(tags, csl_type),
        **_identifiers(tags),
        "keyword": ", ".join(word.replace("*", "") for word in _all(tags, "OT", "MH")),
        "language": tables.LANGUAGES.get(_first(tags, "LA"), _first(tags, "LA")),
        "note": "\n".join(notes),
        "page": _SHORT_RANGE.sub(_full_range, _first(tags, "PG")),
        "publisher-place": _first(tags, "PL") if csl_type in tables.BOOKS else "",
    }
    text |= {variable: value for variable, value in found.items() if value}
    names |= _names(tags, record)
    if date := _date(_first(tags, "DP")) or _date(_first(tags, "DEP")):
        dates.setdefault("issued", date)
    key = next((note.removeprefix(KEY) for note in tags.get("GN", ()) if note.startswith(KEY)), "")
    return Reference(key, csl_type, text, names, dates)


def _first(tags: Tags, tag: str) -> str:
    return tags[tag][0] if tag in tags else ""


def _all(tags: Tags, *names: str) -> list[str]:
    return [value for name in names for value in tags.get(name, ())]


def _type(tags: Tags) -> str:
    known = [tables.TYPES[kind] for kind in tags.get("PT", ()) if kind in tables.TYPES]
    if known:
        return known[0]
    if "BTI" in tags:
        return "chapter" if "TI" in tags else "book"
    return "article-journal"


def _titles(tags: Tags, csl_type: str) -> dict[str, str]:
    """Titles without the period at their end, and the brackets around one that is translated."""
    title, book = _first(tags, "TI"), _first(tags, "BTI")
    if csl_type == "book" and book:
        return {"title": book, "container-title": ""}
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
    return {"title": title, "container-title": book or _first(tags, "JT") or _first(tags, "TA")}


def _identifiers(tags: Tags) -> dict[str, str]:
    found = {"DOI": "", "number": ""}
    for tag in ("LID", "AID"):
        for value, kind in _ID.findall("\n".join(tags.get(tag, ()))):
            if kind == "doi":
                found["DOI"] = found["DOI"] or value
            elif tag == "LID" and "PG" not in tags and _ELOCATOR.fullmatch(value):
                found["number"] = value
    serials: dict[str, list[str]] = {"ISSN": [], "ISBN": []}
    for value in _all(tags, "IS", "ISBN"):
        for serial in _SERIAL.findall(value):
            is_issn = _ISSN.fullmatch(serial) is not None
            # (Linking) repeats the ISSN of one of the media.
            if not (is_issn and "Linking" in value):
                serials["ISSN" if is_issn else "ISBN"].append(serial)
    return found | {name: (values or [""])[0] for name, values in serials.items()}


def _full_range(match: re.Match[str]) -> str:
    """`664-78` → `664-678`."""
    start, end = match.groups()
    return f"{start}-{start[: max(len(start) - len(end), 0)]}{end}"


def _names(tags: Tags, record: Sequence[Field]) -> dict[str, tuple[Name, ...]]:
    """Names in full if there are any such, and corporate authors between them."""
    found: dict[str, tuple[Name, ...]] = {}
    for variable, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        used = full if full in tags else short
        corporate = "CN" if variable == "author" else ""
        people = [
            Name(literal=field.value) if field.tag == "CN" else _name(field.value)
            for field in record
            if field.tag in (used, corporate) and field.value
        ]
        if people:
            found[variable] = tuple(filter(None, people))
    return found


def _name(value: str) -> Name | None:
    """`Bowlby, John`, `Kennell, J H Jr` or `Kennell JH Jr`; initials get their periods."""
    short = None if "," in value else _SHORT_NAME.fullmatch(value)
    if short:
        initials = " ".join(f"{initial}." for initial in short[2])
        value = ", ".join(filter(None, (short[1], initials, short[3])))
    else:
        value = _INITIAL.sub(r"\1.", _SUFFIX.sub(r", \1", value)) if "," in value else value
    return split_name(value, ",")


def _date(text: str) -> Date | None:
    """`1982 Oct`, `2020 Jan 5-12`, `2019 Dec-2020 Jan`, `20200105`."""
    if len(text) == 8 and text.isdecimal():
        return parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    match = _DATE.fullmatch(text)
    if match is None:
        return parse_date(text)
    year, month, day, *end = (part or "" for part in match.groups())
    start = parse_date(f"{year} {month} {day}".strip())
    if not start or not any(end):
        return start
    end_month = end[1] or (month if end[2] and not end[0] else "")
    last = parse_date(f"{end[0] or year} {end_month} {end[2]}".strip())
    return start._replace(end=last.start) if last else start
