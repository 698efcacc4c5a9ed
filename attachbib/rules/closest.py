"""The citation keys most like an unknown one, found without comparing with every key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_DIGITS = re.compile(r"\d+")
_CANDIDATES = 500
"""Keys compared closely at most, so that a library of any size costs the same."""


class KeyIndex:
    """Keys by what a mistyped key keeps: its beginning or its year."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = tuple(keys)

    def advice(self, key: str) -> str:
        """Return a sentence that names the closest key, or how to go on without one."""
        from difflib import get_close_matches

        candidates: dict[str, str] = {}
        for mark in _marks(key):
            for one in self._by_mark.get(mark, ()):
                candidates.setdefault(one.casefold(), one)
                if len(candidates) == _CANDIDATES:
                    break
        close = get_close_matches(key.casefold(), candidates, n=1, cutoff=0.7)
        if close:
            return f"Did you mean '{candidates[close[0]]}'?"
        return "Add an entry with this key, or correct the key."

    @cached_property
    def _by_mark(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._keys:
            for mark in _marks(key):
                found.setdefault(mark, []).append(key)
        return found


def _marks(key: str) -> Iterator[str]:
    folded = key.casefold()
    yield folded
    yield folded[:3]
    yield from _DIGITS.findall(folded)
