"""The rule `coverage-below`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.claims import rounded_down
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace


@rule("coverage-below", severity="error", since="0.1", scope="article")
def coverage_below(workspace: Workspace) -> Iterator[Finding]:
    """The coverage of every article is at least what the configuration asks for.

    ## Why

    Sentences whose only source is a citation at the end of their paragraph count as weak:
    each may be meant or not, so none is an error, but an article of such sentences is not
    well supported. Only runs with `coverage.fail_under` in the configuration.

    ## Bad

    ```toml attachbib.toml
    [coverage]
    fail_under = 80
    ```

    ```markdown article.md
    Infants cry. They smile. They stay close to their caregivers [@Bowlby1969].
    ```

    ## Good

    ```toml attachbib.toml
    [coverage]
    fail_under = 80
    ```

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. They cry. They smile.
    ```

    ## Fix

    Cite where the statement begins that the source supports, record claims with their
    evidence, or accept less for now.
    """
    policy = workspace.config.coverage
    least = policy.fail_under if policy else 0.0
    for coverage in workspace.coverage:
        if coverage.percent < least:
            yield finding_at(
                coverage.article.source,
                Span(0, 0),
                "coverage-below",
                f"{rounded_down(coverage.percent)} % of the sentences that need a source have one, "
                f"expected at least {least:g} %",
                help="Cite works, or record claims with their evidence.",
            )
