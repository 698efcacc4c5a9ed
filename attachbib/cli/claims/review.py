"""`attachbib claims review`: who compared claims with their sources, and with what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import write_options
from attachbib.cli.claims.standings import Recorded, find_claims, open_claims
from attachbib.cli.claims.writing import change_claims
from attachbib.cli.options import project_option
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.claims import Claim
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  attachbib claims review naps-help --by "Ann Adams"
  attachbib claims review one two three --by "Ann Adams" --on 2024-05-01 --diff
"""
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", required=True, help="Who reviewed them: a person's name.")
@click.option(
    "--on",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the review; the default is today.",
)
@write_options
@project_option
def command(
    ids: tuple[str, ...],
    by: str,
    on: datetime | None,
    dry_run: bool,
    diff: bool,
    project: Path | None,
) -> None:
    """Record that NAME compared the claims ID... with their evidence and found them right.

    With the name go hashes of the text, the evidence and the works. Once any of them
    changes, the claim is suspect until somebody reviews it again.
    """
    name = " ".join(by.split())
    if not name:
        raise click.UsageError("--by is empty; a review needs the name of a person.")
    workspace = open_claims(project)
    day = (on or datetime.now()).date().isoformat()

    def reviewed(recorded: Recorded) -> Claim:
        return _reviewed(workspace, recorded, name, day)

    change_claims(find_claims(workspace, ids), reviewed, dry_run=dry_run, diff=diff)


def _reviewed(workspace: Workspace, recorded: Recorded, by: str, on: str) -> Claim:
    from attachbib.claims import Review
    from attachbib.claims.review import fingerprint

    claim, standing = recorded.claim, recorded.standing
    if standing.anchored.is_doubtful:
        raise _refusal(
            recorded,
            "its words are not in the article",
            "Copy the sentence, as it is read, to `anchor.exact` first.",
        )
    for one in claim.evidence:
        if not workspace.has_key(one.key):
            raise _refusal(
                recorded,
                f"no library has the key '{one.key}'",
                "Correct the evidence, or add the reference, first.",
            )
    now = fingerprint(claim, standing.article, standing.anchored, workspace.reference)
    return claim._replace(review=Review(by, on, *now))


def _refusal(recorded: Recorded, why: str, hint: str) -> InputError:
    return InputError(
        f"claim '{recorded.claim.id}' cannot be reviewed: {why}; nothing was written.",
        path=recorded.file.source.path,
        line=recorded.claim.line,
        hint=hint,
    )
