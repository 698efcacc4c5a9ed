"""DOIs of works known by their numbers in PubMed and PMC."""

from __future__ import annotations

import asyncio

import pytest
from registry_server import Handler, Registry

from attachbib.registries.pubmed import find_dois
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
