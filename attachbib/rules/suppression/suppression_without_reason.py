"""The rule `suppression-without-reason`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.rules.suppressing import find_suppressions
from attachbib.workspace import Workspace


@rule("suppression-without-reason", severity="error", since="0.1")
def suppression_without_reason(workspace: Workspace) -> Iterator[Finding]:
    """A comment that accepts a finding names the rule, and says why.

    ## Why

    Without its reason nobody can tell later whether a finding was looked at or only made
    silent, and without its rule the comment would hide what nobody has seen yet. Such a
    comment accepts nothing.

    ## Bad

    ```markdown article.md
    <!-- attachbib: ignore[uncited-sentence] -->
    Children grow.
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].

    <!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->
    Children grow.
    ```

    ## Fix

    Write the reason behind the rule: `ignore[rule]: the reason`.
    """
    for one in find_suppressions(workspace):
        if one.is_valid:
            continue
        what = "gives no reason" if one.rules else "names no rule"
        yield finding_at(
            one.source,
            one.span,
            "suppression-without-reason",
            f"the comment {what}, so it accepts nothing",
            help="Write `attachbib: ignore[rule]: the reason`.",
        )
