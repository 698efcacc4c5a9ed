"""Replacing an entry by a text that a person wrote, if it reads as one entry."""

from __future__ import annotations

from dataclasses import replace

from attachbib.bibtex import Entry, Library, parse_library
from attachbib.bibtex.blocks import RawEntry, RawFailure
from attachbib.bibtex.edit import line_end_of, with_line_ends
from attachbib.bibtex.edit_values import is_key
from attachbib.bibtex.read import read_blocks
from attachbib.edits import Edit, apply_edits
from attachbib.errors import InputError
from attachbib.files import Change
from attachbib.workspace import Workspace

_MUST_NOT_HAVE = frozenset({"parse-error", "duplicate-field"})
"""The rules that report what the new entry must not have."""


def replace_entry(
    workspace: Workspace, library: Library, entry: Entry, text: str
) -> tuple[Change, str]:
    """Return the library with a text in the place of an entry, and the key it has there.

    Args:
        workspace: where no other entry may have the key.
        library: one of its libraries.
        entry: one of that library's entries.
        text: the new one, without blanks around it.

    Raises:
        InputError: that does not read as the same library with one other entry.
    """
    key = _key(text)
    source = library.source
    text = with_line_ends(text, line_end_of(source.text))
    changed = replace(source, text=apply_edits(source.text, [Edit(*entry.span, text)]))
    start = entry.span.start
    first = source.position(start)[0]
    last = changed.position(start + len(text))[0]
    read = parse_library(changed)
    for problem in read.problems:
        if problem.rule in _MUST_NOT_HAVE and first <= problem.line <= last:
            raise InputError(
                f"line {problem.line - first + 1} of what was saved: {problem.message}; "
                "nothing was written.",
                hint=problem.help,
            )
    if key != entry.key:
        _check_new_key(workspace, key)
    keys = [key if one is entry else one.key for one in library.entries]
    if [one.key for one in read.entries] != keys:
        raise _not_one_entry()
    return Change(source, changed.text), key


def _key(text: str) -> str:
    """The key of an entry that stands alone in a text."""
    blocks = read_blocks(text)
    reasons = [block.reason for block in blocks if isinstance(block, RawFailure)]
    if len(blocks) != 1 or reasons:
        raise _not_one_entry("".join(f": {reason}" for reason in reasons[:1]))
    entry = blocks[0]
    if not isinstance(entry, RawEntry) or (entry.start, entry.end) != (0, len(text)):
        raise _not_one_entry()
    return entry.key


def _not_one_entry(reason: str = "") -> InputError:
    return InputError(
        f"what was saved does not read as exactly one entry{reason}; nothing was written."
    )


def _check_new_key(workspace: Workspace, key: str) -> None:
    if not is_key(key):
        raise InputError(
            f"what was saved has the key '{key}', which BibTeX and biber do not take; "
            "nothing was written."
        )
    for library in workspace.libraries:
        if (known := library.get(key)) is not None:
            line, _ = library.source.position(known.span.start)
            raise InputError(
                f"the new key '{key}' means another entry already; nothing was written.",
                path=library.source.path,
                line=line,
            )
