"""`attachbib refs dedupe`: entries of the same work, found or merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.options import format_option
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.refs.merge import Place
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  attachbib refs dedupe                        find duplicates in the project
  attachbib refs dedupe -l library.bib         … in a file
  attachbib refs dedupe --merge doe2020 doe20  complete doe2020 and remove doe20

\b
Exit codes:
  0  no entries of one work were found, or they were merged
  1  entries were found that are of one work, or perhaps are
  2  could not run
"""
)
@click.option("--merge", is_flag=True, help="Merge the entries KEEP DROP... into KEEP.")
@click.argument("keys", metavar="[KEEP DROP...]", nargs=-1)
@click.option("--force", is_flag=True, help="Merge even what does not look like one work.")
@format_option("How to write what is found.")
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    merge: bool,
    keys: tuple[str, ...],
    force: bool,
    format_: str,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Find entries of the same work, or merge them.

    They have one DOI, PMID or ISBN, or titles, first authors and years that are alike.
    Parts, volumes, editions, corrections, comments and preprints are works of their own:
    they are only mentioned.

    Merging gives KEEP the fields it lacks and removes the entries DROP; citations and claims
    of the project, and other entries, then name KEEP. If entries share one key, the first
    is kept: --merge KEY KEY.
    """
    if merge and len(keys) < 2:
        raise click.UsageError("--merge needs the keys KEEP and DROP.", ctx)
    if not merge and (keys or force):
        raise click.UsageError("Name entries to merge them: --merge KEEP DROP.", ctx)
    workspace = open_scope(libraries, project, whole=merge)
    if merge:
        _merge(workspace, keys, force=force, dry_run=dry_run, diff=diff)
        return
    from attachbib.bibtex.dedupe import find_duplicates

    groups = find_duplicates(workspace.libraries)
    if format_ == "json":
        from attachbib.cli.refs.duplicates import group_item
        from attachbib.reports.dump import dump_json

        click.echo(dump_json([group_item(group) for group in groups]))
    elif groups:
        from attachbib.cli.refs.duplicates import group_lines

        click.echo("\n\n".join("\n".join(group_lines(group)) for group in groups))
    if any(group.kind != "related" for group in groups):
        ctx.exit(1)


def _merge(
    workspace: Workspace, keys: Sequence[str], *, force: bool, dry_run: bool, diff: bool
) -> None:
    from attachbib.bibtex.likeness import compare
    from attachbib.refs.merge import merge_entries, work_at

    keep, *drops = _places(workspace, keys)
    works = [work_at(workspace, place) for place in (keep, *drops)]
    for work in works[1:]:
        likeness = compare(works[0], work)
        if not force and (likeness is None or likeness.kind == "related"):
            why = f" ({likeness.why})" if likeness else ""
            raise InputError(
                f"'{keep.key}' and '{work.entry.key}' do not look like one work{why}; "
                "nothing was merged.",
                hint="Merge them anyway with --force.",
            )
    commit_changes(merge_entries(workspace, keep, drops), dry_run=dry_run, diff=diff)


def _places(workspace: Workspace, keys: Sequence[str]) -> Iterator[Place]:
    """Yield where the entries of some keys stand; of a key named twice the first two."""
    from attachbib.cli.refs.target import find_target
    from attachbib.refs.merge import places_of

    for index, key in enumerate(keys):
        found = places_of(workspace, key)
        if not found:
            find_target(workspace, key)  # raises, with what is known of the key
        before = keys[:index].count(key)
        if before >= len(found):
            raise InputError(f"'{key}' is named more often than there are entries with that key.")
        yield found[before]
