"""What every command that writes does last: show the changes, or write all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from attachbib.cli.options import F
from attachbib.files import Change, replace_texts
from attachbib.reports.display import escape, relative_path

__all__ = ["Change", "commit_changes", "write_options"]


def write_options(command: F) -> F:
    """Add `--dry-run` and `--diff`, the arguments `dry_run` and `diff` of `commit_changes`."""
    command = click.option(
        "--diff", is_flag=True, help="Print what would change as a diff; write nothing."
    )(command)
    return click.option(
        "--dry-run", is_flag=True, help="Say which files would change; write nothing."
    )(command)


def commit_changes(changes: Sequence[Change], *, dry_run: bool, diff: bool) -> bool:
    """Write the files whose text changes and say which, or only show what would change.

    Args:
        changes: files and their new texts; those whose text stays are left out.
        dry_run: print one line per file instead of writing it.
        diff: print a unified diff instead of writing.

    Returns:
        Whether anything changes.

    Raises:
        InputError: a file cannot be written, or was changed after it was read; none is.
    """
    changes = [change for change in changes if change.text != change.source.text]
    if not (dry_run or diff):
        replace_texts(changes)
    for change in changes:
        name = relative_path(change.source.path, Path.cwd())
        if diff:
            _print_diff(name, change)
        elif dry_run:
            click.echo(f"would change {name}")
        else:
            click.echo(f"changed {name}")
    return bool(changes)


def _print_diff(name: str, change: Change) -> None:
    from attachbib.cli.diff import unified_diff

    below = name.removeprefix("/")
    click.echo(f"--- a/{below}\n+++ b/{below}")
    for line in unified_diff(change.source.text, change.text):
        shown = line.removesuffix("\r").split("\t")
        click.echo("\t".join(map(escape, shown)))
