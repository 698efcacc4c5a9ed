"""`attachbib refs edit`: one entry in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import Target, find_target
from attachbib.errors import InputError
from attachbib.reports.display import escape


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
    from attachbib.refs.replacing import replace_entry

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
            change, new_key = replace_entry(workspace, *target, after)
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


def _say_renamed(old: str, new: str) -> None:
    click.echo(
        f"attachbib: the key '{escape(old)}' became '{escape(new)}' in the library only; "
        "`attachbib refs rename` also changes articles and claims.",
        err=True,
    )
