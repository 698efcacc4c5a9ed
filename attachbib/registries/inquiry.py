"""An inquiry: what the registries say of a DOI or of many, with few questions.

The agency that had the DOI before is asked first, else that of the last DOI of the same
prefix, else Crossref. What it does not have, doi.org decides: only its handle system says
that a DOI does not exist, and only then another agency is asked for. Crossref can be asked
about many at once; those it leaves out are asked about singly, for it does not say why.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any, NamedTuple

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
from attachbib.registries.transport import Transport, Unavailable

_FEWEST = 10
"""DOIs that are worth a batch: fewer are asked singly in about the same time."""


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
    agency = _first_agency(doi, agencies)
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


async def inquire_in_batches(
    transport: Transport, dois: Sequence[str], agencies: MutableMapping[str, str], today: str
) -> AsyncIterator[Answered]:
    """Yield what Crossref says of those of many DOIs that it has, asked about many at once.

    It ends without an error as soon as batches do not work, and does nothing for few DOIs.

    Args:
        dois: folded.
        agencies: as for `inquire`.
        today: the day, ISO 8601, UTC.
    """
    likely = [
        doi
        for doi in dois
        if crossref.fits_in_batch(doi) and _first_agency(doi, agencies) == crossref.AGENCY
    ]
    if len(likely) < _FEWEST:
        return
    for start in range(0, len(likely), crossref.BATCH):
        try:
            works = await crossref.ask_crossref_in_batch(
                transport, likely[start : start + crossref.BATCH]
            )
        except Unavailable:
            return
        if not works:
            return
        for doi, message in works.items():
            agencies[prefix_of(doi)] = crossref.AGENCY
            yield _from_crossref(doi, message, today)


def _first_agency(doi: str, agencies: Mapping[str, str]) -> str:
    return agencies.get(doi) or agencies.get(prefix_of(doi), crossref.AGENCY)


def _from_crossref(doi: str, message: Mapping[str, Any], today: str) -> Answered:
    record = record_from_crossref(message, asked=today)
    return Answered(record._replace(doi=doi), partial(reference_from_crossref, message))


async def _ask(transport: Transport, agency: str, doi: str, today: str) -> Answered | None:
    """Return what an agency has of a DOI; None if it has nothing or cannot be asked."""
    if agency == crossref.AGENCY and (message := await crossref.ask_crossref(transport, doi)):
        return _from_crossref(doi, message, today)
    if agency == datacite.AGENCY and (data := await datacite.ask_datacite(transport, doi)):
        record = record_from_datacite(data, asked=today)
        return Answered(record._replace(doi=doi), partial(reference_from_datacite, data))
    return None
