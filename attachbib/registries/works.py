"""Whole works by their identifiers: what a new entry of a library is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from attachbib.doi import fold_doi
from attachbib.reference import Reference
from attachbib.registries import crossref, datacite
from attachbib.registries.identifiers import Identifier
from attachbib.registries.inquiry import inquire
from attachbib.registries.metadata import record_from_crossref, reference_from_crossref
from attachbib.registries.pubmed import find_article, find_dois
from attachbib.registries.record import Record
from attachbib.registries.settings import Settings
from attachbib.registries.transport import Transport, Unavailable

_ARXIV_PREFIX = "10.48550"


class Found(NamedTuple):
    """A work."""

    reference: Reference
    """With all that its agency has of it."""
    record: Record
    """For the lock."""


class Missing(NamedTuple):
    """Why a work is not found."""

    reason: str
    """Without a period."""
    is_answer: bool
    """Whether a registry said so; else none could be asked."""


def find_whole_works(
    identifiers: Sequence[Identifier], settings: Settings, *, today: str, seconds: float
) -> list[Found | Missing]:
    """Return the works of identifiers, in their order.

    Args:
        today: the day, ISO 8601, UTC.
        seconds: for all of them together.

    Raises:
        AttachbibError: httpx is not installed.
    """
    return asyncio.run(_all(identifiers, settings, today, seconds))


def find_similar_works(
    texts: Sequence[str], settings: Settings, *, today: str, seconds: float
) -> list[list[Found] | Missing]:
    """Return, for each bibliographic text, the works of Crossref that are most like it.

    Args:
        texts: title, authors, year.
        today: the day, ISO 8601, UTC.
        seconds: for all of them together.

    Raises:
        AttachbibError: httpx is not installed.
    """
    return asyncio.run(_similar(texts, settings, today, seconds))


async def _similar(
    texts: Sequence[str], settings: Settings, today: str, seconds: float
) -> list[list[Found] | Missing]:
    async with Transport(settings) as transport:

        async def one(text: str) -> list[Found] | Missing:
            try:
                async with asyncio.timeout(seconds):
                    items = await crossref.find_works(transport, text)
            except Unavailable as failure:
                return Missing(failure.reason, is_answer=False)
            except TimeoutError:
                return Missing(f"no answer within {seconds:.0f} seconds", is_answer=False)
            return [
                Found(reference_from_crossref(item), record_from_crossref(item, asked=today))
                for item in items
                if isinstance(item.get("DOI"), str)
            ]

        return list(await asyncio.gather(*map(one, texts)))


async def _all(
    identifiers: Sequence[Identifier], settings: Settings, today: str, seconds: float
) -> list[Found | Missing]:
    agencies = {_ARXIV_PREFIX: datacite.AGENCY}
    async with Transport(settings) as transport:

        async def one(identifier: Identifier) -> Found | Missing:
            try:
                async with asyncio.timeout(seconds):
                    return await _find(transport, identifier, agencies, today)
            except Unavailable as failure:
                return Missing(failure.reason, is_answer=False)
            except TimeoutError:
                return Missing(f"no answer within {seconds:.0f} seconds", is_answer=False)

        return list(await asyncio.gather(*map(one, identifiers)))


async def _find(
    transport: Transport, identifier: Identifier, agencies: dict[str, str], today: str
) -> Found | Missing:
    doi = await _doi_of(transport, identifier)
    if isinstance(doi, Missing):
        return doi
    answered = await inquire(transport, doi, agencies, today)
    if answered.record.outcome == "not-found":
        return Missing("the DOI does not exist", is_answer=True)
    if answered.whole is None:
        agency = answered.record.agency or "its agency"
        return Missing(f"the DOI exists, but {agency} gives no data that can be read", True)
    return Found(answered.whole(), answered.record)


async def _doi_of(transport: Transport, identifier: Identifier) -> str | Missing:
    """Return the DOI that an identifier leads to, folded."""
    kind, value = identifier
    if kind == "doi":
        return value
    if kind == "arxiv":
        return f"{_ARXIV_PREFIX}/arxiv.{value.lower()}"
    if kind == "isbn":
        book = await crossref.find_book(transport, value)
        doi = book.get("DOI") if book else None
        return fold_doi(doi) if isinstance(doi, str) else _NO_BOOK
    if kind == "pmid":
        return await _doi_of_pmid(transport, value)
    doi = (await find_dois(transport, [value])).get(value)
    return fold_doi(doi) if doi else _NOT_IN_PMC


async def _doi_of_pmid(transport: Transport, pmid: str) -> str | Missing:
    """Return the DOI of an article of PubMed, folded.

    PubMed is asked first, for it knows every PMID, so that one request is enough for most.
    """
    article = await find_article(transport, pmid)
    if article is None:
        return _NOT_IN_PUBMED
    doi = article.doi or (await find_dois(transport, [pmid])).get(pmid)
    if doi:
        return fold_doi(doi)
    title = article.title.rstrip(".") or "an article without a title"
    return Missing(
        f"neither PubMed nor PMC has a DOI of it ({title}); save its citation from PubMed as "
        ".nbib, and add it with `attachbib refs import`",
        is_answer=True,
    )


_NO_BOOK = Missing("Crossref has no book with it, and most books have no DOI", is_answer=True)
_NOT_IN_PMC = Missing("PMC knows no DOI for it", is_answer=True)
_NOT_IN_PUBMED = Missing(
    "PubMed has no article with this number; its record may have been deleted, or merged with "
    "another",
    is_answer=True,
)
