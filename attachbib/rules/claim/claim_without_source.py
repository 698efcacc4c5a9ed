"""The rule `claim-without-source`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("claim-without-source", severity="error", since="0.1", scope="references")
def claim_without_source(workspace: Workspace) -> Iterator[Finding]:
    """Every claim names at least one reference that supports it, or why it needs none.

    ## Why

    A recorded claim without evidence says that someone saw the statement and left it
    unsupported. Evidence with the stance `contradicts` or `background` does not support
    it either.

    A record that `attachbib claims sync` proposed for an uncited sentence, with the key
    `proposed` and without any evidence, is not reported: `uncited-sentence` reports the
    sentence itself.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    ```

    ## Good

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."

    [[claim.evidence]]
    key = "Bowlby1969"
    ```

    ## Fix

    Add `[[claim.evidence]]` with the `key` of a reference, or `exempt = "…"` with the
    reason why the claim needs no source.
    """
    for file in workspace.claims:
        for claim in file.claims:
            if claim.exempt or claim.support or claim.is_open:
                continue
            stances = sorted({one.stance for one in claim.evidence})
            yield finding_at(
                file.source,
                record_header(file, claim),
                "claim-without-source",
                f"claim '{claim.id}' has no source"
                + (
                    f"; its evidence only has the stance {' and '.join(stances)}" if stances else ""
                ),
                help="Add `[[claim.evidence]]` with a `key`, or `exempt` with the reason.",
                claim=claim.id,
            )
