"""Check-worthiness: how much a sentence asks for a source, as a score with its reasons.

It puts uncited sentences in order and decides which of them `claims sync` proposes. It is
never used for passing: a sentence that nothing here speaks for may need a source as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attachbib.claims.quantities import has_quantity
from attachbib.claims.wording import EXEMPT_WORDING, has_quotation
from attachbib.claims.worthiness_signals import LANGUAGES, SIGNALS, Signal

_LONGEST = 2000
"""Characters that are looked at; a longer sentence is a table, or none."""
_QUESTION = EXEMPT_WORDING["question"][0]
_NUMBER = Signal("gives a number", 0.55, "statistics", {})
_QUOTATION = Signal("quotes", 0.65, "quotation", {})


class Worthiness(NamedTuple):
    """How much a sentence asks for a source."""

    score: float
    """From 0 (nothing speaks for it) to 1, two decimals: 1 less the product of what each
    signal leaves."""
    reasons: tuple[str, ...] = ()
    """The signals, the heaviest first."""
    kind: str = "other"
    """The kind of claim that the heaviest signal speaks for."""


def check_worthiness(text: str, language: str = "") -> Worthiness:
    """Return how much a sentence asks for a source.

    Args:
        text: the sentence as it is read.
        language: a BCP 47 tag; English when it is "". In a language without wording
            (`LANGUAGES`) numbers and quotations are the only signals.
    """
    text = text[:_LONGEST].strip()
    if _QUESTION.search(text):
        return Worthiness(0.0)
    found = [_NUMBER] if has_quantity(text) else []
    found += [_QUOTATION] if has_quotation(text) else []
    wording = _wording(language[:2].lower() or "en")
    found += [signal for signal, pattern in wording if pattern.search(text)]
    if not found:
        return Worthiness(0.0)
    found.sort(key=lambda signal: -signal.weight)
    left = 1.0
    for signal in found:
        left *= 1.0 - signal.weight
    return Worthiness(round(1.0 - left, 2), tuple(one.reason for one in found), found[0].kind)


@cache
def _wording(language: str) -> tuple[tuple[Signal, re.Pattern[str]], ...]:
    if language not in LANGUAGES:
        return ()
    return tuple(
        (one, re.compile(one.wording[language], re.NOFLAG if one.is_cased else re.IGNORECASE))
        for one in SIGNALS
    )
