"""Arguments of LaTeX commands: where they begin and end, whatever is in them."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern

REACH = 20_000
"""How far ahead, in characters, the end of an argument is looked for."""

_GAP = lazy_pattern(r"(?:[ \t]|%[^\n]*\n[ \t]*)*\n?(?:[ \t]|%[^\n]*\n[ \t]*)*")
_MARKS = lazy_pattern(r"\\[\s\S]|%[^\n]*\n?|[\[\]{}()]")
_KEY = lazy_pattern(r"%[^\n]*\n?|[^\s,%][^,%]*")


class Argument(NamedTuple):
    """One argument: its content, and where its closing delimiter ends."""

    start: int
    stop: int
    end: int


def argument(text: str, pos: int, opener: str, limit: int) -> Argument | None:
    """Return the argument that begins with `opener` at or shortly after `pos`, or None."""
    start = _GAP().match(text, pos, limit).end()  # type: ignore[union-attr]
    if not text.startswith(opener, start):
        return None
    closer = {"{": "}", "[": "]", "(": ")"}[opener]
    depth = 0
    for mark in _MARKS().finditer(text, start + 1, min(limit, start + REACH)):
        sign = mark[0]
        if sign == closer and depth == 0:
            return Argument(start + 1, mark.start(), mark.end())
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return None
    return None


def skip_arguments(text: str, pos: int, count: int, limit: int) -> int:
    """Return where `count` arguments in braces end, with those in brackets before them."""
    for _ in range(count):
        while option := argument(text, pos, "[", limit):
            pos = option.end
        group = argument(text, pos, "{", limit)
        if group is None:
            break
        pos = group.end
    return pos


def skip_all_arguments(text: str, pos: int, limit: int) -> int:
    """Return where all arguments that follow end."""
    while found := argument(text, pos, "[", limit) or argument(text, pos, "{", limit):
        pos = found.end
    return pos


class Group(NamedTuple):
    """The keys of a citation command with the notes before and after them."""

    before: Argument | None
    after: Argument | None
    keys: tuple[tuple[str, int, int], ...]
    """Each key, and where it stands."""
    end: int


def cite_group(text: str, pos: int, limit: int) -> Group | None:
    """Read `[before][after]{keys}`; one note alone is the one after. None without keys."""
    notes: list[Argument] = []
    while len(notes) < 2 and (note := argument(text, pos, "[", limit)):
        notes.append(note)
        pos = note.end
    group = argument(text, pos, "{", limit)
    if group is None:
        return None
    keys = tuple(
        (key, match.start(), match.start() + len(key))
        for match in _KEY().finditer(text, group.start, group.stop)
        if (key := match[0].rstrip()) and key[0] != "%"
    )
    before = notes[0] if len(notes) == 2 else None
    return Group(before, notes[-1] if notes else None, keys, group.end)
