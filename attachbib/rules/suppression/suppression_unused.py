"""The rule `suppression-unused`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attachbib.rules.families import RULE_NAMES
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.rules.suppressing import Suppression, find_suppressions
from attachbib.spelling import closest
from attachbib.workspace import Workspace

NAME = "suppression-unused"


@rule(NAME, severity="warning", since="0.1")
def suppression_unused(workspace: Workspace) -> Iterator[Finding]:
    """A comment that accepts a finding still has one to accept.

    ## Why

    When the cause is repaired and the comment stays, it hides the next finding of that rule
    at this place. The same holds for a rule that does not exist.

    ## Bad

    ```markdown article.md
    <!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].

    <!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->
    Children grow.
    ```

    ## Fix

    Remove the comment, or the name of the rule that finds nothing.
    """
    for one in find_suppressions(workspace):
        for name in one.rules:
            if name not in RULE_NAMES:
                close = closest(name, RULE_NAMES)
                yield finding_at(
                    one.source,
                    one.span,
                    NAME,
                    f"no rule is named '{name}'",
                    help=f"Did you mean '{close}'?" if close else "`attachbib rules` lists them.",
                )


def unused(
    suppressions: Collection[Suppression],
    used: Collection[tuple[Suppression, str]],
    ran: Collection[str],
) -> Iterator[Finding]:
    """Yield a finding for each rule that a comment names, that ran, and that found nothing there.

    Args:
        used: comments with the rule of which each accepted a finding.
        ran: names of the rules that ran.
    """
    for one in suppressions:
        if not one.is_valid:
            continue
        for name in one.rules:
            if name in ran and (one, name) not in used:
                yield finding_at(
                    one.source,
                    one.span,
                    NAME,
                    f"{name} finds nothing here that the comment could accept",
                    help="Remove the comment, or this rule from it.",
                )
