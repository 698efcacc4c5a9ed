"""Metadata: what a registry answered → Record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attachbib.doi import fold_doi
from attachbib.reference import Reference
from attachbib.registries.record import Record


def record_from_crossref(message: Mapping[str, Any], *, asked: str) -> Record:
    """Return the record of a Crossref work (`message` of `/works/{doi}`)."""
    doi = fold_doi(message["DOI"])
    titles = [one for one in message.get("title") or () if isinstance(one, str)]
    return Record(doi, "found", asked, "Crossref", _reference(doi, titles))


def record_from_datacite(data: Mapping[str, Any], *, asked: str) -> Record:
    """Return the record of a DataCite work (`data` of `/dois/{doi}`)."""
    doi = fold_doi(data["id"])
    rows = data["attributes"].get("titles") or ()
    titles = [one["title"] for one in rows if isinstance(one.get("title"), str)]
    return Record(doi, "found", asked, "DataCite", _reference(doi, titles))


def _reference(doi: str, titles: list[str]) -> Reference:
    return Reference(doi, "document", {"DOI": doi, **({"title": titles[0]} if titles else {})})
