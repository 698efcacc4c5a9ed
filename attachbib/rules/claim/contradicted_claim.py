"""The rule `contradicted-claim`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("contradicted-claim", severity="warning", since="0.1", scope="references")
def contradicted_claim(workspace: Workspace) -> Iterator[Finding]:
    """No work that the evidence of a claim names contradicts it.

    ## Why

    A statement against which a work speaks should say so. The evidence with the stance
    `contradicts` records that someone saw the conflict; this keeps it in sight until the
    article deals with it.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }, { key = "Klaus1972", stance = "contradicts" }]
    ```

    ## Good

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969", stance = "qualifies" }]
    ```

    ## Fix

    Report both sides in the article and give the evidence the stance `qualifies`, or correct
    the statement.
    """
    for file in workspace.claims:
        for claim in file.claims:
            for evidence in claim.evidence:
                if evidence.stance == "contradicts":
                    yield finding_at(
                        file.source,
                        evidence.span,
                        "contradicted-claim",
                        f"'{evidence.key}' contradicts claim '{claim.id}'",
                        help="Let the article say so, or correct the statement.",
                        key=evidence.key,
                        claim=claim.id,
                    )
