"""`attachbib claims`: a table of commands on the claims of a project."""

from __future__ import annotations

import click

from attachbib.cli.lazy import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "list": ("attachbib.cli.claims.list:command", "List claims and how it stands with them."),
    "show": ("attachbib.cli.claims.show:command", "Show claims in full."),
    "review": ("attachbib.cli.claims.review:command", "Record who reviewed claims."),
    "link": ("attachbib.cli.claims.link:command", "Add a reference as evidence to a claim."),
    "exempt": ("attachbib.cli.claims.exempt:command", "Record why claims need no source."),
    "sync": (
        "attachbib.cli.claims.sync:command",
        "Record what is cited, and renew moved anchors.",
    ),
    "graph": ("attachbib.cli.claims.graph:command", "Draw which claims rest on which works."),
    "export": ("attachbib.cli.claims.export:command", "Write claims as linked data: JSON-LD."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def group() -> None:
    """List, review and keep up to date what the articles of a project claim.

    A claim is same (its words stand where they stood), moved (they stand elsewhere),
    suspect (they were changed, or something changed since its review) or an orphan (nothing
    like it is left).
    """
