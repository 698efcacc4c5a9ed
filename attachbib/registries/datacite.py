"""DataCite: works by their DOIs (https://api.datacite.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attachbib.registries.addresses import check_subject, in_path
from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

AGENCY = "DataCite"

_PUBLIC = Limits(rate=5, interval=3.0, concurrency=3)
_IDENTIFIED = Limits(rate=10, interval=3.0, concurrency=3)
"""500 and 1,000 requests in five minutes ("Rate limits"), spread evenly."""


async def ask_datacite(transport: Transport, doi: str) -> Mapping[str, Any] | None:
    """Return the answer to `/dois/{doi}`, or None if DataCite has no work of this DOI.

    Raises:
        Unavailable: it did not answer, or not with a work.
    """
    settings = transport.settings
    limits = _IDENTIFIED if settings.mailto else _PUBLIC
    answer = await transport.get(f"{settings.datacite_url}/dois/{in_path(doi)}", limits)
    if not answer.is_there:
        return None
    value = answer.value
    data = value.get("data") if isinstance(value, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(data.get("attributes"), Mapping):
        raise Unavailable("DataCite answered with something that is no work")
    check_subject(answer, data.get("id"), doi)
    return data
