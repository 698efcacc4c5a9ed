"""`attachbib refs edit`: one entry in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import Target, find_target
from attachbib.errors import InputError
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.workspace import Workspace

_MUST_NOT_HAVE = frozenset({"parse-error", "duplicate-field"})
"""The rules that report what an edited entry must not have."""


@click.command()
@click.argument("key", metavar="KEY")
@write_options
@scope_options
def command(
    key: str, dry_run: bool, diff: bool, libraries: tuple[Path, ...], project: Path | None
) -> None:
    """Open the entry KEY in an editor, and put what is saved there in its place.

    The editor is $VISUAL or $EDITOR. What does not read as one entry is not put into the
    library; the text stays in a file that is named then.
    """
    from attachbib.bibtex.edit import with_line_ends

    editor = _editor()
    workspace = open_scope(libraries, project)
    target = find_target(workspace, key)
    before = with_line_ends(_text(target), "\n")
    path = _temporary_file(before)
    untouched = path.read_bytes()
    try:
        after = with_line_ends(_edited(editor, path), "\n")
        is_changed = after not in ("", before)
        if is_changed:
            change, new_key = _change(workspace, target, after)
            commit_changes([change], dry_run=dry_run, diff=diff)
            if new_key != key:
                _say_renamed(key, new_key)
        else:
            click.echo("nothing to change")
    except InputError as error:
        raise InputError(
            error.message,
            path=error.path,
            line=error.line,
            column=error.column,
            hint=f"{error.hint} {_whereabouts(path, untouched)}".strip(),
        ) from None
    if is_changed and (dry_run or diff):
        click.echo(f"attachbib: your text is in {path}.", err=True)
    else:
        path.unlink()


def _editor() -> list[str]:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(editor, posix=os.name == "posix")
    except ValueError:
        words = []
    if not words:
        raise InputError(
            f"no editor is set in $VISUAL or $EDITOR{' that can be read' if editor else ''}.",
            hint="Set one, for example EDITOR=nano, or use `attachbib refs set`.",
        )
    return words


def _text(target: Target) -> str:
    start, end = target.entry.span
    return target.library.source.text[start:end]


def _temporary_file(text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="attachbib-", suffix=".bib")
    with open(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text + "\n")
    return Path(name)


def _edited(editor: list[str], path: Path) -> str:
    """Run the editor and return the text it left, without blanks around it.

    Raises:
        InputError: the editor cannot be run or fails, or left no UTF-8.
    """
    from attachbib.source import read_source

    try:
        done = subprocess.run([*editor, path], check=False)
    except OSError as error:
        raise InputError(
            f"the editor '{editor[0]}' cannot be run: {error.strerror}.",
            hint="Correct $VISUAL or $EDITOR.",
        ) from None
    if done.returncode:
        raise InputError(
            f"the editor '{editor[0]}' failed with exit code {done.returncode}; "
            "nothing was written."
        )
    return read_source(path).text.strip()


def _whereabouts(path: Path, untouched: bytes) -> str:
    """Say where the user's text is; a file that the editor did not change goes away."""
    if path.exists() and path.read_bytes() == untouched:
        path.unlink()
    return f"Your text is in {path}." if path.exists() else ""


def _change(workspace: Workspace, target: Target, text: str) -> tuple[Change, str]:
    """The library of an entry with another text in its place, and the key it has there.

    Raises:
        InputError: that does not read as the same library with one other entry.
    """
    from dataclasses import replace

    from attachbib.bibtex import parse_library
    from attachbib.bibtex.edit import line_end_of, with_line_ends
    from attachbib.edits import Edit, apply_edits

    library, entry = target
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
    from attachbib.bibtex.blocks import RawEntry, RawFailure
    from attachbib.bibtex.read import read_blocks

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
    from attachbib.bibtex.edit_values import is_key

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


def _say_renamed(old: str, new: str) -> None:
    click.echo(
        f"attachbib: the key '{escape(old)}' became '{escape(new)}' in the library only; "
        "`attachbib refs rename` also changes articles and claims.",
        err=True,
    )
