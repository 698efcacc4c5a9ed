"""Edits of a library: set and remove fields; remove, rename and append entries.

Each function returns edits of the file's text (`attachbib.edits`) that change nothing
but what was asked for. An entry is read again after each change of a field, so that no
edit can break one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attachbib.bibtex.blocks import RawEntry, RawField
from attachbib.bibtex.edit_fields import with_field, without_field
from attachbib.bibtex.edit_values import (
    bare_if_possible,
    is_field_name,
    is_key,
    why_unwritable,
)
from attachbib.bibtex.model import Entry, Library
from attachbib.edits import Edit
from attachbib.errors import InputError
from attachbib.source import LINE_END, Span
from attachbib.spelling import closest

_ITEM = re.compile(r"[^\s,]+(?:[ \t]+[^\s,]+)*")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|(?<=\n)|(?<=\r)(?!\n))[ \t]*(?:\r\n|\n|\r)\Z")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_MAX_INDENT = 1_000
POINTERS = ("crossref", "xref", "xdata", "related", "entryset")
"""The fields whose values are keys of other entries: one, or a list with commas."""

Content = tuple[str, str]
"""A field: its name in lower case, and its value without delimiters."""


def line_end_of(text: str) -> str:
    """Return the first line end of a text, a line feed when it has none."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"


def with_line_ends(text: str, line_end: str) -> str:
    """Return a text with all its line ends replaced by one kind."""
    return LINE_END.sub(line_end, text)


def set_fields(library: Library, entry: Entry, values: Mapping[str, str | None]) -> list[Edit]:
    """Set fields of an entry of a library, or remove them.

    A value keeps the delimiters of the one before if they fit it. A new field comes last,
    laid out as the others are. Removing a field removes all of its name.

    Args:
        values: name of a field → LaTeX as it is to stand between the delimiters, or None to
            remove the field. The name of a new field is written as it is here.

    Raises:
        InputError: a name or a value cannot be written, there is no field to remove, or the
            entry is so broken that no part of it can be changed by itself.
    """
    before = text = library.source.text[entry.span.start : entry.span.end]
    line_end = line_end_of(library.source.text)
    try:
        for name, value in values.items():
            if value is None:
                text = _without(text, name)
            else:
                text = _with(text, name, with_line_ends(value, line_end), line_end)
    except InputError as error:
        line, _ = library.source.position(entry.span.start)
        raise InputError(
            f"'{entry.key}': {error.message}", path=library.source.path, line=line, hint=error.hint
        ) from None
    return [Edit(*entry.span, text)] if text != before else []


def remove_entries(library: Library, entries: Iterable[Entry]) -> list[Edit]:
    """Remove entries with their lines, and with one of the blank lines around them."""
    text = library.source.text
    runs: list[Span] = []
    for start, end in sorted(entry.span for entry in entries):
        if runs and not text[runs[-1].end : start].strip():
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(start, end))
    return [Edit(*_with_blanks(text, run), "") for run in runs]


def rename_key(library: Library, entry: Entry, key: str) -> list[Edit]:
    """Rename an entry, also in `crossref`, `xref`, `xdata`, `related` and `entryset`.

    Raises:
        InputError: the key is none that BibTeX and biber take, or means an entry already.
    """
    source = library.source
    line, _ = source.position(entry.key_span.start)
    if not is_key(key):
        raise InputError(
            f"'{key}' is no key that BibTeX and biber take.",
            path=source.path,
            line=line,
            hint="Keys have no blanks and none of , = { } ( ) \" ' # % @ \\ ~.",
        )
    if (known := library.get(key)) is not None:
        place, _ = source.position(known.span.start)
        what = "an entry has that key" if known.key == key else f"it is an alias of '{known.key}'"
        raise InputError(
            f"'{entry.key}' cannot become '{key}': {what} (line {place}).",
            path=source.path,
            line=line,
            hint="Choose another key.",
        )
    edits = [Edit(*entry.key_span, key)]
    if library.get(entry.key) is entry:
        for other in library.entries:
            edits += _pointers(library, other, entry.key, key)
    return sorted(edits)


def append_entry(text: str, entry: str) -> Edit:
    """Return the edit that puts the text of entries at the end of a file, after a blank line.

    Args:
        text: the file's.
        entry: one entry or several; gets the line ends of the file.
    """
    line_end = line_end_of(text)
    body = with_line_ends(entry.strip(), line_end)
    tail = text[len(text.rstrip()) :]
    wanted = 2 if len(tail) < len(text) else 0
    missing = max(0, wanted - len(LINE_END.findall(tail)))
    return Edit(len(text), len(text), line_end * missing + body + line_end)


