"""The open environments of a LaTeX text, and what they make of the prose in them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from attachbib.articles.latex.commands import BLOCK_KINDS, TABULAR


class Environment(NamedTuple):
    """An open environment."""

    name: str
    start: int
    kind: str
    """The kind of block that it or one around it makes; "" if none does."""


class Environments:
    """The open environments, outermost first, while the text goes by."""

    def __init__(self) -> None:
        self.open: list[Environment] = []
        self._counts: Counter[str] = Counter()

    def begin(self, name: str, start: int) -> None:
        """Open an environment."""
        around = self.open[-1].kind if self.open else ""
        self.open.append(Environment(name, start, BLOCK_KINDS.get(name, around)))
        self._counts[name] += 1

    def end(self, name: str) -> bool:
        """Close the innermost environment of a name with those in it; False if there is none."""
        if not self._counts[name]:
            return False
        closed = ""
        while closed != name:
            closed = self.open.pop().name
            self._counts[closed] -= 1
        return True

    @property
    def in_table(self) -> bool:
        """Whether the innermost environment is a table."""
        return bool(self.open) and self.open[-1].name in TABULAR

    def block_kind(self) -> str:
        """Return the kind of a block of prose here."""
        kind = self.open[-1].kind if self.open else ""
        return kind or ("table" if self.in_table else "paragraph")
