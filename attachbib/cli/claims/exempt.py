"""`attachbib claims exempt`: why a claim needs no source."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.cli.changes import write_options
from attachbib.cli.claims.standings import find_claims, open_claims
from attachbib.cli.claims.writing import change_claims
from attachbib.cli.options import project_option


@click.command(
    epilog="""\b
Example:
  attachbib claims exempt naps-help --reason "Common knowledge."
"""
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", required=True, help="Why no source is needed.")
@write_options
@project_option
def command(
    ids: tuple[str, ...], reason: str, dry_run: bool, diff: bool, project: Path | None
) -> None:
    """Record why the claims ID... need no source.

    It replaces the reason given before. A claim that was reviewed is suspect then.
    """
    why = " ".join(reason.split())
    if not why:
        raise click.UsageError("--reason is empty; say why no source is needed.")
    found = find_claims(open_claims(project), ids)
    change_claims(found, lambda one: one.claim._replace(exempt=why), dry_run=dry_run, diff=diff)
