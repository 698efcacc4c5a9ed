"""`.bib` text → raw blocks with offsets: bibtexparser splits, doubtful parts are rescanned.

bibtexparser finds the blocks of a well-formed file. It keeps no offsets, stops
at unbalanced braces, reads a backslash before a brace or quote as escaping it
even in `\\\\}`, and takes a field after a missing comma as part of the value
before it. So each of its entries is located in the text, and believed only if
every key, name and value is one plain token; everything else between believed
entries goes to `attachbib.bibtex.scan`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter

from attachbib.bibtex.blocks import RawBlock, RawEntry, RawField, RawPart
from attachbib.bibtex.scan import Scanner, commented_out

_PLAIN = r"[^{}\\]*+(?:\\[^{}\\][^{}\\]*+)*+"
_GROUP_2 = rf"\{{{_PLAIN}\}}"
_GROUP_1 = rf"\{{{_PLAIN}(?:{_GROUP_2}{_PLAIN})*+\}}"
_VALUE = re.compile(
    rf"(\{{{_PLAIN}(?:{_GROUP_1}{_PLAIN})*+\}})|\"[^\"{{}}\\]*+\"|([A-Za-z0-9][\w:.+-]*+)"
)
"""One token: braces nested up to three deep, plain quotes, or a bare word."""
_TOKEN = re.compile(r"[^\s=,{}\"#%()@\\]+")


logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read_blocks(text: str) -> list[RawBlock]:
    """Return every block of the text in file order. Never raises."""
    scanner = Scanner(text)
    blocks: list[RawBlock] = []
    for entry in _believed_entries(text):
        if text.find("@", scanner.position, entry.start) >= 0:
            blocks.extend(scanner.blocks_before(entry.start))
        if entry.start >= scanner.position:
            scanner.position = entry.end
            if not commented_out(text, entry.start, entry.end):
                blocks.append(entry)
    blocks.extend(scanner.blocks_before(len(text)))
    return blocks


def _believed_entries(text: str) -> Iterator[RawEntry]:
    """Yield the entries that bibtexparser split beyond doubt."""
    position = 0
    for block in Splitter(text).split().blocks:
        if not isinstance(block, Entry) or block.raw is None:
            continue
        start = text.find(block.raw, position)
        if start < 0:
            continue
        position = start + len(block.raw)
        entry = _located(text, block, start, position)
        if entry is not None:
            yield entry


def _located(text: str, block: Entry, start: int, end: int) -> RawEntry | None:
    """The entry with offsets, or None when any part of it is more than one plain token."""
    if not block.entry_type or not _TOKEN.fullmatch(block.key):
        return None
    key_start = text.index(block.key, start + 1 + len(block.entry_type))
    position = key_start + len(block.key)
    fields = []
    for field in block.fields:
        value = _VALUE.fullmatch(field.value)
        if value is None or not _TOKEN.fullmatch(field.key):
            return None
        name_start = text.index(field.key, position)
        value_start = text.index(field.value, name_start + len(field.key))
        position = value_start + len(field.value)
        bare = value[2] is not None
        part = RawPart(field.value if bare else field.value[1:-1], bare)
        fields.append(RawField(field.key.lower(), name_start, value_start, position, (part,)))
    return RawEntry(block.entry_type, block.key, key_start, start, end, tuple(fields))
