"""References → PubMed's `.nbib` (MEDLINE).

MEDLINE is made for articles and chapters in medicine; whatever else a reference has is in
general notes (GN) as `attachbib.formats.extra` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from textwrap import wrap

from attachbib.characters import printable
from attachbib.formats import nbib_tables as tables
from attachbib.formats.extra import extra_lines, joined_name
from attachbib.formats.nbib import KEY
from attachbib.reference import Date, DatePoint, Name, Reference

_WIDTH = 90
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_CODES = {tag: code for code, tag in tables.LANGUAGES.items()}
_PUBLICATION_TYPES = {csl: name for name, csl in reversed(list(tables.TYPES.items()))}

Pair = tuple[str, str]


def dump_nbib(references: Iterable[Reference]) -> str:
    """Return references as MEDLINE text, with an empty line between records.

    A work that is not in PubMed has an empty PMID, with which each record begins.
    """
    return "\n".join(map(_record, references))


def _record(reference: Reference) -> str:
    lines: list[str] = []
    for tag, value in _pairs(reference):
        words = " ".join(printable(value).split())
        if words or tag == "PMID":
            lines += wrap(
                words,
                _WIDTH,
                initial_indent=f"{tag:<4}- ",
                subsequent_indent=" " * 6,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [f"{tag:<4}- "]
    return "\n".join([*lines, ""])


def _pairs(reference: Reference) -> Iterator[Pair]:
    text, names, dates = dict(reference.text), dict(reference.names), dict(reference.dates)
    yield "PMID", text.pop("PMID", "")
    yield from _issued(dates)
    yield from _identifiers(text)
    if reference.type != "book" and text.get("title", ".")[-1] not in ".?!":
        text["title"] += "."
    is_book = reference.type in tables.BOOKS
    for tag, variable in _tags(reference.type).items():
        yield tag, text.pop(variable, "")
    yield from _names(names)
    yield "LA", _CODES.get(language := text.pop("language", ""), language)
    if reference.type in _PUBLICATION_TYPES:
        yield "PT", _PUBLICATION_TYPES[reference.type]
    elif reference.type == "article-journal":
        yield "PT", "Journal Article"
    else:
        text["type"] = reference.type
    yield "PL", text.pop("publisher-place", "") if is_book else ""
    for keyword in text.pop("keyword", "").split(", "):
        yield "OT", keyword
    for note in (*text.pop("note", "").splitlines(), *extra_lines(text, names, dates)):
        yield "GN", note
    yield "GN", f"{KEY}{reference.id}" if reference.id else ""


def _tags(csl_type: str) -> dict[str, str]:
    """Tag → variable for a type: a book's title is BTI, a chapter's book too."""
    skipped = {"PMID", "JT" if csl_type in tables.BOOKS else "BTI"}
    tags = {tag: name for tag, name in tables.TEXTS.items() if tag not in skipped}
    if csl_type == "book":
        del tags["TI"]
        tags["BTI"] = "title"
    return tags


def _identifiers(text: MutableMapping[str, str]) -> Iterator[Pair]:
    for variable, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        yield tag, text.pop(variable, "")
    if "DOI" in text:
        yield "LID", f"{text.pop('DOI')} [doi]"


def _names(names: MutableMapping[str, tuple[Name, ...]]) -> Iterator[Pair]:
    if not any(name.others for name in names.get("author", ())):
        for name in names.pop("author", ()):
            yield ("CN", name.literal) if name.literal else ("FAU", joined_name(name, ", "))
    if not any(name.literal or name.others for name in names.get("editor", ())):
        for name in names.pop("editor", ()):
            yield "FED", joined_name(name, ", ")


def _issued(dates: MutableMapping[str, Date]) -> Iterator[Pair]:
    date = dates.get("issued", Date())
    if date.start and 0 < date.start.year <= 9999:
        yield "DP", _point(date.start)
        if date == Date(date.start):
            del dates["issued"]


def _point(point: DatePoint) -> str:
    part = _SEASONS[point.season] or (_MONTHS[point.month - 1] if point.month else "")
    day = str(point.day) if point.day and point.month else ""
    return " ".join(filter(None, (f"{point.year:04}", part, day)))
