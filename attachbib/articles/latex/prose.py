"""The open run of prose of the LaTeX reader, and where it stands."""

from __future__ import annotations

from attachbib.articles.latex.accents import accented
from attachbib.articles.latex.commands import LIGATURES
from attachbib.articles.runs import Run


class Prose:
    """A run of prose while its parts go by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._restart()
        self._end = 0
        self._limit = len(text)
        self._misses: set[str] = set()
        """What does not stand anywhere further on."""

    def _restart(self) -> None:
        self._run = Run()
        self._start = -1
        self._has_prose = False
        """Whether there is more in it than units, such as an equation."""

    def _touch(self, start: int, end: int) -> None:
        if self._start < 0:
            self._start = start
        self._end = end

    def _put_text(self, start: int, end: int) -> None:
        if start < end:
            text = self.text[start:end]
            if stripped := text.strip():
                first = start + text.index(stripped[0])
                self._touch(first, first + len(stripped))
                self._has_prose = True
            self._run.text(self.text, start, end)

    def _put(self, start: int, end: int, plain: str) -> None:
        if plain == " ":
            self._run.space(start, end)
        else:
            self._touch(start, end)
            self._run.put(start, end, plain)

    def _unit(self, start: int, end: int) -> int:
        self._touch(start, end)
        self._run.unit(start, end, " ".join(self.text[start:end].split()))
        return end

    def _ligature(self, token: str, at: int, end: int) -> int:
        if token == "`" and self.text.startswith("`", end):
            token, end = "``", end + 1
        elif token == "-":
            self._put(at, end, "-")
            return end
        self._put(at, end, LIGATURES[token])
        return end

    def _accent(self, name: str, at: int, end: int) -> int:
        letter = accented(self.text, name, end)
        if letter is None:
            return end
        self._put(at, letter.end, letter.plain)
        return letter.end

    def _find(self, wanted: str, pos: int) -> int:
        """Return where something stands at or after `pos`, or -1; a miss is looked for once."""
        if wanted in self._misses:
            return -1
        found = self.text.find(wanted, pos, self._limit)
        if found < 0:
            self._misses.add(wanted)
        return found
