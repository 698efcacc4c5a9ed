"""Footnotes among tokens: the footnote plugin puts them at the end, in order of their marks."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


def split_notes(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """Return the tokens of the text, and those of each note by its index."""
    body: list[Token] = []
    notes: dict[int, list[Token]] = {}
    current: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_open":
            current = notes.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            current = None
        elif token.type not in ("footnote_anchor", "footnote_block_open", "footnote_block_close"):
            (body if current is None else current).append(token)
    return body, notes
