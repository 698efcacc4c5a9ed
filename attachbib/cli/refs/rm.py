"""`attachbib refs rm`: entries out of their libraries."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import find_target


@click.command()
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@write_options
@scope_options
def command(
    keys: tuple[str, ...],
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Remove the entries KEY... with their lines.

    Of a key that occurs several times the first entry is removed. Citations of it stay;
    `attachbib check` finds them.
    """
    from attachbib.bibtex.edit import remove_entries
    from attachbib.edits import apply_edits

    workspace = open_scope(libraries, project)
    targets = [find_target(workspace, key) for key in dict.fromkeys(keys)]
    changes = []
    for library in workspace.libraries:
        entries = [target.entry for target in targets if target.library is library]
        text = apply_edits(library.source.text, remove_entries(library, entries))
        changes.append(Change(library.source, text))
    commit_changes(changes, dry_run=dry_run, diff=diff)
