"""The rule `reference-changed`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_PARTS = {"evidence": "the evidence", "reference": "a work named by the evidence"}


@rule("reference-changed", severity="warning", since="0.1", needs=("library",), scope="references")
def reference_changed(workspace: Workspace) -> Iterator[Finding]:
    """The evidence of a reviewed claim and the works it names are as they were when reviewed.

    ## Why

    A review holds for the work and the quotes that were looked at. When an entry or the
    evidence was changed, it may be another work, or say something else. A review without
    hashes is left to `review-missing`.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Separation},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

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

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

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

    Look at the claim, its evidence and the entry again, then
    `attachbib claims review ID --by NAME`.
    """
    for file in workspace.claims:
        for claim in file.claims:
            if claim.review is None or not claim.review.reference_sha256:
                continue
            changed = workspace.standings[claim].changed
            parts = [words for part, words in _PARTS.items() if part in changed]
            if parts:
                yield finding_at(
                    file.source,
                    record_header(file, claim),
                    "reference-changed",
                    f"{' and '.join(parts)} of claim '{claim.id}' changed since its review",
                    help="Look at it again, then run `attachbib claims review`.",
                    claim=claim.id,
                )
