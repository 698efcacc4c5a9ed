"""Asking about many DOIs at once: within the limits, within a time, each answer as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from attachbib.registries.addresses import prefix_of
from attachbib.registries.inquiry import inquire, inquire_in_batches
from attachbib.registries.record import Record
from attachbib.registries.settings import Settings
from attachbib.registries.transport import Transport, Unavailable


class Unanswered(NamedTuple):
    """A DOI of which nothing is known, for a registry did not answer."""

    doi: str
    reason: str
    """What happened, without a period."""


OnAnswer = Callable[[Record | Unanswered], None]


def ask(
    dois: Iterable[str],
    settings: Settings,
    on_answer: OnAnswer,
    *,
    known: Mapping[str, Record],
    today: str,
    seconds: float,
) -> None:
    """Ask the registries about DOIs.

    Args:
        dois: folded, each once.
        on_answer: called once for each DOI, in the order of the answers.
        known: folded DOI → record; tells which agency to ask first.
        today: the day, ISO 8601, UTC.
        seconds: after this time what is not answered is given up.

    Raises:
        AttachbibError: httpx is not installed.
    """
    agencies: dict[str, str] = {}
    for doi, record in known.items():
        if record.agency:
            agencies[doi] = agencies[prefix_of(doi)] = record.agency
    asyncio.run(_ask(tuple(dois), settings, on_answer, agencies, today, seconds))


async def _ask(
    dois: tuple[str, ...],
    settings: Settings,
    on_answer: OnAnswer,
    agencies: dict[str, str],
    today: str,
    seconds: float,
) -> None:
    async with Transport(settings) as transport:

        async def answer(doi: str) -> Record | Unanswered:
            try:
                return (await inquire(transport, doi, agencies, today)).record
            except Unavailable as failure:
                return Unanswered(doi, failure.reason)

        pending = dict.fromkeys(dois)

        def settle(found: Record | Unanswered) -> None:
            del pending[found.doi]
            on_answer(found)

        tasks: list[asyncio.Task[Record | Unanswered]] = []
        try:
            async with asyncio.timeout(seconds):
                async for answered in inquire_in_batches(transport, dois, agencies, today):
                    settle(answered.record)
                tasks = [asyncio.create_task(answer(doi)) for doi in pending]
                for following in asyncio.as_completed(tasks):
                    settle(await following)
        except TimeoutError:
            for doi in pending:
                on_answer(Unanswered(doi, f"no answer within the {seconds:.0f} seconds for all"))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
