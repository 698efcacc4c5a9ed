"""`attachbib refs rename`: another citation key, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import find_target


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@write_options
@scope_options
def command(
    old: str,
    new: str,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Rename the entry OLD to NEW, with its citations and the evidence that names it.

    Also changes `crossref`, `xref`, `xdata`, `related` and `entryset` of other entries.
    With --library only that file is changed, for then there are no articles and claims.
    """
    from attachbib.refs.rename import rename_reference

    workspace = open_scope(libraries, project, whole=True)
    library, entry = find_target(workspace, old)
    changes = rename_reference(workspace, library, entry, new)
    commit_changes(changes, dry_run=dry_run, diff=diff)
