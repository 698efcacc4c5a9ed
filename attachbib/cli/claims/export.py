"""`attachbib claims export`: claims and what they rest on, as linked data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attachbib.cli.claims.standings import open_claims, recorded_claims
from attachbib.cli.options import format_option, project_option

if TYPE_CHECKING:
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
The vocabularies are those of
  schema.org       Article, Claim, citation, Review, and the types of works
  Web Annotation   a TextQuoteSelector for each claim, and for quotes
  CiTO             supports     citesAsEvidence
                   contradicts  disagreesWith
                   qualifies    qualifies
                   background   citesForInformation
  nanopub, PROV    with --format nanopub

\b
Example:
  attachbib claims export --base https://example.org/articles/ > claims.jsonld
"""
)
@format_option(
    "What to write; `nanopub` is a nanopublication for each reviewed claim, as JSON-LD.",
    ("jsonld", "nanopub"),
)
@click.option(
    "--base",
    default="",
    metavar="URL",
    help="The address of the project's folder on the web; without it, identifiers are relative.",
)
@project_option
def command(format_: str, base: str, project: Path | None) -> None:
    """Write the articles, their claims and the works they rest on as JSON-LD.

    A work is identified by its DOI, else by its address. A review is written as long as
    nothing changed since. The text can stand in a <script> of a web page.
    """
    from attachbib.reports.dump import dump_json

    if base and not base.startswith(("https://", "http://")):
        raise click.UsageError(f"--base is {base!r}, expected an address: https://…")
    document = _document(open_claims(project), format_, f"{base.rstrip('/')}/" if base else "")
    # `<` stands in strings only; in a page it could end the script.
    click.echo(dump_json(document).replace("<", "\\u003c"))


def _document(workspace: Workspace, format_: str, base: str) -> dict[str, Any]:
    from attachbib.claims.jsonld import claims_jsonld
    from attachbib.claims.nanopub import claims_nanopubs

    standings = [one.standing for one in recorded_claims(workspace)]
    if format_ == "nanopub":
        return claims_nanopubs(standings, workspace.reference, workspace.name_of, base=base)
    return claims_jsonld(
        workspace.articles, standings, workspace.reference, workspace.name_of, base=base
    )
