"""Crossref works → Record and Reference (https://api.crossref.org, "Works")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attachbib.doi import fold_doi
from attachbib.formats.csl_dates import read_date
from attachbib.formats.csl_names import read_name
from attachbib.reference import Date, Name, Reference
from attachbib.registries.metadata.markup import plain_text
from attachbib.registries.metadata.reduced import reduced
from attachbib.registries.metadata.updates import updates_from_crossref
from attachbib.registries.metadata.values import (
    digest,
    filled,
    members,
    number_or_text,
    objects,
    plausible,
    texts,
    with_subtitle,
    years_of,
)
from attachbib.registries.record import Record

_TYPES: Mapping[str, str] = {
    "journal-article": "article-journal",
    **dict.fromkeys(("journal", "journal-issue", "journal-volume"), "periodical"),
    **dict.fromkeys(
        (
            "book book-series book-set edited-book monograph proceedings proceedings-series "
            "reference-book report-series"
        ).split(),
        "book",
    ),
    **dict.fromkeys(("book-chapter", "book-part", "book-section", "book-track"), "chapter"),
    **dict.fromkeys(("dataset", "database"), "dataset"),
    "dissertation": "thesis",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings-article": "paper-conference",
    "reference-entry": "entry",
    **dict.fromkeys(("report", "report-component"), "report"),
    "standard": "standard",
}
"""Crossref type → CSL 1.0.2 type; the rest are documents."""

_NAME_VARIABLES = ("author", "editor", "translator")
_PUBLISHED = (
    "issued",
    "published",
    "published-print",
    "published-online",
    "published-other",
    "posted",
    "approved",
)
"""Dates of publication, the one to cite first."""

_VOLATILE = frozenset(
    "assertion content-domain created deposited indexed is-referenced-by-count license link member "
    "prefix reference reference-count references-count relation resource score source".split()
)
"""Members that change while the work does not."""


def record_from_crossref(message: Mapping[str, Any], *, asked: str) -> Record:
    """Return the record of a Crossref work.

    Args:
        message: `message` of `/works/{doi}`.
        asked: the day of the answer, ISO 8601.
    """
    dates = _dates(message)
    whole = _reference(message, dates)
    names = (*texts(message.get("title")), *texts(message.get("original-title")))
    title = names[0] if names else ""
    subtitles = texts(message.get("subtitle"))
    longer = [with_subtitle(title, subtitle) for subtitle in subtitles]
    return Record(
        doi=whole.id,
        outcome="found",
        asked=asked,
        agency="Crossref",
        reference=reduced(whole, title),
        titles=tuple(dict.fromkeys(one for one in (*names, *longer) if one and one != title)),
        years=years_of(dates),
        updates=updates_from_crossref(message, whole.id, plain_text(title)),
        digest=digest(message, _VOLATILE),
    )


def reference_from_crossref(message: Mapping[str, Any]) -> Reference:
    """Return all that Crossref says about a work; its id is the DOI.

    Args:
        message: `message` of `/works/{doi}`.
    """
    return _reference(message, _dates(message))


def _reference(message: Mapping[str, Any], dates: Iterable[Date | None]) -> Reference:
    own = message.get("DOI")
    doi = fold_doi(plain_text(own))
    names = {
        variable: people
        for variable in _NAME_VARIABLES
        if (people := _people(message.get(variable)))
    }
    issued = next((date for date in dates if date), None)
    return Reference(
        doi, _type(message), _text(message, doi), names, {"issued": issued} if issued else {}
    )


def _text(message: Mapping[str, Any], doi: str) -> dict[str, str]:
    def first(name: str) -> str:
        return next(iter(texts(message.get(name))), "")

    containers = texts(message.get("container-title"))
    in_book = len(containers) > 1 and _type(message) in ("chapter", "paper-conference")
    holder = objects(message.get("institution"))
    body = members(message.get("standards-body"))
    return filled(
        {
            "title": with_subtitle(first("title") or first("original-title"), first("subtitle")),
            "container-title": containers[-1 if in_book else 0] if containers else "",
            "collection-title": containers[0] if in_book else "",
            "container-title-short": _short(message, containers),
            "volume": number_or_text(message.get("volume")),
            "issue": number_or_text(message.get("issue")),
            "page": number_or_text(message.get("page")),
            "number": number_or_text(message.get("article-number")),
            "edition": number_or_text(message.get("edition-number")),
            "publisher": plain_text(message.get("publisher"))
            or plain_text(body.get("name"))
            or (plain_text(holder[0].get("name")) if holder else ""),
            "publisher-place": plain_text(message.get("publisher-location")),
            "event-title": plain_text(members(message.get("event")).get("name")),
            "genre": first("degree"),
            "language": plain_text(message.get("language")),
            "ISBN": first("ISBN").rpartition("/")[2],
            "ISSN": first("ISSN").rpartition("/")[2],
            "DOI": doi,
        }
    )


def _short(message: Mapping[str, Any], containers: list[str]) -> str:
    short = next(iter(texts(message.get("short-container-title"))), "")
    return "" if short in containers else short


def _type(message: Mapping[str, Any]) -> str:
    kind = message.get("type")
    if message.get("subtype") == "blog":
        return "post-weblog"
    return _TYPES.get(kind, "document") if isinstance(kind, str) else "document"


def _people(value: object) -> tuple[Name, ...]:
    people = (_person(one) for one in objects(value))
    return tuple(one for one in people if one)


def _person(one: Mapping[str, Any]) -> Name | None:
    """Return a name; who has only one part of it is named by that part as a whole."""
    literal, family, given = (plain_text(one.get(part)) for part in ("name", "family", "given"))
    if not family or not given:
        return read_name({"literal": literal or family or given})
    return read_name({"family": family, "given": given, "suffix": plain_text(one.get("suffix"))})


def _dates(message: Mapping[str, Any]) -> list[Date | None]:
    issue = members(message.get("journal-issue"))
    values = [message.get(name) for name in _PUBLISHED]
    values += [issue.get("published-print"), issue.get("published-online")]
    return [plausible(read_date(value)) if isinstance(value, Mapping) else None for value in values]
