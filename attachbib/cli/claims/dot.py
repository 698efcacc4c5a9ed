"""The graph of claims in the DOT language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attachbib.claims.graph import ClaimGraph
from attachbib.cli.claims.labels import claim_label, link_label, work_label

_STYLES = {
    "supports": "style=solid",
    "contradicts": "style=solid, arrowhead=tee",
    "qualifies": "style=dashed",
    "background": "style=dotted",
}
"""Stance → how its link is drawn."""


def graph_dot(graph: ClaimGraph) -> str:
    """Return a graph as DOT text."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: ClaimGraph) -> Iterator[str]:
    yield "digraph claims {"
    yield "  rankdir=LR;"
    for claim in graph.claims:
        style = "dashed" if claim.standing.is_doubtful else "solid"
        yield f"  {claim.name} [shape=box, style={style}, label={_quoted(claim_label(claim))}];"
    for work in graph.works:
        yield f"  {work.name} [shape=ellipse, label={_quoted(work_label(work))}];"
    for link in graph.links:
        style = _STYLES[link.evidence.stance]
        label = _quoted([link_label(link)])
        yield f"  {link.claim} -> {link.work} [{style}, label={label}];"
    yield "}"


def _quoted(lines: Sequence[str]) -> str:
    # `&` begins an HTML entity in every label, a backslash an escape (escString).
    escaped = (
        line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines
    )
    return '"' + "\\n".join(escaped) + '"'
