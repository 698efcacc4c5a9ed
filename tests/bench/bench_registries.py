"""Time to ask about 1,000 DOIs against a registry on this machine, and what httpx alone needs.

    python tests/bench/bench_registries.py [DOIS]

The server runs in a process of its own and lifts all limits; both clients send the same
requests with the same concurrency, in turns: once singly, with DOIs that no batch can hold,
for their commas, and once in batches. What attachbib does more: limits, a total timeout,
bounded decompression, JSON, records, and the lock file at the end.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "registries"))
from registry_server import LIFTED, RECORDINGS, Registry, crossref_work, recorded_works, serve

from attachbib.registries.asking import Unanswered, ask
from attachbib.registries.crossref import BATCH
from attachbib.registries.lock_read import parse_lock
from attachbib.registries.lock_write import dump_lock
from attachbib.registries.record import Record
from attachbib.registries.settings import Settings
from attachbib.source import Source

ROUNDS = 5
SINGLE, BATCHED = "10.5555/a,{}", "10.5555/{}"
CONCURRENCY = int(LIFTED["x-concurrency-limit"])


def made_up(count: int, form: str) -> list[str]:
    """DOIs of a form."""
    return [form.format(number) for number in range(count)]


def works(count: int) -> dict[str, Mapping[str, Any]]:
    """Works under made-up DOIs: recorded ones in turn if they are there, else made-up ones."""
    recorded = [*recorded_works().values()] if RECORDINGS.is_dir() else [crossref_work("")]
    return {
        doi: {**recorded[number % len(recorded)], "DOI": doi}
        for form in (SINGLE, BATCHED)
        for number, doi in enumerate(made_up(count, form))
    }


def singles(dois: Sequence[str]) -> list[str]:
    """The requests about each DOI."""
    return [f"works/{quote(doi, safe='/')}" for doi in dois]


def batches(dois: Sequence[str]) -> list[str]:
    """The requests about `BATCH` DOIs each."""
    chunks = [dois[start : start + BATCH] for start in range(0, len(dois), BATCH)]
    return [
        "works?"
        + urlencode({"filter": ",".join(f"doi:{doi}" for doi in chunk), "rows": len(chunk)})
        for chunk in chunks
    ]


def run_server(count: int, connection: Connection) -> None:
    """Serve until the other side says so."""
    with serve(Registry(crossref=works(count))) as registry:
        connection.send(registry.url)
        connection.recv()


def bare(url: str, requests: Sequence[str], concurrency: int) -> float:
    """Seconds that httpx needs to read the same answers."""

    async def run() -> None:
        queue = list(reversed(requests))
        async with httpx.AsyncClient() as client:

            async def work() -> None:
                while queue:
                    (await client.get(f"{url}/{queue.pop()}")).raise_for_status()

            await asyncio.gather(*(work() for _ in range(concurrency)))

    began = time.perf_counter()
    asyncio.run(run())
    return time.perf_counter() - began


def ours(url: str, dois: Sequence[str]) -> tuple[float, dict[str, Record]]:
    """Seconds from the DOIs to the text of the lock, and the records."""
    records: dict[str, Record] = {}

    def keep(answer: Record | Unanswered) -> None:
        assert isinstance(answer, Record), answer
        records[answer.doi] = answer

    began = time.perf_counter()
    settings = Settings("", url, url, url, url)
    ask(dois, settings, keep, known={}, today="2026-01-31", seconds=600)
    dump_lock(records)
    return time.perf_counter() - began, records


def main() -> None:
    """Print both times, their ratio, and how long the lock takes to read."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    gc.set_threshold(100_000, 50, 50)  # as the command line does, for both
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=run_server, args=(count, there), daemon=True)
    server.start()
    url = here.recv()
    print(f"{count} DOIs, median of {ROUNDS} rounds")
    records: dict[str, Record] = {}
    for what, form, requests, concurrency in (
        ("singly", SINGLE, singles, CONCURRENCY),
        ("in batches", BATCHED, batches, 1),
    ):
        dois = made_up(count, form)
        times = []
        for _ in range(ROUNDS):
            alone = bare(url, requests(dois), concurrency)
            seconds, records = ours(url, dois)
            times.append((alone, seconds, seconds / alone))
        alone, seconds, ratio = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{what}, {concurrency} at once: httpx alone {alone:.2f} s, "
            f"attachbib {seconds:.2f} s, {ratio:.2f} times"
        )
    here.send(None)
    server.join()
    text = dump_lock(records)
    began = time.perf_counter()
    lock = parse_lock(Source(Path("attachbib.lock"), text))
    seconds = time.perf_counter() - began
    print(f"reading the lock: {len(lock.records)} records, {len(text)} bytes, {seconds:.3f} s")


if __name__ == "__main__":
    main()
