"""Claims: what an article states, which references each statement rests on, and what is uncited."""

from attachbib.claims.anchoring import Anchored, State, find_anchor, find_anchors, reading_text
from attachbib.claims.coverage import (
    STATUSES,
    ArticleCoverage,
    Covered,
    Status,
    measure_coverage,
    percent_covered,
)
from attachbib.claims.model import (
    KINDS,
    STANCES,
    Claim,
    ClaimsFile,
    Evidence,
    Review,
    TextQuoteSelector,
)
from attachbib.claims.policy import CoveragePolicy, policy_from_config
from attachbib.claims.read import parse_claims, read_claims

__all__ = [
    "KINDS",
    "STANCES",
    "STATUSES",
    "Anchored",
    "ArticleCoverage",
    "Claim",
    "ClaimsFile",
    "CoveragePolicy",
    "Covered",
    "Evidence",
    "Review",
    "State",
    "Status",
    "TextQuoteSelector",
    "find_anchor",
    "find_anchors",
    "measure_coverage",
    "parse_claims",
    "percent_covered",
    "policy_from_config",
    "read_claims",
    "reading_text",
]
