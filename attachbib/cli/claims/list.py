"""`attachbib claims list`: the claims of a project, one per line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from attachbib.cli.claims.standings import (
    Recorded,
    open_claims,
    recorded_claims,
)
from attachbib.cli.options import format_option, project_option
from attachbib.cli.places import place_item, place_text

_LIMITS = (32, 7, 10, 40, 48)
_KEYS = 3


@click.command(
    epilog="""\b
The JSON is a list of objects
  id, file, kind, exempt, text       as recorded
  keys                               the citation keys of the evidence
  state                              same, moved, suspect or orphan
  anchor                             the state of its words alone
  review                             unreviewed, current or outdated
  changed                            what is not as it was when it was reviewed
  path, line, column                 where it stands; of an orphan, its record
"""
)
@format_option()
@project_option
def command(format_: str, project: Path | None) -> None:
    """List the claims of a project and how it stands with each.

    A line has the id of a claim, its state, whether its review still holds, the keys of its
    evidence and where it stands: on a terminal in columns cut to its width, elsewhere in
    full with tabs between them.
    """
    found = list(recorded_claims(open_claims(project)))
    if format_ == "json":
        from attachbib.reports.dump import dump_json

        click.echo(dump_json([list_item(one) for one in found]))
    elif found:
        from attachbib.cli.columns import format_rows

        click.echo("\n".join(format_rows([_row(one) for one in found], _LIMITS, wide=_KEYS)))


def list_item(recorded: Recorded) -> dict[str, Any]:
    """Return the object of one claim for JSON."""
    claim, standing = recorded.claim, recorded.standing
    return {
        "id": claim.id,
        "file": claim.file,
        "kind": claim.kind,
        "exempt": claim.exempt,
        "text": claim.anchor.exact,
        "keys": _keys(recorded),
        "state": standing.state,
        "anchor": standing.anchored.state,
        "review": standing.review_state,
        "changed": list(standing.changed),
        **place_item(*recorded.place),
    }


def _row(recorded: Recorded) -> tuple[str, ...]:
    standing = recorded.standing
    claim = recorded.claim
    keys = ", ".join(_keys(recorded)) or (
        "exempt" if claim.exempt else "no evidence yet" if claim.is_open else "-"
    )
    return (
        claim.id or "-",
        standing.state,
        standing.review_state,
        keys,
        place_text(*recorded.place),
    )


def _keys(recorded: Recorded) -> list[str]:
    return list(dict.fromkeys(one.key for one in recorded.claim.evidence))
