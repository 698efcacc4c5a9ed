"""What a writer is: a few small functions that turn finished rich text into one format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from attachbib.pause import collection_paused
from attachbib.richtext.model import ANCHOR, LINK, SAFE_SCHEMES, Rich, Span, plain
from attachbib.richtext.template import Template, rich_of


class Entry(NamedTuple):
    """One entry of a list of references, ready to be written."""

    id: str
    printed: Rich | Template
    note: str = ""
    """An annotation to print under the entry, plain text; or ""."""
    values: str = ""
    """Those for the places, if it is printed by a template."""

    @property
    def content(self) -> Rich:
        """What is printed, as rich text."""
        return rich_of(self.printed, self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._read() == other._read()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._read())

    def _read(self) -> tuple[str, Rich, str]:
        """Return what a reader sees, in whatever way it was printed."""
        return self.id, self.content, self.note


class ListLayout(NamedTuple):
    """How a style wants its list laid out (CSL 1.0.2, "Bibliography-specific Options")."""

    hanging_indent: bool = False
    second_field_align: str = ""
    """`flush`, `margin` or ""."""
    line_spacing: int = 1
    entry_spacing: int = 1


class Writer(NamedTuple):
    """One output format."""

    escape: Callable[[str], str]
    """Make plain text safe in the format."""
    tags: Mapping[str, tuple[str, str]]
    """Formatting or display tag → what stands before and after the text."""
    link: Callable[[str, str], str]
    """(written text, target URL) → a hyperlink."""
    anchor: Callable[[str, str], str]
    """(written text, name) → text that links can point to."""
    references: Callable[[Sequence[tuple[Entry, str]], ListLayout], str]
    """The whole list, from each entry and its written text."""
    nests: bool = True
    """Whether formatting may stand inside formatting."""
    wrap: Callable[[str, str, str], str] = lambda text, before, after: f"{before}{text}{after}"
    """Put the two strings of `tags` around text."""
    charwise: bool = False
    """Whether every character of a text is written by itself, whatever stands beside it, and what
    tags and links become does not depend on the text: so written pieces can be put together."""

    def write(self, rich: Rich) -> str:
        """Write finished rich text."""
        if isinstance(rich, str):
            return self.escape(rich)
        return "".join(
            [
                self.escape(part) if isinstance(part, str) else self._write_span(part)
                for part in rich
            ]
        )

    def write_list(self, entries: Sequence[Entry], layout: ListLayout) -> str:
        """Write a list of references; "" for none."""
        if not entries:
            return ""
        with collection_paused():
            written = [(entry, self._write_entry(entry)) for entry in entries]
            return self.references(written, layout)

    def _write_entry(self, entry: Entry) -> str:
        """Return `self.write(entry.content)`, if possible without building the content."""
        printed = entry.printed
        if self.charwise and isinstance(printed, Template):
            text = printed.written(self, entry.values)
            if text is not None:
                return text
        return self.write(entry.content)

    def _write_span(self, part: Span) -> str:
        if part.tag == LINK and part.value.startswith(SAFE_SCHEMES):
            return self.link(self.write(part.content), part.value)
        if part.tag == ANCHOR:
            return self.anchor(self.write(part.content), part.value)
        before, after = self.tags.get(part.tag, ("", ""))
        if not before and not after:
            return self.write(part.content)
        if not self.nests:
            return self.wrap(self.escape(plain(part.content)), before, after)
        return self.wrap(self.write(part.content), before, after)
