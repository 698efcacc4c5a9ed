"""The rule `evidence-without-locator`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule(
    "evidence-without-locator", severity="warning", since="0.1", default=False, scope="references"
)
def evidence_without_locator(workspace: Workspace) -> Iterator[Finding]:
    """The evidence on which a claim rests says where in the work it stands.

    ## Why

    Whoever reviews a claim has to find the passage; without a page or a section that may
    mean reading a whole book. Not by default, for articles of few pages need none.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969", locator = "194" }]
    ```

    ## Fix

    Add `locator` to the evidence: a page, a chapter, a table.
    """
    for file in workspace.claims:
        for claim in file.claims:
            for evidence in claim.support:
                if not evidence.locator.strip():
                    yield finding_at(
                        file.source,
                        evidence.span,
                        "evidence-without-locator",
                        f"the evidence '{evidence.key}' of claim '{claim.id}' has no `locator`",
                        help="Add the page or the section of the work.",
                        key=evidence.key,
                        claim=claim.id,
                    )
