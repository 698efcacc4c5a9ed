"""Limits: how many requests a host allows at once and in an interval, and keeping to that."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple

_NUMBER = re.compile(r"\s*(\d{1,9})\s*")
_INTERVAL = re.compile(r"\s*(\d{1,6})\s*(ms|s|m|h)?\s*")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Limits(NamedTuple):
    """What a host allows one client."""

    rate: int
    """Requests in each interval, at least 1."""
    interval: float
    """Seconds."""
    concurrency: int
    """Requests at the same time, at least 1."""


def announced(headers: Mapping[str, str], limits: Limits) -> Limits:
    """Return the limits that an answer announces, where it is silent or unclear those known.

    The headers are those of the Crossref REST API: `x-rate-limit-limit`,
    `x-rate-limit-interval` (`1s`) and `x-concurrency-limit`.
    """
    rate = _number(headers.get("x-rate-limit-limit"), limits.rate)
    concurrency = _number(headers.get("x-concurrency-limit"), limits.concurrency)
    interval = limits.interval
    if match := _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "")):
        interval = int(match[1]) * _UNITS[match[2] or "s"]
    return Limits(rate, interval, concurrency)


def laxer(limits: Limits, others: Limits) -> Limits:
    """Return what one of two limits allows, in rate and in concurrency."""
    faster = max(limits, others, key=lambda one: one.rate / max(one.interval, 0.001))
    return faster._replace(concurrency=max(limits.concurrency, others.concurrency))


def _number(text: str | None, default: int) -> int:
    match = _NUMBER.fullmatch(text or "")
    return (int(match[1]) or default) if match else default


class Pace:
    """Lets requests to a host begin as its limits allow, in the order in which they came.

    A request takes one of `rate` turns and gives it back an interval after its answer began.
    As the host saw the request before it answered, no interval by the host's own clock has
    more than `rate` requests, however long any of them travelled.

        async with pace:
            … the request …
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running = 0
        self._turns = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._pauses = 0
        self.is_probing = False
        """Whether only one request at a time may run, because the last one failed."""

    @property
    def limits(self) -> Limits:
        """The limits kept now; may be set at any time."""
        return self._limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._limits = limits
        self._admit()

    def pause(self, seconds: float) -> None:
        """Let no request begin for a time."""
        self._pauses += 1
        asyncio.get_running_loop().call_later(seconds, self._resume)

    def release(self) -> None:
        """Let all begin at once, for what they wait for is not to be had."""
        for turn in self._waiting:
            self._take(turn)
        self._waiting.clear()

    async def __aenter__(self) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._admit()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            else:
                self._waiting.remove(turn)
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        self._running -= 1
        asyncio.get_running_loop().call_later(self._limits.interval, self._give_back)
        self._admit()

    def _resume(self) -> None:
        self._pauses -= 1
        self._admit()

    def _give_back(self) -> None:
        self._turns -= 1
        self._admit()

    def _admit(self) -> None:
        """Let those begin who may; a turn is taken here, not when the task wakes."""
        concurrency = 1 if self.is_probing else self._limits.concurrency
        while (
            self._waiting
            and not self._pauses
            and self._running < concurrency
            and self._turns < self._limits.rate
        ):
            self._take(self._waiting.popleft())

    def _take(self, turn: asyncio.Future[None]) -> None:
        self._running += 1
        self._turns += 1
        turn.set_result(None)
