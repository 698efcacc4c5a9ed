"""`attachbib claims graph`: claims, the works they rest on, and how these bear on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attachbib.cli.claims.standings import evidence_item, open_claims, recorded_claims
from attachbib.cli.options import format_option, project_option

if TYPE_CHECKING:
    from attachbib.claims.graph import ClaimGraph, WorkNode


def _mermaid(graph: ClaimGraph) -> str:
    from attachbib.cli.claims.mermaid import graph_mermaid

    return graph_mermaid(graph)


def _dot(graph: ClaimGraph) -> str:
    from attachbib.cli.claims.dot import graph_dot

    return graph_dot(graph)


def _json(graph: ClaimGraph) -> str:
    from attachbib.reports.dump import dump_json

    return dump_json(_graph_item(graph)) + "\n"


_FORMATS: Mapping[str, Callable[[ClaimGraph], str]] = {
    "mermaid": _mermaid,
    "dot": _dot,
    "json": _json,
}


@click.command(
    epilog="""\b
Examples:
  attachbib claims graph                                for a Markdown page
  attachbib claims graph --format dot | dot -Tsvg       for Graphviz

\b
The JSON is an object
  claims      list of {id, file, text, state, review}
  references  list of {key, title, doi, known}
  evidence    list of {claim, reference, stance, locator, quote, note}
"""
)
@format_option(formats=_FORMATS)
@project_option
def command(format_: str, project: Path | None) -> None:
    """Draw which claims rest on which references.

    A link is drawn by its stance: supports as an arrow, contradicts with a cross or bar at
    its end, qualifies dashed, background as a plain or dotted line. Claims that are suspect
    or orphans have a dashed outline.
    """
    from attachbib.claims.graph import claim_graph

    workspace = open_claims(project)
    standings = (one.standing for one in recorded_claims(workspace))
    click.echo(_FORMATS[format_](claim_graph(standings, workspace.reference)), nl=False)


def _graph_item(graph: ClaimGraph) -> dict[str, Any]:
    ids = {node.name: node.standing.claim.id for node in graph.claims}
    keys = {node.name: node.key for node in graph.works}
    return {
        "claims": [
            {
                "id": node.standing.claim.id,
                "file": node.standing.claim.file,
                "text": node.standing.text or node.standing.claim.anchor.exact,
                "state": node.standing.state,
                "review": node.standing.review_state,
            }
            for node in graph.claims
        ],
        "references": [_work_item(node) for node in graph.works],
        "evidence": [
            {
                "claim": ids[link.claim],
                "reference": keys[link.work],
                **evidence_item(link.evidence),
            }
            for link in graph.links
        ],
    }


def _work_item(node: WorkNode) -> dict[str, Any]:
    from attachbib.bibtex.latex import strip_markup

    text = {} if node.reference is None else node.reference.text
    return {
        "key": node.key,
        "title": strip_markup(text.get("title", "")),
        "doi": text.get("DOI", ""),
        "known": node.reference is not None,
    }
