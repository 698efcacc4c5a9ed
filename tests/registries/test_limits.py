"""What hosts announce of their limits, and which of two limits allows more."""

from __future__ import annotations

import pytest

from attachbib.registries.transport.limits import Limits, announced, laxer

KNOWN = Limits(rate=5, interval=1.0, concurrency=1)


@pytest.mark.parametrize(
    ("headers", "limits"),
    [
        ({}, KNOWN),
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, Limits(50, 1.0, 1)),
        ({"x-rate-limit-interval": "500ms", "x-concurrency-limit": "3"}, Limits(5, 0.5, 3)),
        ({"x-rate-limit-limit": "0", "x-rate-limit-interval": "soon"}, KNOWN),
        ({"x-rate-limit-limit": "many", "x-concurrency-limit": "-1"}, KNOWN),
    ],
)
def test_an_answer_announces_limits(headers: dict[str, str], limits: Limits) -> None:
    assert announced(headers, KNOWN) == limits


def test_the_laxer_limits_are_the_faster_rate_and_the_higher_concurrency() -> None:
    assert laxer(KNOWN, Limits(10, 3.0, 3)) == Limits(5, 1.0, 3)
    assert laxer(KNOWN, Limits(100, 10.0, 1)) == Limits(100, 10.0, 1)
    assert laxer(KNOWN, Limits(1, 0.0, 1)) == Limits(1, 0.0, 1)
