"""The rule `review-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.claims import Claim
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("review-missing", severity="info", since="0.1", scope="references")
def review_missing(workspace: Workspace) -> Iterator[Finding]:
    """A person has compared every claim with its evidence.

    ## Why

    Evidence that nobody has read is a guess. A claims file in which no claim was reviewed is
    left alone: a project decides to review before it is reminded of each claim. A review
    without the hashes of what was reviewed cannot tell what changed since.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]

    [claim.review]
    by = "An editor"
    on = "2026-11-20"
    text_sha256 = "d7dbef00063ed6608edfd081179e8d926f7cbfd0b793ff086047b0d0e48ea538"
    evidence_sha256 = "212494d3b5be743970798b269cbfe3255c3d0f1f6f73026f6e24f391aaf28f21"
    reference_sha256 = "8ac6894c69f1500ad2cb71d4a7c64928e67e2d38adcf10edacf36b44ff69feb5"

    [[claim]]
    id = "survival"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers"
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]

    [claim.review]
    by = "An editor"
    on = "2026-11-20"
    text_sha256 = "d7dbef00063ed6608edfd081179e8d926f7cbfd0b793ff086047b0d0e48ea538"
    evidence_sha256 = "212494d3b5be743970798b269cbfe3255c3d0f1f6f73026f6e24f391aaf28f21"
    reference_sha256 = "8ac6894c69f1500ad2cb71d4a7c64928e67e2d38adcf10edacf36b44ff69feb5"
    ```

    ## Fix

    Compare the statement with the work, then `attachbib claims review ID --by NAME`.
    """
    for file in workspace.claims:
        if all(claim.review is None for claim in file.claims):
            continue
        for claim in file.claims:
            if fault := _fault(claim):
                yield finding_at(
                    file.source,
                    record_header(file, claim),
                    "review-missing",
                    fault,
                    help="Compare it with its evidence, then run `attachbib claims review`.",
                    claim=claim.id,
                )


def _fault(claim: Claim) -> str:
    review = claim.review
    if review is None:
        return f"nobody has reviewed claim '{claim.id}'" if claim.evidence else ""
    if review.text_sha256 and review.evidence_sha256 and review.reference_sha256:
        return ""
    return f"the review of claim '{claim.id}' has no hashes of what was reviewed"
