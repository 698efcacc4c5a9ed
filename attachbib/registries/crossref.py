"""Crossref: works by their DOIs, singly and in batches (https://api.crossref.org)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attachbib.doi import fold_doi
from attachbib.registries.addresses import check_subject, in_path
from attachbib.registries.settings import Settings
from attachbib.registries.transport import Transport, Unavailable
from attachbib.registries.transport.limits import Limits

AGENCY = "Crossref"

BATCH = 40
"""DOIs in one question: an address of some 2,000 characters, answers of about 1 MB."""

_PUBLIC = Limits(rate=5, interval=1.0, concurrency=1)
_POLITE = Limits(rate=10, interval=1.0, concurrency=3)
"""Of single works, until an answer announces others ("Access and authentication")."""
_PUBLIC_LIST = Limits(rate=1, interval=1.0, concurrency=1)
_POLITE_LIST = Limits(rate=3, interval=1.0, concurrency=1)
"""Of lists of works."""
_BOOKS = frozenset({"book", "edited-book", "monograph", "reference-book", "proceedings"})


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


async def ask_crossref_in_batch(
    transport: Transport, dois: Sequence[str]
) -> dict[str, Mapping[str, Any]]:
    """Return the works that a list filtered by DOIs has, by DOI.

    A DOI without a work is silently absent, and so is one that is an alias: what is absent
    here may still be found singly.

    Args:
        dois: folded, at most `BATCH`, each `fits_in_batch`.

    Raises:
        Unavailable: it did not answer, or not with works.
    """
    names = ",".join(f"doi:{doi}" for doi in dois)
    found = await _find(transport, {"filter": names, "rows": str(len(dois))})
    by_doi = {fold_doi(own): one for one in found if isinstance(own := one.get("DOI"), str)}
    return {doi: by_doi[doi] for doi in dois if doi in by_doi}


def fits_in_batch(doi: str) -> bool:
    """Whether a DOI can stand in a filter, where commas separate values."""
    return "," not in doi


async def find_book(transport: Transport, isbn: str) -> Mapping[str, Any] | None:
    """Return the book with an ISBN, or None if Crossref has none (its chapters have it, too).

    Args:
        isbn: digits, and an X.

    Raises:
        Unavailable: it did not answer, or not with works.
    """
    found = await _find(transport, {"filter": f"isbn:{isbn}", "rows": "20"})
    return next((one for one in found if one.get("type") in _BOOKS), None)


async def find_works(transport: Transport, words: str, rows: int = 5) -> list[Mapping[str, Any]]:
    """Return the works that are most like a bibliographic text, the best first.

    Args:
        words: title, authors, year (`query.bibliographic`).

    Raises:
        Unavailable: it did not answer, or not with works.
    """
    return await _find(transport, {"query.bibliographic": words, "rows": str(rows)})


async def _find(transport: Transport, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
    settings = transport.settings
    answer = await transport.get(
        f"{settings.crossref_url}/works",
        _limits(settings),
        {**query, **_query(settings)},
        listing=_POLITE_LIST if settings.mailto else _PUBLIC_LIST,
    )
    message = answer.value.get("message") if isinstance(answer.value, Mapping) else None
    items = message.get("items") if isinstance(message, Mapping) else None
    if not answer.is_there or not isinstance(items, list):
        raise Unavailable("Crossref answered with something that is no list of works")
    return [one for one in items if isinstance(one, Mapping)]


def _limits(settings: Settings) -> Limits:
    return _POLITE if settings.mailto else _PUBLIC


def _query(settings: Settings) -> Mapping[str, str]:
    return {"mailto": settings.mailto} if settings.mailto else {}
