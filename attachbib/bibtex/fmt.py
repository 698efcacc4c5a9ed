"""Format a `.bib` file: one layout for its entries, nothing that changes what they mean.

Entries get lower-case types and field names, their fields in the order of
`attachbib.bibtex.fmt_fields`, aligned and in braces, a comma behind each, and one blank
line around them. Text between blocks, `@string`, `@preamble` and `@comment` stay byte for
byte; so does an entry with anything in it that its reader had to guess, or that has no
place in the layout.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from attachbib.bibtex.blocks import RawBlock, RawEntry, RawFailure, RawField, RawString
from attachbib.bibtex.fmt_fields import in_order
from attachbib.bibtex.fmt_values import format_value, is_sound
from attachbib.bibtex.inherit import parents
from attachbib.bibtex.model import Library
from attachbib.source import LINE_END

_INDENT = "  "
_BLANKS = " \t\r\n"
_NEW_LINE = re.compile(r"\r?\n")
_MAX_INDENT = 1_000
_SEPARATION = re.compile(r"[\s,]*")


class Kept(NamedTuple):
    """A block that is left as it is."""

    start: int
    reason: str


class Formatted(NamedTuple):
    """A formatted file."""

    text: str
    kept: tuple[Kept, ...] = ()
    """In file order; blocks that are always left as they are do not count."""


class _Facts(NamedTuple):
    """What an entry's layout depends on outside it."""

    text: str
    line_end: str
    macros: Container[str]
    """The names that the file defines."""
    parents: Container[str]
    """The keys, in lower case, of entries that others inherit from."""


def format_library(library: Library) -> Formatted:
    """Return the formatted text of a library. Formatting that again changes nothing.

    Line ends are those of the file. A file without a block is left as it is.
    """
    if not library.blocks:
        return Formatted(library.source.text)
    text, line_end = _text_and_line_end(library.source.text, library.blocks[0].start)
    facts = _facts(library, text, "\n" if line_end == "\r" else line_end)
    pieces: list[str] = []
    kept: list[Kept] = []
    previous: RawBlock | None = None
    end = 0
    for block in library.blocks:
        pieces.append(_gap(text[end : block.start], previous, block, facts.line_end))
        fields = tuple(block.fields) if isinstance(block, RawEntry) else ()
        obstacle = _obstacle(block, fields, text)
        if obstacle:
            kept.append(Kept(block.start, obstacle))
        if obstacle or not isinstance(block, RawEntry):
            pieces.append(text[block.start : block.end])
        else:
            pieces.append(_entry(block, fields, facts))
        previous, end = block, block.end
    pieces.append(_gap(text[end:], previous, None, facts.line_end))
    written = "".join(pieces)
    return Formatted(written.replace("\n", "\r") if line_end == "\r" else written, tuple(kept))


def _facts(library: Library, text: str, line_end: str) -> _Facts:
    return _Facts(
        text,
        line_end,
        {block.field.name for block in library.blocks if isinstance(block, RawString)},
        {key.lower() for entry in library.entries for key in parents(entry.values)},
    )


def _text_and_line_end(text: str, start: int) -> tuple[str, str]:
    r"""The text as it was read, and the first line end from the first block on, else of the file.

    Where `\r` alone ends lines, as it did on the classic Mac, `\n` was read for it.
    """
    if "\n" not in text:
        return text.replace("\r", "\n"), "\r" if "\r" in text else "\n"
    first = _NEW_LINE.search(text, start) or _NEW_LINE.search(text)
    return text, first[0] if first else "\n"


def _obstacle(block: RawBlock, fields: Sequence[RawField], text: str) -> str:
    """Why a block that could be an entry is left as it is; "" if nothing speaks against it."""
    if isinstance(block, RawFailure):
        return block.reason
    if not isinstance(block, RawEntry):
        return ""
    if block.defects:
        return block.defects[0].message
    if _is_commented(text, block.end - 1):
        return "its last line begins with '%'"
    at = block.key_start + len(block.key)
    for field in fields:
        if not _SEPARATION.fullmatch(text, at, field.name_start):
            return "there is text between its fields"
        if not is_sound(field):
            return f"the braces in its '{field.name}' are not balanced"
        at = field.end
    if not _SEPARATION.fullmatch(text, at, block.end - 1):
        return "there is text between its fields"
    return ""


def _is_commented(text: str, at: int) -> bool:
    """Whether the line of an offset begins with `%`; one that begins far away does not."""
    near = max(0, at - _MAX_INDENT)
    first = max(text.rfind("\n", near, at), text.rfind("\r", near, at), near - 1) + 1
    return text[first : at + 1].lstrip().startswith("%")


def _entry(entry: RawEntry, fields: Sequence[RawField], facts: _Facts) -> str:
    fields = in_order(fields, is_parent=entry.key.lower() in facts.parents)
    width = max((len(field.name) for field in fields), default=0)
    lines = [f"@{entry.type}{{{entry.key},"]
    lines += [
        f"{_INDENT}{field.name:<{width}} = {format_value(field, facts.macros)}," for field in fields
    ]
    return facts.line_end.join([*lines, "}"])


def _gap(gap: str, previous: RawBlock | None, following: RawBlock | None, line_end: str) -> str:
    """What stands between two blocks: its text as it is, with blank lines in order.

    An entry has one blank line before and behind it, but text that touches a block is
    about that block: a comment on the line before it, or on the line it ends in.
    """
    is_near_entry = isinstance(previous, RawEntry) or isinstance(following, RawEntry)
    body = gap.strip(_BLANKS)
    opening, _, closing = gap.partition(body) if body else ("", "", gap)
    if not body:
        if previous is None:
            return ""
        ends = 1 if following is None else 2 if is_near_entry else _up_to_two(closing)
        return line_end * ends
    trails = previous is not None and not _line_ends(opening)
    if previous is None:
        opening = _indent(opening)
    elif not trails:
        ends = 2 if is_near_entry else _up_to_two(opening)
        opening = line_end * ends + _indent(opening)
    if following is None:
        closing = line_end
    elif _line_ends(closing):
        is_remark = trails and not _line_ends(body)
        closing = line_end * (2 if is_remark and is_near_entry else _up_to_two(closing))
    return opening + body + closing


def _line_ends(blank: str) -> int:
    return len(LINE_END.findall(blank))


def _up_to_two(blank: str) -> int:
    return min(max(_line_ends(blank), 1), 2)


def _indent(blank: str) -> str:
    return LINE_END.split(blank)[-1]
