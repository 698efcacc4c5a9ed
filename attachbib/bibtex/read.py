"""`.bib` text → raw blocks with offsets: plain entries first, bibtexparser for the rest.

Most entries of most files are plain: a type, a key, and fields of one token each. One
pattern per field reads those, several times faster than a splitter. What lies between
goes to bibtexparser. It keeps no offsets, stops at unbalanced braces, reads a backslash
before a brace or quote as escaping it even in `\\\\}`, and takes a field after a missing
comma as part of the value before it. So each of its entries is located in the text, and
believed only if every key, name and value is one token; everything else goes to
`attachbib.bibtex.scan`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter

from attachbib.bibtex.blocks import RawBlock, RawEntry, RawField, RawPart
from attachbib.bibtex.plain import BARE, NAME, plain_entries
from attachbib.bibtex.scan import Scanner, commented_out

_ONE_VALUE = re.compile(rf"\{{.*\}}|\"[^\"{{}}\\]*+\"|({BARE})", re.DOTALL)
_ONE_NAME = re.compile(NAME)
_NOT_ESCAPED = re.compile(r"\\.|[{}]", re.DOTALL)

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read_blocks(text: str) -> list[RawBlock]:
    """Return every block of the text in file order. Never raises."""
    scanner = Scanner(text)
    blocks: list[RawBlock] = []
    for entry in plain_entries(text):
        if entry.start > scanner.position and text.find("@", scanner.position, entry.start) >= 0:
            _read_stretch(scanner, blocks, entry.start)
        if entry.start >= scanner.position:
            scanner.position = entry.end
            blocks.append(entry)
    _read_stretch(scanner, blocks, len(text))
    return blocks


def _read_stretch(scanner: Scanner, blocks: list[RawBlock], end: int) -> None:
    """Read what begins before `end`."""
    text = scanner.text
    for entry in _believed_entries(text, scanner.position, end):
        if text.find("@", scanner.position, entry.start) >= 0:
            blocks.extend(scanner.blocks_before(entry.start))
        if entry.start >= scanner.position:
            scanner.position = entry.end
            if not commented_out(text, entry.start, entry.end):
                blocks.append(entry)
    blocks.extend(scanner.blocks_before(end))


def _believed_entries(text: str, start: int, end: int) -> Iterator[RawEntry]:
    """Yield the entries between two offsets that bibtexparser split beyond doubt."""
    stretch = text[start:end]
    if "@" not in stretch:
        return
    position = 0
    for block in Splitter(stretch).split().blocks:
        if not isinstance(block, Entry) or block.raw is None:
            continue
        found = stretch.find(block.raw, position)
        if found < 0:
            continue
        position = found + len(block.raw)
        entry = _located(text, block, start + found, start + position)
        if entry is not None:
            yield entry


def _located(text: str, block: Entry, start: int, end: int) -> RawEntry | None:
    """The entry with offsets, or None when any part of it is more than one token."""
    if not block.entry_type or not _ONE_NAME.fullmatch(block.key):
        return None
    key_start = text.index(block.key, start + 1 + len(block.entry_type))
    position = key_start + len(block.key)
    fields = []
    for field in block.fields:
        value = _ONE_VALUE.fullmatch(field.value)
        if value is None or not _ONE_NAME.fullmatch(field.key) or not _is_one_group(field.value):
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
    for match in _NOT_ESCAPED.finditer(value):
        if match[0] in ("\\{", "\\}", "\\\\"):
            return False
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(value)
    return False
