"""The rules by family, and how one is found by its name.

A rule `missing-doi` of the family `doi` is the function `missing_doi` of the module
`attachbib.rules.doi.missing_doi`. The table holds names only, so that a check imports the
rules that it runs and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from attachbib.rules.rule import Rule

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "bib": (
        "parse-error",
        "duplicate-key",
        "duplicate-field",
        "undefined-string",
        "crossref-missing",
        "page-range",
        "et-al-in-authors",
        "implausible-year",
        "web-without-access-date",
        "all-caps-title",
        "mojibake",
        "unescaped-character",
        "missing-required-field",
        "preprint-without-version",
    ),
    "doi": (
        "missing-doi",
        "malformed-doi",
        "duplicate-doi",
        "similar-title",
        "doi-with-url-prefix",
        "doi-in-url-field",
        "isbn-checksum",
        "issn-checksum",
        "pmid-malformed",
        "arxiv-malformed",
    ),
    "citation": (
        "unknown-key",
        "locator-malformed",
        "numbering-gap",
        "raw-doi-in-text",
        "bare-link-as-source",
        "uncited-reference",
        "article-without-references",
        "number-without-entry",
        "duplicate-cite-in-cluster",
    ),
    "claim": (
        "claim-without-source",
        "uncited-sentence",
        "uncited-number",
        "coverage-below",
        "claim-text-missing",
        "claim-text-changed",
        "reference-changed",
        "quote-not-in-article",
        "evidence-without-locator",
        "single-source",
        "contradicted-claim",
        "review-missing",
        "review-expired",
    ),
    "policy": (
        "source-too-old",
        "source-tier",
        "self-citation-only",
    ),
    "registry": (
        "lock-missing",
        "lock-stale",
        "doi-not-found",
        "record-mismatch",
        "retracted",
        "expression-of-concern",
        "corrected",
        "not-checked",
    ),
    "suppression": (
        "suppression-without-reason",
        "suppression-unused",
    ),
}
"""Family → its rules, in the order in which they run."""

RULE_NAMES: Mapping[str, str] = {
    name: family for family, names in FAMILIES.items() for name in names
}
"""Rule → its family."""


@cache
def load_rule(name: str) -> Rule:
    """Return a rule by its name.

    Raises:
        KeyError: there is none of this name.
    """
    stem = name.replace("-", "_")
    module = import_module(f"attachbib.rules.{RULE_NAMES[name]}.{stem}")
    rule: Rule = getattr(module, stem)
    return rule
