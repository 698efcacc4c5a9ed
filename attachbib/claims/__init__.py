"""Claims: what an article states, which references each statement rests on, and what is uncited.

Each name is imported when it is first used: what only lists references needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attachbib.claims.anchoring import Anchored, State, find_anchor, find_anchors, reading_text
    from attachbib.claims.coverage import (
        STATUSES,
        ArticleCoverage,
        Covered,
        Status,
        measure_coverage,
        percent_covered,
        rounded_down,
    )
    from attachbib.claims.edit import write_claims
    from attachbib.claims.graph import ClaimGraph, claim_graph
    from attachbib.claims.jsonld import claims_jsonld
    from attachbib.claims.model import (
        KINDS,
        STANCES,
        Claim,
        ClaimsFile,
        Evidence,
        Review,
        TextQuoteSelector,
    )
    from attachbib.claims.nanopub import claims_nanopubs
    from attachbib.claims.policy import CoveragePolicy, policy_from_config
    from attachbib.claims.read import parse_claims, read_claims
    from attachbib.claims.review import (
        Fingerprint,
        Standing,
        fingerprint,
        judge_claim,
        judge_claims,
    )
    from attachbib.claims.sync import propose_claims, update_anchor
    from attachbib.claims.worthiness import Worthiness, check_worthiness

__all__ = [
    "KINDS",
    "STANCES",
    "STATUSES",
    "Anchored",
    "ArticleCoverage",
    "Claim",
    "ClaimGraph",
    "ClaimsFile",
    "CoveragePolicy",
    "Covered",
    "Evidence",
    "Fingerprint",
    "Review",
    "Standing",
    "State",
    "Status",
    "TextQuoteSelector",
    "Worthiness",
    "check_worthiness",
    "claim_graph",
    "claims_jsonld",
    "claims_nanopubs",
    "find_anchor",
    "find_anchors",
    "fingerprint",
    "judge_claim",
    "judge_claims",
    "measure_coverage",
    "parse_claims",
    "percent_covered",
    "policy_from_config",
    "propose_claims",
    "read_claims",
    "reading_text",
    "rounded_down",
    "update_anchor",
    "write_claims",
]

_MODULES = {
    "anchoring": ("Anchored", "State", "find_anchor", "find_anchors", "reading_text"),
    "coverage": (
        "STATUSES",
        "ArticleCoverage",
        "Covered",
        "Status",
        "measure_coverage",
        "percent_covered",
        "rounded_down",
    ),
    "edit": ("write_claims",),
    "graph": ("ClaimGraph", "claim_graph"),
    "jsonld": ("claims_jsonld",),
    "model": (
        "KINDS",
        "STANCES",
        "Claim",
        "ClaimsFile",
        "Evidence",
        "Review",
        "TextQuoteSelector",
    ),
    "nanopub": ("claims_nanopubs",),
    "policy": ("CoveragePolicy", "policy_from_config"),
    "read": ("parse_claims", "read_claims"),
    "review": ("Fingerprint", "Standing", "fingerprint", "judge_claim", "judge_claims"),
    "sync": ("propose_claims", "update_anchor"),
    "worthiness": ("Worthiness", "check_worthiness"),
}
"""Module → the public names in it."""
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
