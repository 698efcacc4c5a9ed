"""The graph of what rests on what: claims, the works their evidence names, and the links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attachbib.claims.model import Evidence
from attachbib.claims.review import FindReference, Standing
from attachbib.reference import Reference


class ClaimNode(NamedTuple):
    """A claim."""

    name: str
    """Unique in the graph, made of letters and digits: `c1`."""
    standing: Standing


class WorkNode(NamedTuple):
    """A work that evidence names."""

    name: str
    """Unique in the graph, made of letters and digits: `w1`."""
    key: str
    reference: Reference | None
    """None when no library has the key."""


class Link(NamedTuple):
    """Evidence: from a claim to a work, by their names."""

    claim: str
    work: str
    evidence: Evidence


class ClaimGraph(NamedTuple):
    """All of it, in the order of the claims and of their evidence."""

    claims: tuple[ClaimNode, ...]
    works: tuple[WorkNode, ...]
    links: tuple[Link, ...]


def claim_graph(standings: Iterable[Standing], find: FindReference) -> ClaimGraph:
    """Return the graph of some claims.

    Args:
        find: the references of the project. Keys that mean one reference are one work.
    """
    claims: list[ClaimNode] = []
    works: dict[str, WorkNode] = {}
    links: list[Link] = []
    for number, standing in enumerate(standings, 1):
        claims.append(ClaimNode(f"c{number}", standing))
        for evidence in standing.claim.evidence:
            reference = find(evidence.key)
            key = evidence.key if reference is None else reference.id
            work = works.setdefault(key, WorkNode(f"w{len(works) + 1}", key, reference))
            links.append(Link(claims[-1].name, work.name, evidence))
    return ClaimGraph(tuple(claims), tuple(works.values()), tuple(links))
