"""Arguments of LaTeX commands: where they begin and end, whatever is in them."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern

_GAP = lazy_pattern(r"(?:[ \t]|%[^\n]*\n[ \t]*)*\n?(?:[ \t]|%[^\n]*\n[ \t]*)*")
_MARKS = lazy_pattern(r"\\[\s\S]|%[^\n]*\n?|[\[\]{}()]")
_KEY = lazy_pattern(r"%[^\n]*\n?|[^\s,%][^,%]*")
_CLOSERS = {"[": "]", "(": ")"}


class Argument(NamedTuple):
    """One argument: its content, and where its closing delimiter ends."""

    start: int
    stop: int
    end: int


class Arguments:
    """The arguments of a text, found by the delimiters that belong together.

    All are matched in one pass, so that no text takes longer than its length. As in TeX,
    a bracket is closed by the first one at the same depth of braces.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._closing: dict[int, int] = {}
        groups: list[int] = []
        waiting: list[dict[str, list[int]]] = [{"]": [], ")": []}]
        for mark in _MARKS().finditer(text):
            sign, at = mark[0], mark.start()
            if sign == "{":
                groups.append(at)
                waiting.append({"]": [], ")": []})
            elif sign == "}" and groups:
                self._closing[groups.pop()] = at
                waiting.pop()
            elif sign in _CLOSERS:
                waiting[-1][_CLOSERS[sign]].append(at)
            elif sign in ("]", ")"):
                self._closing.update(dict.fromkeys(waiting[-1][sign], at))
                waiting[-1][sign] = []

    def at(self, pos: int, opener: str, limit: int) -> Argument | None:
        """Return the argument that begins with `opener` at or shortly after `pos`, or None."""
        start = _GAP().match(self.text, pos, limit).end()  # type: ignore[union-attr]  # matches any text
        if not self.text.startswith(opener, start):
            return None
        stop = self._closing.get(start, limit)
        return Argument(start + 1, stop, stop + 1) if stop < limit else None

    def skip(self, pos: int, count: int, limit: int) -> int:
        """Return where `count` arguments in braces end, with those in brackets before them."""
        for _ in range(count):
            while option := self.at(pos, "[", limit):
                pos = option.end
            group = self.at(pos, "{", limit)
            if group is None:
                break
            pos = group.end
        return pos

    def skip_all(self, pos: int, limit: int) -> int:
        """Return where all arguments that follow end."""
        while found := self.at(pos, "[", limit) or self.at(pos, "{", limit):
            pos = found.end
        return pos

    def cites(self, pos: int, limit: int) -> Group | None:
        """Read `[before][after]{keys}`; one note alone is the one after. None without keys."""
        notes: list[Argument] = []
        while len(notes) < 2 and (note := self.at(pos, "[", limit)):
            notes.append(note)
            pos = note.end
        group = self.at(pos, "{", limit)
        if group is None:
            return None
        keys = tuple(
            (key, match.start(), match.start() + len(key))
            for match in _KEY().finditer(self.text, group.start, group.stop)
            if (key := match[0].rstrip()) and key[0] != "%"
        )
        before = notes[0] if len(notes) == 2 else None
        return Group(before, notes[-1] if notes else None, keys, group.end)


class Group(NamedTuple):
    """The keys of a citation command with the notes before and after them."""

    before: Argument | None
    after: Argument | None
    keys: tuple[tuple[str, int, int], ...]
    """Each key, and where it stands."""
    end: int
