"""The article as Markdown with slots: marks that stand for what is rendered elsewhere.

A slot is `{n}` with private-use characters that the article does not have, so a
Markdown parser takes it for text and `document` finds it again. Note marks are
ordinary Markdown footnotes, whose definitions come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from attachbib.articles import Article
from attachbib.richtext.model import Rich
from attachbib.weave.cites import Rendered
from attachbib.weave.placing import ListPlace, Place

_MARK = "\ue000"
_RUNS = re.compile(_MARK + "+")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_FENCE = re.compile(r"[ \t]*:{3,}[ \t]*\Z")

Kind = Literal["citation", "list", "div-open", "div-close"]


@dataclass(frozen=True, slots=True)
class Slot:
    """What a mark in the slotted text stands for."""

    kind: Kind
    source: str = ""
    """What the article has in its place."""
    content: Rich = ""
    """The text of a citation, or of the note it became."""
    rendered: Rendered | None = None
    anchors: bool = True
    """Whether this is where links back to the citation lead."""
    attributes: str = ""
    """Those of a div, as written."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """Markdown with slots."""

    text: str
    slots: tuple[Slot, ...]
    pattern: re.Pattern[str]
    """Finds a slot; group 1 is its index."""
    note_pattern: re.Pattern[str]
    """Finds the mark of a note that a citation became; group 1 is the index of its slot."""


class _Slots:
    """Collects slots, and the edits that put their marks into the source."""

    def __init__(self, article: Article) -> None:
        self.text = article.source.text
        longest = max((len(run) for run in _RUNS.findall(self.text)), default=0)
        self.mark = _MARK * (longest + 1)
        self.slots: list[Slot] = []
        self.notes: list[str] = []
        self.edits: list[tuple[int, int, str]] = []

    def add(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f"{{{self.mark}{len(self.slots) - 1}}}"

    def citation(self, place: Place) -> None:
        one = place.rendered
        source = self.text[place.start : place.end]
        written = place.punctuation
        if one.text:
            written = self.add(Slot("citation", source, one.text, one)) + written
        if one.note:
            note = Slot("citation", source, one.note, one, anchors=not one.text)
            mark = self.add(note)
            label = f"[^{self.mark}{len(self.slots) - 1}]"
            self.notes.append(f"{label}: {mark}\n\n")
            written += label
        self.edits.append((place.start, place.end, written))

    def block(self, slot: Slot, start: int, end: int, indent: str = "") -> None:
        """Put a slot in a paragraph of its own in place of part of a line."""
        self.edits.append((start, end, f"\n{indent}{self.add(slot)}\n"))

    def slotted(self) -> str:
        parts = ["".join(self.notes)]
        position = 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            if start >= position:
                parts.append(self.text[position:start])
                parts.append(new)
                position = end
        parts.append(self.text[position:])
        return "".join(parts)


def slot_article(article: Article, places: Iterable[Place], list_place: ListPlace) -> Slotted:
    """Return the article without its front matter, with slots for all that is rendered.

    The list has a slot only if the article has an element for it.
    """
    slots = _Slots(article)
    for block in article.blocks:
        if block.kind == "front-matter":
            slots.edits.append((block.span.start, block.span.end, ""))
        elif block.kind == "div":
            _slot_div(slots, article, block.span.start, block.span.end, block.info, list_place)
    for place in places:
        slots.citation(place)
    outer, at = list_place.outer, list_place.at
    if slots.text.startswith("<", outer.start):
        slots.block(Slot("list"), outer.start, outer.end)
    elif outer.start < outer.end:
        slots.edits.append((at, at, f"\n\n{list_place.indent}{slots.add(Slot('list'))}\n\n"))
    mark = re.escape(slots.mark)
    return Slotted(
        slots.slotted(),
        tuple(slots.slots),
        re.compile(rf"\{{{mark}(\d+)\}}"),
        re.compile(rf"\[\^{mark}(\d+)\]"),
    )


def _slot_div(
    slots: _Slots, article: Article, start: int, end: int, info: str, list_place: ListPlace
) -> None:
    """Turn the fences of a div into slots; those around the list go."""
    text = slots.text
    column = article.source.position(start)[1] - 1
    indent = text[start - column : start]
    closing = end - (article.source.position(end)[1] - 1)
    if indent.strip() or closing <= start or not _FENCE.match(text, closing, end):
        return
    line_end = _LINE_END.search(text, start)
    first_end = line_end.start() if line_end else end
    if list_place.outer.start == start:
        slots.edits.append((start, first_end, ""))
        slots.edits.append((closing, end, ""))
        return
    slots.block(Slot("div-open", attributes=info), start, first_end, indent)
    slots.block(Slot("div-close"), closing, end, indent)
