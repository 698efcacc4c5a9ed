"""An inquiry: what the registries say of one DOI, with few questions.

The agency that registered the last DOI of the same prefix is asked first, Crossref if none
did. What it does not have, doi.org decides: only its handle system says that a DOI does not
exist, and only then another agency is asked for.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace

from attachbib.registries import crossref, datacite
from attachbib.registries.addresses import prefix_of
from attachbib.registries.doi_org import find_agency, is_registered
from attachbib.registries.metadata import record_from_crossref, record_from_datacite
from attachbib.registries.record import Record
from attachbib.registries.transport import Transport


async def inquire(
    transport: Transport, doi: str, agencies: MutableMapping[str, str], today: str
) -> Record:
    """Return the record of a DOI.

    Args:
        doi: folded.
        agencies: prefix → agency, as far as they are known; what is learnt is added.
        today: the day, ISO 8601, UTC.

    Raises:
        Unavailable: a registry did not answer, so nothing is known.
    """
    prefix = prefix_of(doi)
    agency = agencies.get(prefix, crossref.AGENCY)
    if record := await _ask(transport, agency, doi, today):
        agencies[prefix] = agency
        return record
    if not await is_registered(transport, doi):
        return Record(doi, "not-found", today)
    named = await find_agency(transport, doi)
    if named and named != agency:
        agencies[prefix] = named
        if record := await _ask(transport, named, doi, today):
            return record
    return Record(doi, "found", today, agency=named)


async def _ask(transport: Transport, agency: str, doi: str, today: str) -> Record | None:
    """Return what an agency has of a DOI; None if it has nothing or cannot be asked."""
    record: Record | None = None
    if agency == crossref.AGENCY and (message := await crossref.ask_crossref(transport, doi)):
        record = record_from_crossref(message, asked=today)
    elif agency == datacite.AGENCY and (data := await datacite.ask_datacite(transport, doi)):
        record = record_from_datacite(data, asked=today)
    return replace(record, doi=doi) if record else None
