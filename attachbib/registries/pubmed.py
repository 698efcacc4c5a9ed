"""PubMed and PMC: the DOIs of works known by their numbers there (PMC ID Converter API)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

_LIMITS = Limits(rate=3, interval=1.0, concurrency=1)
"""What NCBI allows to those without a key."""
_MOST = 200
"""Identifiers in one request."""


async def find_dois(transport: Transport, ids: Sequence[str]) -> dict[str, str]:
    """Return the DOIs of PMIDs and PMCIDs; only works that PMC has are found.

    Args:
        ids: `20495566`, `PMC2883744` …, all of one kind.

    Raises:
        Unavailable: it did not answer, or not in the form that is documented.
    """
    settings = transport.settings
    query = {"format": "json", "tool": "attachbib"}
    if settings.mailto:
        query["email"] = settings.mailto
    found: dict[str, str] = {}
    for start in range(0, len(ids), _MOST):
        part = ids[start : start + _MOST]
        url = f"{settings.pmc_url}/articles/"
        answer = await transport.get(url, _LIMITS, {**query, "ids": ",".join(part)})
        records = answer.value.get("records") if isinstance(answer.value, Mapping) else None
        if not answer.is_there or not isinstance(records, list):
            raise Unavailable("PMC answered with something that is no list of records")
        wanted = {id_.upper(): id_ for id_ in part}
        for record in records:
            if isinstance(record, Mapping) and isinstance(record.get("doi"), str):
                for name in ("pmid", "pmcid"):
                    if asked := wanted.get(str(record.get(name, "")).upper()):
                        found[asked] = record["doi"]
    return found
