"""`attachbib claims show`: all that is known of a claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attachbib.cli.claims.standings import (
    Recorded,
    evidence_item,
    find_claims,
    open_claims,
)
from attachbib.cli.options import format_option, project_option
from attachbib.cli.places import place_text
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.claims.review import Standing

_LABEL = 10
"""Columns of the names of what is shown."""


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@format_option(
    "What to write; JSON has the keys of `claims list`, and `stands`, `proposed`, `evidence` "
    "and `reviewed`."
)
@project_option
def command(ids: tuple[str, ...], format_: str, project: Path | None) -> None:
    """Show the claims ID... in full.

    What is shown is the text as it stands in the article now, the evidence with stance,
    locator and quote, the review, and what changed since.
    """
    found = find_claims(open_claims(project), ids)
    if format_ == "json":
        from attachbib.reports.dump import dump_json

        click.echo(dump_json([_item(one) for one in found]))
    else:
        click.echo("\n\n".join("\n".join(_lines(one)) for one in found))


def _item(recorded: Recorded) -> dict[str, Any]:
    from attachbib.cli.claims.list import list_item

    claim = recorded.claim
    return {
        **list_item(recorded),
        "stands": recorded.standing.text,
        "proposed": claim.proposed,
        "evidence": [{"key": one.key, **evidence_item(one)} for one in claim.evidence],
        "reviewed": None if claim.review is None else claim.review._asdict(),
    }


def _lines(recorded: Recorded) -> Iterator[str]:
    claim, standing = recorded.claim, recorded.standing
    yield f"{escape(claim.id)} ({claim.kind}) at {place_text(*recorded.place)}"
    why = what_changed(standing)
    yield _line("state", f"{standing.state}: {why}" if why else standing.state)
    yield _line("text", standing.text or claim.anchor.exact)
    if standing.anchored.is_doubtful:
        yield _line("recorded", claim.anchor.exact)
    if claim.exempt:
        yield _line("exempt", claim.exempt)
    if claim.is_open:
        yield _line("proposed", f"{claim.proposed}; no evidence yet")
    for one in claim.evidence:
        locator = f", {one.locator}" if one.locator else ""
        yield _line("evidence", f"{one.key}{locator} ({one.stance})")
        if one.quote:
            yield _line("", f"“{one.quote}”")
        if one.note:
            yield _line("", f"Note: {one.note}")
    yield _line("review", _review(standing))
    if standing.changed:
        yield _line("changed", standing.changes)


def _line(name: str, text: str) -> str:
    return f"  {name:<{_LABEL}}{escape(' '.join(text.split()))}"


def what_changed(standing: Standing) -> str:
    """Return in words why a claim is suspect or an orphan; "" when it is neither."""
    anchored = standing.anchored
    if standing.article is None:
        return f"'{standing.claim.file}' is no article of the project"
    if anchored.state == "orphan":
        return "nothing like it is in the article"
    if anchored.state == "suspect":
        return f"its words were changed ({anchored.likeness:.0%} alike)"
    if standing.changed:
        return f"changed since its review: {standing.changes}"
    return ""


def _review(standing: Standing) -> str:
    review = standing.claim.review
    if review is None:
        return "none"
    return f"{standing.review_state}: by {review.by} on {review.on}"
