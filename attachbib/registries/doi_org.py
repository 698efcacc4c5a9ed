"""doi.org: whether there is such a DOI, and who registered it (DOI Handbook, 3.7 and 3.8)."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.registries.addresses import in_path
from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

_LIMITS = Limits(rate=5, interval=1.0, concurrency=3)
"""None are published; these are those of Crossref's public pool."""

_FOUND = (1, 200)
"""`responseCode` of a handle that exists; 200: it has no values of the types asked for."""
_NOT_FOUND = 100


async def is_registered(transport: Transport, doi: str) -> bool:
    """Return whether the handle system knows a DOI.

    Raises:
        Unavailable: there was no answer that says so; a bare 404 does not.
    """
    url = f"{transport.settings.doi_url}/api/handles/{in_path(doi)}"
    answer = await transport.get(url, _LIMITS, {"type": "URL"})
    value = answer.value
    code = value.get("responseCode") if isinstance(value, Mapping) else None
    if answer.is_there and code in _FOUND:
        return True
    if code == _NOT_FOUND:
        return False
    raise Unavailable("doi.org did not say whether the DOI exists")


async def find_agency(transport: Transport, doi: str) -> str:
    """Return the registration agency of a DOI as doi.org names it; "" if it knows none.

    Raises:
        Unavailable: there was no answer that can be read.
    """
    answer = await transport.get(f"{transport.settings.doi_url}/doiRA/{in_path(doi)}", _LIMITS)
    rows = answer.value
    if not (isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], Mapping)):
        raise Unavailable("doi.org did not say who registered the DOI")
    agency = rows[0].get("RA", "")
    return agency if isinstance(agency, str) else ""