def _with_blanks(text: str, span: Span) -> Span:
    """A span with the rest of its lines and a blank line, where nothing else is on them."""
    near = max(0, span.start - _MAX_INDENT)
    start = near + len(text[near : span.start].rstrip(" \t"))
    rest = _REST_OF_LINE.match(text, span.end)
    if rest is None or (start and text[start - 1] not in "\r\n"):
        return span
    end = rest.end()
    blank_before = _BLANK_LINE_BEFORE.search(text, max(0, start - _MAX_INDENT), start)
    blank_behind = _BLANK_LINE.match(text, end)
    if blank_behind and (blank_before or not start):
        return Span(start, blank_behind.end())
    if blank_before and end == len(text):
        return Span(blank_before.start(), end)
    return Span(start, end)


def _with(text: str, name: str, value: str, line_end: str) -> str:
    if not is_field_name(name):
        raise InputError(f"'{name}' is no name of a field.", hint="Write NAME=VALUE.")
    if reason := why_unwritable(value):
        raise InputError(
            f"the value of '{name}' cannot be written: {reason}.", hint="Nothing was changed."
        )
    raw = _read_alone(text)
    changed = with_field(text, raw, name, value, line_end)
    expected = _contents(raw)
    index = _index(raw, name)
    place = len(expected) if index is None else index
    expected[place : place + 1] = [(name.lower(), value)]
    return _checked(changed, raw, expected)


def _without(text: str, name: str) -> str:
    raw = _read_alone(text)
    index = _index(raw, name)
    if index is None:
        close = closest(name.lower(), (field.name for field in raw.fields))
        raise InputError(
            f"the entry has no field '{name}' of its own.",
            hint=f"Did you mean '{close}'?" if close else "",
        )
    while index is not None:
        expected = _contents(raw)
        del expected[index]
        text = _checked(without_field(text, raw, index), raw, expected)
        raw = _read_alone(text)
        index = _index(raw, name)
    return text


def _read_alone(text: str) -> RawEntry:
    """Read the text of one entry."""
    from attachbib.bibtex.read import read_blocks

    blocks = read_blocks(text)
    if len(blocks) != 1 or not isinstance(blocks[0], RawEntry) or blocks[0].end != len(text):
        raise InputError(
            "no part of this entry can be changed by itself, for it is not well-formed.",
            hint="Correct it by hand first.",
        )
    return blocks[0]


def _contents(entry: RawEntry) -> list[Content]:
    return [(field.name, _content(field)) for field in entry.fields]


def _content(field: RawField) -> str:
    """The text of a value; parts joined by `#` with their delimiters, so that none is like it."""
    if len(field.parts) == 1:
        return field.parts[0].text
    return " # ".join(part.text if part.bare else f"{{{part.text}}}" for part in field.parts)


def _index(entry: RawEntry, name: str) -> int | None:
    """The index of the first field of a name."""
    names = [field.name for field in entry.fields]
    return names.index(name.lower()) if name.lower() in names else None


def _checked(changed: str, before: RawEntry, expected: Sequence[Content]) -> str:
    """Return the changed text of an entry if it reads as expected."""
    after = _read_alone(changed)
    if (
        (after.type, after.key) != (before.type, before.key)
        or _contents(after) != list(expected)
        or len(after.defects) > len(before.defects)
    ):
        raise InputError(
            "with this change the entry would read differently in other places too.",
            hint="Change it by hand.",
        )
    return changed


def _pointers(library: Library, entry: Entry, old: str, new: str) -> Iterator[Edit]:
    """The places in an entry that name the entry `old` as another they belong to."""
    text = library.source.text
    for field in entry.raw.fields:
        if field.name not in POINTERS or len(field.parts) > 1:
            continue
        is_bare = field.parts[0].bare
        for item in _ITEM.finditer(text, field.start + (not is_bare), field.end - (not is_bare)):
            if _means(library, item[0], old):
                yield Edit(*item.span(), bare_if_possible(new) if is_bare else new)


def _means(library: Library, key: str, old: str) -> bool:
    """Whether a key in an entry names the entry `old`: the case counts if both cases exist."""
    return key == old or (key.lower() == old.lower() and library.get(key) is None)
