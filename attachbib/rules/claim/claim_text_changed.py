"""The rule `claim-text-changed`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header, shortened
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("claim-text-changed", severity="warning", since="0.1", needs=("article",))
def claim_text_changed(workspace: Workspace) -> Iterator[Finding]:
    """The sentences of a reviewed claim read as they did when it was reviewed.

    ## Why

    A review holds for the words that were looked at. The recorded words may stand in the
    article still, in a sentence that goes on differently now. Where they do not stand in it,
    `claim-text-missing` reports the claim, and where the review has no hashes,
    `review-missing`.

    ## Bad

    ```markdown article.md
    Infants stay close to their parents [@Bowlby1969].
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their"
    evidence = [{ key = "Bowlby1969" }]

    [claim.review]
    by = "An editor"
    on = "2026-11-20"
    text_sha256 = "d7dbef00063ed6608edfd081179e8d926f7cbfd0b793ff086047b0d0e48ea538"
    evidence_sha256 = "212494d3b5be743970798b269cbfe3255c3d0f1f6f73026f6e24f391aaf28f21"
    reference_sha256 = "8ac6894c69f1500ad2cb71d4a7c64928e67e2d38adcf10edacf36b44ff69feb5"
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

    Compare the evidence with what the article says now, then
    `attachbib claims review ID --by NAME`.
    """
    for file in workspace.claims:
        for claim in file.claims:
            if claim.review is None or not claim.review.text_sha256:
                continue
            standing = workspace.standings[claim]
            if "text" not in standing.changed or standing.anchored.is_doubtful:
                continue
            yield finding_at(
                file.source,
                record_header(file, claim),
                "claim-text-changed",
                f"the sentences of claim '{claim.id}' changed since its review: "
                f"{shortened(standing.text)}",
                help="Compare them with the evidence, then run `attachbib claims review`.",
                claim=claim.id,
            )
