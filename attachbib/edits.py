"""Edits to a text: replace spans, leave every other character as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace the characters `[start, end)` of a text; `start == end` inserts."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied; their offsets count in the text as given.

    Insertions at one offset come out in the order given.

    Raises:
        ValueError: two edits overlap, or one lies outside the text.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit of {edit.start}-{edit.end} overlaps another or ends outside")
        parts += text[at : edit.start], edit.text
        at = edit.end
    return "".join([*parts, text[at:]])
