"""The rule `review-expired`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.options import day, options_of, today, whole_number
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


class _Options(NamedTuple):
    days: Annotated[int | None, whole_number] = None
    """How long a review holds; None for ever."""
    today: Annotated[date | None, day] = None
    """The day of the check; None for the current one, in UTC."""


@rule("review-expired", severity="warning", since="0.1", scope="references", options=_Options)
def review_expired(workspace: Workspace) -> Iterator[Finding]:
    """The review of a claim is not too long ago.

    ## Why

    What a field knows changes, and a work may have been corrected since somebody compared it
    with the claim. How long a review holds is a decision of the project: `days` in the table
    `[rules.review-expired]` of the configuration. Without it no review expires, and a check
    gives the same result every day; so it does with `today`, a date to count to.

    ## Bad

    ```toml attachbib.toml
    [rules.review-expired]
    days = 365
    today = 2026-11-24
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]

    [claim.review]
    by = "An editor"
    on = "2024-11-20"
    text_sha256 = "d7dbef00063ed6608edfd081179e8d926f7cbfd0b793ff086047b0d0e48ea538"
    evidence_sha256 = "212494d3b5be743970798b269cbfe3255c3d0f1f6f73026f6e24f391aaf28f21"
    reference_sha256 = "8ac6894c69f1500ad2cb71d4a7c64928e67e2d38adcf10edacf36b44ff69feb5"
    ```

    ## Good

    ```toml attachbib.toml
    [rules.review-expired]
    days = 365
    today = 2026-11-24
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

    Compare the claim with the work again, then `attachbib claims review ID --by NAME`.
    """
    options = options_of(workspace, "review-expired", _Options)
    if options.days is None:
        return
    now = options.today or today()
    for file in workspace.claims:
        for claim in file.claims:
            fault = _fault(claim.review.on, now, options.days) if claim.review else ""
            if fault:
                yield finding_at(
                    file.source,
                    record_header(file, claim),
                    "review-expired",
                    f"the review of claim '{claim.id}' {fault}",
                    help="Look at it again, then run `attachbib claims review`.",
                    claim=claim.id,
                )


def _fault(on: str, now: date, days: int) -> str:
    try:
        age = (now - date.fromisoformat(on)).days
    except ValueError:
        return f"has the day '{on}', expected one such as 2026-01-31"
    return f"is {age} days old, expected at most {days}" if age > days else ""
