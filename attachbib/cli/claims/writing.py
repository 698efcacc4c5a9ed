"""Writing claims back: each file once, with its changed records."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from attachbib.claims.model import Claim, ClaimsFile
from attachbib.cli.changes import Change, commit_changes
from attachbib.cli.claims.standings import Recorded


def change_claims(
    found: Iterable[Recorded], change: Callable[[Recorded], Claim], *, dry_run: bool, diff: bool
) -> None:
    """Change claims in their files, or show what would change.

    Raises:
        InputError: a record cannot be changed, or a file was changed after it was read.
    """
    from attachbib.claims.edit import write_claims

    by_file: dict[str, tuple[ClaimsFile, dict[Claim, Claim]]] = {}
    for one in found:
        _, changed = by_file.setdefault(str(one.file.source.path), (one.file, {}))
        changed[one.claim] = change(one)
    changes = [
        Change(file.source, write_claims(file, changed)) for file, changed in by_file.values()
    ]
    if not commit_changes(changes, dry_run=dry_run, diff=diff):
        click.echo("nothing to change")
