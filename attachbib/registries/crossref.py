"""Crossref: works by their DOIs (https://api.crossref.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attachbib.registries.addresses import check_subject, in_path
from attachbib.registries.settings import Settings
from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

AGENCY = "Crossref"

_PUBLIC = Limits(rate=5, interval=1.0, concurrency=1)
_POLITE = Limits(rate=10, interval=1.0, concurrency=3)
"""Of single works, until an answer announces others ("Access and authentication")."""


async def ask_crossref(transport: Transport, doi: str) -> Mapping[str, Any] | None:
    """Return the `message` of `/works/{doi}`, or None if Crossref has no work of this DOI.

    Raises:
        Unavailable: it did not answer, or not with a work.
    """
    settings = transport.settings
    address = f"{settings.crossref_url}/works/{in_path(doi)}"
    answer = await transport.get(address, _limits(settings), _query(settings))
    if not answer.is_there:
        return None
    value = answer.value
    message = value.get("message") if isinstance(value, Mapping) else None
    if not isinstance(message, Mapping):
        raise Unavailable("Crossref answered with something that is no work")
    check_subject(answer, message.get("DOI"), doi)
    return message


def _limits(settings: Settings) -> Limits:
    return _POLITE if settings.mailto else _PUBLIC


def _query(settings: Settings) -> Mapping[str, str]:
    return {"mailto": settings.mailto} if settings.mailto else {}
