"""Failures: a question that got no usable answer, and what may help."""

from __future__ import annotations

from typing import NamedTuple


class Cure(NamedTuple):
    """What to do about a kind of failure."""

    attempts: int
    """How often to ask the same question in all."""
    patience: int = 0
    """How many failures in a row it takes to give a host up; 0 if the host is not at fault.

    After a failure of which the host is at fault it is left alone for a while.
    """


HOPELESS = Cure(attempts=1)
"""Asking again would get the same answer."""
BROKEN = Cure(attempts=3)
"""The answer was damaged."""
SLOW = Cure(attempts=2, patience=10)
"""The answer did not come in time; each attempt costs that time again."""
FAILING = Cure(attempts=4, patience=10)
"""The host said that it has a failure."""
UNREACHABLE = Cure(attempts=4, patience=5)
"""There is no connection to the host."""
TOO_MANY = Cure(attempts=1000, patience=20)
"""The host wants fewer requests: that says nothing about the question, so it is kept."""


class Unavailable(Exception):
    """A registry did not answer, or its answer cannot be used; nothing is known about the DOI.

    Attributes:
        reason: what happened, for a person; without a period.
        cure: what may help.
        delay: seconds that the host asked to wait (`Retry-After`), or None.
    """

    def __init__(self, reason: str, cure: Cure = HOPELESS, delay: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure
        self.delay = delay
