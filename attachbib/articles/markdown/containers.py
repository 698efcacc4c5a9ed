"""Containers of Markdown blocks: block quotes, list items, footnotes; line by line."""

from __future__ import annotations

import re
from typing import NamedTuple

from attachbib.articles.markdown.layout import columns
from attachbib.articles.patterns import lazy_pattern

MAX_DEPTH = 100
"""Containers that are deeper are text."""

INDENT = re.compile(r"[ \t]*")
RULE = lazy_pattern(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_LIST = lazy_pattern(
    r"([-*+•]|:|\(@[\w-]*\)|\(?(?:#|[0-9]{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,6})[.)])([ \t]+|$)"
)
_EXAMPLE = lazy_pattern(r"\(@([\w-]+)\)")
_NOTE = lazy_pattern(r"\[\^([^\]\s]{1,200})\]:[ \t]*")
_IMPOSSIBLE = frozenset('<#`|"“‘’”…—–')
"""Characters that no container begins with, though prose does."""


class Container(NamedTuple):
    """One open container."""

    kind: str
    """`quote`, `item` or `note`."""
    width: int = 0
    """How far the text in an item or a footnote is indented, in columns."""
    marker: str = ""
    """The marker of an item, the label of a footnote."""


class Containers:
    """The open containers, outermost first, while the lines go by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Container] = []
        self.examples: set[str] = set()
        """Labels of example list items: `(@label)`."""

    def match(self, pos: int, end: int) -> tuple[int, int]:
        """Step over the containers that go on; return the offset after them, and how many."""
        text = self.text
        for index, one in enumerate(self.open):
            after = INDENT.match(text, pos, end).end()  # type: ignore[union-attr]  # matches any text
            if one.kind == "quote":
                if not text.startswith(">", after) or columns(text, pos, after) > 3:
                    return pos, index
                pos = after + 2 if text.startswith(" ", after + 1) else after + 1
                continue
            if after == end:
                continue
            if columns(text, pos, after) < one.width:
                return pos, index
            pos = _skip_columns(text, pos, after, one.width)
        return pos, len(self.open)

    def start(self, pos: int, end: int, matched: int, *, in_paragraph: bool) -> tuple[int, bool]:
        """Open the containers that begin in a line, at `pos` after the `matched` that go on.

        Returns:
            where the rest of the line begins, and whether any was opened.
        """
        text = self.text
        opened = False
        while len(self.open) < MAX_DEPTH:
            first = INDENT.match(text, pos, end).end()  # type: ignore[union-attr]  # matches any text
            if columns(text, pos, first) > 3:
                break
            found = self._at(pos, first, end, matched, in_paragraph and not opened)
            if found is None:
                break
            if not opened:
                del self.open[matched:]
                opened = True
            container, pos = found
            self.open.append(container)
            if not text[pos:end].strip():
                break
        return pos, opened

    def _at(
        self, pos: int, first: int, end: int, matched: int, in_paragraph: bool
    ) -> tuple[Container, int] | None:
        """Return the container that begins at `first`, and where its content does."""
        text = self.text
        char = text[first : first + 1]
        if char in _IMPOSSIBLE:
            return None
        if char == ">":
            return Container("quote"), first + 1 + text.startswith(" ", first + 1)
        if char == "[":
            note = _NOTE().match(text, first, end)
            return (Container("note", 4, note[1]), note.end()) if note else None
        if char in ("-", "*") and RULE().match(text, first, end):
            return None
        match = _LIST().match(text, first, end)
        if match is None or not self._is_item(match, matched, in_paragraph):
            return None
        spaces = columns(text, match.start(2), match.end(2))
        after = match.end() if 0 < spaces <= 4 else min(match.end(1) + 1, end)
        if char == "(":
            self.examples.update(_EXAMPLE().findall(match[1]))
        return Container("item", after - pos, match[1]), after

    def _is_item(self, match: re.Match[str], matched: int, in_paragraph: bool) -> bool:
        """Whether a list marker starts an item here, as in CommonMark 5.3 and pandoc."""
        marker = match[1]
        spaces = match.end(2) - match.start(2)
        if marker[-1] in ".)" and marker[0].isalpha() and marker[0].isupper() and spaces < 2:
            return False
        if not in_paragraph:
            return marker != ":" or spaces > 0
        if marker == ":":
            return True
        if left := [one.marker for one in self.open[matched:] if one.kind == "item"]:
            is_letter = marker.strip("().").isalpha()
            return not is_letter or any(one.strip("().").isalpha() for one in left)
        return marker in ("-", "*", "+", "1.", "1)") and spaces > 0

    def paragraph_kind(self) -> tuple[str, str]:
        """Return the kind of a paragraph that starts here, and the label of its footnote."""
        for one in self.open:
            if one.kind == "note":
                return "footnote", one.marker
        if not self.open:
            return "paragraph", ""
        return ("list-item" if self.open[-1].kind == "item" else "block-quote"), ""


def _skip_columns(text: str, pos: int, end: int, width: int) -> int:
    while width > 0 and pos < end:
        width -= 4 if text[pos] == "\t" else 1
        pos += 1
    return pos
