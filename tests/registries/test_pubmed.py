"""Articles and DOIs of works known by their numbers in PubMed and PMC."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from registry_server import Handler, Registry

from attachbib.registries.pubmed import Article, find_article, find_dois
from attachbib.registries.settings import Settings
from attachbib.registries.transport import Transport, Unavailable

ANSWER = {
    "status": "ok",
    "records": [
        {"pmid": 11111111, "pmcid": "PMC1", "doi": "10.5555/a"},
        {"pmcid": "PMC2", "doi": "10.5555/b"},
        {"pmid": "33333333", "status": "error"},
    ],
}


def dois(registry: Registry, *ids: str) -> dict[str, str]:
    async def run() -> dict[str, str]:
        url = registry.url
        async with Transport(Settings("a@example.org", url, url, url, url)) as transport:
            return await find_dois(transport, ids)

    return asyncio.run(run())


def test_numbers_lead_to_dois(registry: Registry) -> None:
    registry.faults[""] = lambda handler: handler.reply(200, ANSWER)
    found = dois(registry, "11111111", "pmc2", "33333333")
    assert found == {"11111111": "10.5555/a", "pmc2": "10.5555/b"}
    query = registry.log[0].query
    assert "ids=11111111%2Cpmc2%2C33333333" in query
    assert "email=a%40example.org" in query


@pytest.mark.parametrize("value", [[], {}, {"records": 3}])
def test_another_answer_is_none(registry: Registry, value: object) -> None:
    def answer(handler: Handler) -> None:
        handler.reply(200, value)

    registry.faults[""] = answer
    with pytest.raises(Unavailable):
        dois(registry, "11111111")


def article(registry: Registry, pmid: str, mailto: str = "a@example.org") -> Article | None:
    async def run() -> Article | None:
        async with Transport(Settings(mailto, pubmed_url=registry.url)) as transport:
            return await find_article(transport, pmid)

    return asyncio.run(run())


def summary(pmid: str, **record: Any) -> dict[str, Any]:
    """An answer of ESummary in its version 2.0."""
    return {
        "header": {"type": "esummary", "version": "0.3"},
        "result": {"uids": [pmid], pmid: {"uid": pmid, **record}},
    }


IDS = [
    {"idtype": "pubmed", "idtypen": 1, "value": "11111111"},
    {"idtype": "doi", "idtypen": 3, "value": "10.5555/A.1"},
]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"title": "Naps.", "articleids": IDS, "elocationid": ""}, Article("Naps.", "10.5555/A.1")),
        (
            {"title": "Naps.", "articleids": IDS[:1], "elocationid": "pii: e1. doi: 10.5555/b."},
            Article("Naps.", "10.5555/b"),
        ),
        ({"title": "Naps.", "articleids": IDS[:1], "elocationid": "pii: 10"}, Article("Naps.", "")),
        ({"articleids": {"doi": 1}, "elocationid": 3}, Article("", "")),
        ({"articleids": [None, {"idtype": "doi", "value": 4}]}, Article("", "")),
        ({"error": "cannot get document summary"}, None),
    ],
)
def test_an_article_of_pubmed(
    registry: Registry, record: dict[str, Any], expected: Article | None
) -> None:
    registry.faults[""] = lambda handler: handler.reply(200, summary("11111111", **record))
    assert article(registry, "0011111111") == expected
    [request] = registry.log
    assert request.path == "/esummary.fcgi"
    for part in ("db=pubmed", "retmode=json", "id=11111111", "tool=attachbib"):
        assert part in request.query.split("&")
    assert "email=a%40example.org" in request.query


def test_nobody_is_named_who_did_not_give_an_address(registry: Registry) -> None:
    registry.faults[""] = lambda handler: handler.reply(200, summary("1", title="Naps."))
    article(registry, "1", mailto="")
    assert "email" not in registry.log[0].query


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"error": "API rate limit exceeded", "count": "4"}, "error: API rate limit exceeded"),
        ({"esummaryresult": ["Invalid uid 1 at position= 0"]}, "error: Invalid uid 1"),
        ({"result": {"uids": []}}, "no summary"),
        ({"result": []}, "no summary"),
        ([], "no summary"),
    ],
)
def test_an_error_of_pubmed_is_no_answer(registry: Registry, value: object, reason: str) -> None:
    registry.faults[""] = lambda handler: handler.reply(200, value)
    with pytest.raises(Unavailable, match=reason):
        article(registry, "1")
