"""PubMed and PMC: the DOIs of works known by their numbers there.

PubMed (E-utilities, "ESummary") has a record for every PMID, so it tells a number that does not
exist from an article without a DOI; PMC (ID Converter API) has a part of those articles only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

_LIMITS = Limits(rate=3, interval=1.0, concurrency=1)
"""What NCBI allows to those without a key."""
_MOST = 200
"""Identifiers in one request."""
_LOCATION = re.compile(r"doi: ?(10\.\S+?)\.?(?= |$)")
"""A DOI in `elocationid`."""


class Article(NamedTuple):
    """What PubMed has of an article."""

    title: str
    """As PubMed prints it, with a period; "" if there is none."""
    doi: str
    """Or ""."""


async def find_article(transport: Transport, pmid: str) -> Article | None:
    """Return the article of a PMID, or None if PubMed has none with that number.

    PubMed says the same of numbers that were never given and of those whose records were
    deleted or merged with others.

    Raises:
        Unavailable: it did not answer, or with an error, or not in the form that is documented.
    """
    pmid = pmid.lstrip("0")
    query = {**_who(transport), "db": "pubmed", "retmode": "json", "id": pmid}
    url = f"{transport.settings.pubmed_url}/esummary.fcgi"
    answer = await transport.get(url, _LIMITS, query)
    whole = _mapping(answer.value)
    if error := next((whole[name] for name in ("error", "esummaryresult") if name in whole), None):
        said = error[0] if isinstance(error, list) else error
        raise Unavailable(f"PubMed answered with an error: {str(said)[:200].rstrip('.')}")
    record = _mapping(_mapping(whole.get("result")).get(pmid))
    if not answer.is_there or not record:
        raise Unavailable("PubMed answered with something that is no summary of an article")
    if "error" in record:
        return None
    title = record.get("title")
    return Article(title if isinstance(title, str) else "", _doi(record))


async def find_dois(transport: Transport, ids: Sequence[str]) -> dict[str, str]:
    """Return the DOIs that PMC has of PMIDs and PMCIDs; only works that PMC has are found.

    Args:
        ids: `20495566`, `PMC2883744` …, all of one kind.

    Raises:
        Unavailable: it did not answer, or not in the form that is documented.
    """
    query = {**_who(transport), "format": "json"}
    found: dict[str, str] = {}
    for start in range(0, len(ids), _MOST):
        part = ids[start : start + _MOST]
        url = f"{transport.settings.pmc_url}/articles/"
        answer = await transport.get(url, _LIMITS, {**query, "ids": ",".join(part)})
        records = _mapping(answer.value).get("records")
        if not answer.is_there or not isinstance(records, list):
            raise Unavailable("PMC answered with something that is no list of records")
        wanted = {id_.upper(): id_ for id_ in part}
        for record in map(_mapping, records):
            if isinstance(record.get("doi"), str):
                for name in ("pmid", "pmcid"):
                    if asked := wanted.get(str(record.get(name, "")).upper()):
                        found[asked] = record["doi"]
    return found


def _who(transport: Transport) -> dict[str, str]:
    """Return who asks, as NCBI wants to be told."""
    mailto = transport.settings.mailto
    return {"tool": "attachbib", **({"email": mailto} if mailto else {})}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _doi(record: Mapping[str, Any]) -> str:
    ids = record.get("articleids")
    for one in map(_mapping, ids if isinstance(ids, list) else ()):
        if one.get("idtype") == "doi" and isinstance(doi := one.get("value"), str):
            return doi
    match = _LOCATION.search(str(record.get("elocationid", "")))
    return match[1] if match else ""
