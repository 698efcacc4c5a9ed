"""Emphasis marks: which `*`, `_`, `~` and `^` are markup and which are text."""

from __future__ import annotations

import re

from attachbib.articles.patterns import lazy_pattern

_RUN = re.compile(r"([*_~])\1*")
_SUPERSCRIPT = lazy_pattern(r"\^[^\s^\[\]]+\^")


def emphasis_marks(masked: str) -> dict[int, int]:
    """Return the ranges of emphasis marks in masked text, end by start.

    CommonMark 6.2: a run that flanks a word opens or closes emphasis, one with
    white space on both sides is text, and `_` inside a word is text. pandoc's
    superscripts, `^…^`, hold no white space.
    """
    marks: dict[int, int] = {}
    if "^" in masked:
        for match in _SUPERSCRIPT().finditer(masked):
            marks[match.start()] = match.start() + 1
            marks[match.end() - 1] = match.end()
    openers: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
    for match in _RUN.finditer(masked):
        start, end = match.span()
        char = match[0][0]
        can_open, can_close = _flanks(masked, start, end, char)
        stack = openers[char]
        while can_close and stack and start < end:
            opener = stack[-1]
            count = min(opener[1] - opener[0], end - start)
            if char == "~" and opener[1] - opener[0] != end - start:
                break
            _mark(marks, opener[1] - count, opener[1])
            _mark(marks, start, start + count)
            opener[1] -= count
            start += count
            if opener[0] == opener[1]:
                stack.pop()
        if can_open and start < end:
            stack.append([start, end])
    return marks


def _mark(marks: dict[int, int], start: int, end: int) -> None:
    """Add a range, joined with the one that begins where it ends."""
    marks[start] = marks.pop(end, end)


def _flanks(text: str, start: int, end: int, char: str) -> tuple[bool, bool]:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    before_mark = not (before.isalnum() or before.isspace() or before == "\0")
    after_mark = not (after.isalnum() or after.isspace() or after == "\0")
    left = not after.isspace() and (not after_mark or before.isspace() or before_mark)
    right = not before.isspace() and (not before_mark or after.isspace() or after_mark)
    if char == "_":
        return left and (not right or before_mark), right and (not left or after_mark)
    return left, right
