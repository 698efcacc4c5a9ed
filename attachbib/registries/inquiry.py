"""An inquiry: what the registries say of one DOI, with few questions.

The agency that had the DOI before is asked first, else that of the last DOI of the same
prefix, else Crossref. What it does not have, doi.org decides: only its handle system says
that a DOI does not exist, and only then another agency is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from attachbib.reference import Reference
from attachbib.registries import crossref, datacite
from attachbib.registries.addresses import prefix_of
from attachbib.registries.doi_org import find_agency, is_registered
from attachbib.registries.metadata import (
    record_from_crossref,
    record_from_datacite,
    reference_from_crossref,
    reference_from_datacite,
)
from attachbib.registries.record import Record
from attachbib.registries.transport import Transport


class Answered(NamedTuple):
    """What is known of a DOI."""

    record: Record
    whole: Callable[[], Reference] | None = None
    """Makes the reference with all that its agency has of the work; None without metadata."""


async def inquire(
    transport: Transport, doi: str, agencies: MutableMapping[str, str], today: str
) -> Answered:
    """Return what the registries say of a DOI.

    Args:
        doi: folded.
        agencies: DOI or prefix → agency, as far as they are known; what is learnt is added.
        today: the day, ISO 8601, UTC.

    Raises:
        Unavailable: a registry did not answer, so nothing is known.
    """
    prefix = prefix_of(doi)
    agency = agencies.get(doi) or agencies.get(prefix, crossref.AGENCY)
    if answered := await _ask(transport, agency, doi, today):
        agencies[prefix] = agency
        return answered
    if not await is_registered(transport, doi):
        return Answered(Record(doi, "not-found", today))
    named = await find_agency(transport, doi)
    if named and named != agency:
        agencies[prefix] = named
        if answered := await _ask(transport, named, doi, today):
            return answered
    return Answered(Record(doi, "found", today, agency=named))


async def _ask(transport: Transport, agency: str, doi: str, today: str) -> Answered | None:
    """Return what an agency has of a DOI; None if it has nothing or cannot be asked."""
    if agency == crossref.AGENCY and (message := await crossref.ask_crossref(transport, doi)):
        record = record_from_crossref(message, asked=today)
        return Answered(replace(record, doi=doi), partial(reference_from_crossref, message))
    if agency == datacite.AGENCY and (data := await datacite.ask_datacite(transport, doi)):
        record = record_from_datacite(data, asked=today)
        return Answered(replace(record, doi=doi), partial(reference_from_datacite, data))
    return None
