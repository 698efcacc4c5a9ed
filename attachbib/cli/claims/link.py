"""`attachbib claims link`: evidence for a claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.claims.model import STANCES, Claim, Evidence
from attachbib.cli.changes import write_options
from attachbib.cli.claims.standings import Recorded, find_claims, open_claims
from attachbib.cli.claims.writing import change_claims
from attachbib.cli.options import project_option
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  attachbib claims link naps-help doe2020 --locator "p. 3"
  attachbib claims link naps-help roe2021 --stance contradicts --diff
"""
)
@click.argument("id_", metavar="ID")
@click.argument("key", metavar="KEY")
@click.option(
    "--stance",
    type=click.Choice(STANCES),
    default="supports",
    show_default=True,
    help="How the work bears on the claim.",
)
@click.option("--locator", default="", metavar="TEXT", help='Where in the work, e.g. "p. 3".')
@click.option("--quote", default="", metavar="TEXT", help="What the work says, word for word.")
@click.option("--note", default="", metavar="TEXT", help="A remark of your own.")
@write_options
@project_option
def command(
    id_: str,
    key: str,
    stance: str,
    locator: str,
    quote: str,
    note: str,
    dry_run: bool,
    diff: bool,
    project: Path | None,
) -> None:
    """Add the reference KEY as evidence to the claim ID.

    A claim that was reviewed before is suspect then: nobody has looked at the new evidence.
    """
    workspace = open_claims(project)
    found = find_claims(workspace, [id_])
    if not workspace.has_key(key):
        raise _unknown(workspace, key)
    evidence = Evidence(key, stance, locator.strip(), quote.strip(), note.strip())

    def linked(recorded: Recorded) -> Claim:
        claim = recorded.claim
        if any(one._replace(span=evidence.span) == evidence for one in claim.evidence):
            return claim
        return claim._replace(evidence=(*claim.evidence, evidence))

    change_claims(found, linked, dry_run=dry_run, diff=diff)


def _unknown(workspace: Workspace, key: str) -> InputError:
    from attachbib.spelling import closest

    close = closest(key, workspace.references)
    return InputError(
        f"no library has the key '{key}'; nothing was written.",
        hint=f"Did you mean '{close}'?" if close else "`attachbib refs list` has the keys.",
    )
