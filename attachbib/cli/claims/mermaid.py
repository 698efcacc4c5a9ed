"""The graph of claims as a Mermaid flowchart, for Markdown pages that draw it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attachbib.claims.graph import ClaimGraph
from attachbib.cli.claims.labels import claim_label, link_label, work_label

_ARROWS = {"supports": "-->", "contradicts": "--x", "qualifies": "-.->", "background": "---"}
"""Stance → how its link is drawn."""

# Mermaid has syntax, Markdown, HTML and `%%{directives}%%` inside quoted labels too, so only
# what is harmless in all of them stays; the rest become entity codes (flowchart, "Entity
# codes to escape characters").
_SPECIAL = re.compile(r"[^\w .,:()'’“”‘…–—-]|_")


def graph_mermaid(graph: ClaimGraph) -> str:
    """Return a graph as Mermaid text."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: ClaimGraph) -> Iterator[str]:
    yield "flowchart LR"
    for claim in graph.claims:
        yield f"  {claim.name}[{_quoted(claim_label(claim))}]"
    for work in graph.works:
        yield f"  {work.name}([{_quoted(work_label(work))}])"
    for link in graph.links:
        arrow = _ARROWS[link.evidence.stance]
        yield f"  {link.claim} {arrow}|{_quoted([link_label(link)])}| {link.work}"
    doubtful = [one.name for one in graph.claims if one.standing.is_doubtful]
    if doubtful:
        yield "  classDef suspect stroke-dasharray: 5 5"
        yield f"  class {','.join(doubtful)} suspect"


def _quoted(lines: Sequence[str]) -> str:
    return '"' + "<br>".join(_SPECIAL.sub(_code, line) for line in lines) + '"'


def _code(match: re.Match[str]) -> str:
    return f"#{ord(match[0])};"
