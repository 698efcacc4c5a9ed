"""Host: what is known of one host during a run, its pace and its circuit breaker.

Backing off is the host's, not the request's: after one `429` no request to the host begins
until it is over. Retry libraries wait call by call, so the other requests would go on.
"""

from __future__ import annotations

import random

from attachbib.registries.transport.failures import Unavailable
from attachbib.registries.transport.limits import Limits, Pace

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_LONGEST_DELAY = 60.0
"""Seconds; a host that asks for more with `Retry-After` is given up for this run."""


class Host:
    """One host, by scheme, name and port."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.pace = Pace(limits)
        self._pace_of_lists: Pace | None = None
        self._failures = 0
        self._given_up = ""

    def pace_of_lists(self, limits: Limits) -> Pace:
        """Return the pace of requests for lists, which have limits of their own beside the host's.

        Args:
            limits: until an answer announces others.
        """
        if self._pace_of_lists is None:
            self._pace_of_lists = Pace(limits)
        return self._pace_of_lists

    def check(self) -> None:
        """Raise `Unavailable` if the host was given up."""
        if self._given_up:
            raise Unavailable(self._given_up)

    def succeeded(self) -> None:
        """Note that it answered."""
        self._failures = 0
        self.pace.is_probing = False

    def failed(self, failure: Unavailable) -> None:
        """Note that it did not: leave it alone for a while, or give it up."""
        if not failure.cure.patience:
            return
        self._failures += 1
        delay = failure.delay
        if delay is not None and delay > _LONGEST_DELAY:
            self._give_up(f"{self.name} asks to be left alone for {delay:.0f} seconds")
        elif self._failures >= failure.cure.patience:
            self._give_up(
                f"{self.name} was given up after {self._failures} failures in a row; "
                f"at last it {failure.reason}"
            )
        else:
            self.pace.is_probing = True
            self.pace.pause(_pause(self._failures) if delay is None else delay)

    def _give_up(self, reason: str) -> None:
        self._given_up = reason
        self.pace.release()
        if self._pace_of_lists:
            self._pace_of_lists.release()


def _pause(failures: int) -> float:
    """Return the seconds to wait: twice as long each time, with jitter."""
    pause = min(_FIRST_PAUSE * 2.0 ** (failures - 1), _LONGEST_PAUSE)
    return random.uniform(pause / 2, pause)
