"""The known name that a misspelt one is most like: for the hints of errors and findings."""

from __future__ import annotations

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> str:
    """Return the known name that another is most like, or "" if none is like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1)), "")
