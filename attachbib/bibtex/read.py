"""`.bib` text → raw blocks with offsets: plain entries first, bibtexparser for the rest.

Most entries of most files are plain, and one pattern reads them, ten times faster than a
splitter. What lies between goes to bibtexparser. It keeps no offsets, stops at unbalanced
braces, reads a backslash before a brace or quote as escaping it even in `\\\\}`, and takes
a field after a missing comma as part of the value before it. So each of its entries is
located in the text, and believed only if every key, name and value is one token;
everything else goes to `attachbib.bibtex.scan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from attachbib.bibtex.blocks import RawBlock, RawEntry, RawField, RawPart
from attachbib.bibtex.plain import BARE, FIELD_FOLLOWS, NAME, plain_entries

if TYPE_CHECKING:
    from bibtexparser.model import Entry
    from bibtexparser.splitter import Splitter

    from attachbib.bibtex.scan import Scanner

_ENTRY = r"@[ \t]*(?!(?i:comment|preamble|string)\b)\w+\s*\{"
_VALUE = rf"(?s:\{{.*\}})|\"[^\"{{}}\\]*+\"|({BARE})"
_ESCAPE_OR_BRACE = r"(?s:\\.)|[{}]"


def read_blocks(text: str) -> list[RawBlock]:
    """Return every block of the text in file order. Never raises."""
    if "\r" in text and "\n" not in text:
        # The lines of old Macintosh files; offsets stay.
        text = text.replace("\r", "\n")
    reader = _Reader(text)
    for entry in plain_entries(text):
        reader.read_before(entry.start)
        reader.add(entry)
    reader.read_before(len(text))
    return reader.blocks


class _Reader:
    """Collects blocks front to back."""

    def __init__(self, text: str) -> None:
        self.blocks: list[RawBlock] = []
        self._text = text
        self._position = 0
        """Everything before it has been read."""

    def add(self, entry: RawEntry) -> None:
        """Add an entry, unless it lies inside a block that has been read."""
        if entry.start >= self._position:
            self._position = entry.end
            self.blocks.append(entry)

    def read_before(self, end: int) -> None:
        """Read the blocks that begin before `end`; they are not plain."""
        if not self._has_block_before(end):
            return
        for entry in _split_entries(self._text, self._position, end):
            self._scan_before(entry.start)
            if not self._scanner.is_commented_out(entry.start, entry.end):
                self.add(entry)
        self._scan_before(end)

    def _scan_before(self, end: int) -> None:
        if self._has_block_before(end):
            scanner = self._scanner
            scanner.position = self._position
            self.blocks.extend(scanner.blocks_before(end))
            self._position = scanner.position

    def _has_block_before(self, end: int) -> bool:
        return self._position < end and self._text.find("@", self._position, end) >= 0

    @cached_property
    def _scanner(self) -> Scanner:
        from attachbib.bibtex.scan import Scanner

        return Scanner(self._text)


def _split_entries(text: str, start: int, end: int) -> Iterator[RawEntry]:
    """Yield the entries between two offsets that bibtexparser split beyond doubt."""
    stretch = text[start:end]
    if not re.search(_ENTRY, stretch):
        return
    from bibtexparser.model import Entry

    position = 0
    for block in _splitter()(stretch).split().blocks:
        if not isinstance(block, Entry) or block.raw is None:
            continue
        found = stretch.find(block.raw, position)
        if found < 0:
            continue
        position = found + len(block.raw)
        entry = _located(text, block, start + found, start + position)
        if entry is not None:
            yield entry


@cache
def _splitter() -> type[Splitter]:
    """Import bibtexparser, which few files need; what it warns about is found here too."""
    import logging

    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    return Splitter


def _located(text: str, block: Entry, start: int, end: int) -> RawEntry | None:
    """The entry with offsets, or None when any part of it is more than one token."""
    if re.compile(FIELD_FOLLOWS).match(text, end):
        return None
    if not block.entry_type or not re.fullmatch(NAME, block.key):
        return None
    key_start = text.index(block.key, start + 1 + len(block.entry_type))
    position = key_start + len(block.key)
    fields = []
    for field in block.fields:
        value = re.fullmatch(_VALUE, field.value)
        if value is None or not re.fullmatch(NAME, field.key) or not _is_one_group(field.value):
            return None
        name_start = text.index(field.key, position)
        value_start = text.index(field.value, name_start + len(field.key))
        position = value_start + len(field.value)
        bare = value[1] is not None
        part = RawPart(field.value if bare else field.value[1:-1], bare)
        fields.append(RawField(field.key.lower(), name_start, value_start, position, (part,)))
    return RawEntry(block.entry_type, block.key, key_start, start, end, tuple(fields))


def _is_one_group(value: str) -> bool:
    """Whether the brace that opens a value closes at its end, with no escaped brace inside."""
    if not value.startswith("{"):
        return True
    depth = 0
    for match in re.finditer(_ESCAPE_OR_BRACE, value):
        if match[0] in ("\\{", "\\}", "\\\\"):
            return False
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(value)
    return False
