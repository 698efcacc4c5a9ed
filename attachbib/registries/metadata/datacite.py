"""DataCite works → Record and Reference (DataCite Metadata Schema 4.6, JSON of the REST API)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attachbib.doi import fold_doi
from attachbib.formats.csl_dates import parse_date
from attachbib.formats.csl_names import read_name
from attachbib.reference import Date, Name, Reference
from attachbib.registries.metadata.markup import clean_text, plain_text
from attachbib.registries.metadata.reduced import reduced
from attachbib.registries.metadata.updates import updates_from_datacite
from attachbib.registries.metadata.values import (
    digest,
    filled,
    members,
    number_or_text,
    objects,
    plausible,
    with_subtitle,
    years_of,
)
from attachbib.registries.record import Record

_TYPES: Mapping[str, str] = {
    "Book": "book",
    "BookChapter": "chapter",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Film": "motion_picture",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "Audiovisual": "motion_picture",
}
"""`resourceTypeGeneral` (appendix 1, table 5) → CSL 1.0.2 type."""

_BY_CITEPROC = frozenset(
    ("article-journal", "book", "chapter", "paper-conference", "report", "thesis")
)
"""What DataCite derives for works that are only "Text" is used where it says something."""

_PUBLISHED = ("Issued", "Available")
_VOLATILE = frozenset(
    "citationCount citationsOverTime contentUrl downloadCount downloadsOverTime isActive "
    "landingPage metadataVersion partCount partOfCount reason referenceCount registered source "
    "state updated versionCount versionOfCount viewCount viewsOverTime xml".split()
)
"""Members that change while the work does not."""


def record_from_datacite(data: Mapping[str, Any], *, asked: str) -> Record:
    """Return the record of a DataCite work.

    Args:
        data: `data` of `/dois/{doi}`.
        asked: the day of the answer, ISO 8601.
    """
    attributes = members(data.get("attributes"))
    whole = reference_from_datacite(data)
    title, subtitle, others = _titles(attributes)
    longer = with_subtitle(title, subtitle)
    return Record(
        doi=whole.id,
        outcome="found",
        asked=asked,
        agency="DataCite",
        reference=reduced(whole, title),
        titles=tuple(dict.fromkeys(one for one in (longer, *others) if one and one != title)),
        years=years_of(_dates(attributes)),
        updates=updates_from_datacite(attributes, plain_text(title)),
        digest=digest(attributes, _VOLATILE),
    )


def reference_from_datacite(data: Mapping[str, Any]) -> Reference:
    """Return all that DataCite says about a work; its id is the DOI.

    Args:
        data: `data` of `/dois/{doi}`.
    """
    attributes = members(data.get("attributes"))
    doi = fold_doi(plain_text(attributes.get("doi")) or plain_text(data.get("id")))
    editors = [
        one
        for one in objects(attributes.get("contributors"))
        if one.get("contributorType") == "Editor"
    ]
    names = {
        "author": _people(objects(attributes.get("creators"))),
        "editor": _people(editors),
    }
    issued = next((date for date in _dates(attributes) if date), None)
    return Reference(
        doi,
        _type(attributes),
        _text(attributes, doi),
        {variable: people for variable, people in names.items() if people},
        {"issued": issued} if issued else {},
    )


def _text(attributes: Mapping[str, Any], doi: str) -> dict[str, str]:
    title, subtitle, _ = _titles(attributes)
    container = members(attributes.get("container"))
    publisher = attributes.get("publisher")
    serial = plain_text(container.get("identifier"))
    kind = container.get("identifierType")
    return filled(
        {
            "title": with_subtitle(title, subtitle),
            "container-title": clean_text(container.get("title")),
            "volume": number_or_text(container.get("volume")),
            "issue": number_or_text(container.get("issue")),
            "page": _pages(container),
            "publisher": plain_text(publisher) or plain_text(members(publisher).get("name")),
            "version": number_or_text(attributes.get("version")),
            "language": plain_text(attributes.get("language")),
            "ISBN": serial if kind == "ISBN" else "",
            "ISSN": serial if kind in ("ISSN", "EISSN") else "",
            "DOI": doi,
        }
    )


def _titles(attributes: Mapping[str, Any]) -> tuple[str, str, list[str]]:
    """Return title, subtitle and other titles; a title without `titleType` is the main one."""
    found = [
        (one.get("titleType"), text)
        for one in objects(attributes.get("titles"))
        if (text := clean_text(one.get("title")))
    ]
    title = next((text for kind, text in found if not kind), found[0][1] if found else "")
    subtitle = next((text for kind, text in found if kind == "Subtitle" and text != title), "")
    return title, subtitle, [text for kind, text in found if kind != "Subtitle"]


def _type(attributes: Mapping[str, Any]) -> str:
    types = members(attributes.get("types"))
    general, derived = types.get("resourceTypeGeneral"), types.get("citeproc")
    if isinstance(general, str) and general in _TYPES:
        return _TYPES[general]
    return derived if isinstance(derived, str) and derived in _BY_CITEPROC else "document"


def _pages(container: Mapping[str, Any]) -> str:
    first, last = (number_or_text(container.get(name)) for name in ("firstPage", "lastPage"))
    return f"{first}-{last}" if first and last and first != last else first or last


def _people(creators: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
    people = (_person(one) for one in creators)
    return tuple(one for one in people if one)


def _person(one: Mapping[str, Any]) -> Name | None:
    """Return a name. A `name` is inverted ("Family, Given") unless it is an organisation's."""
    name, family, given = (
        plain_text(one.get(part)) for part in ("name", "familyName", "givenName")
    )
    if one.get("nameType") != "Organizational" and not (family and given):
        family, _, given = name.partition(",")
        family, given = family.strip(), given.strip()
    if one.get("nameType") == "Organizational" or not (family and given):
        return read_name({"literal": name or family or given})
    return read_name({"family": family, "given": given})


def _dates(attributes: Mapping[str, Any]) -> list[Date | None]:
    """Return the dates of publication, the one to cite first."""
    dates = objects(attributes.get("dates"))
    found = [
        parse_date(text)
        for kind in _PUBLISHED
        for one in dates
        if one.get("dateType") == kind and (text := plain_text(one.get("date")))
    ]
    issued = [one for one in dates if one.get("dateType") == "Issued"]
    year = parse_date(number_or_text(attributes.get("publicationYear")))
    found.insert(len(issued), year)
    return [plausible(date) for date in found]
