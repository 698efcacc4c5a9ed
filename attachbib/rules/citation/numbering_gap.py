"""The rule `numbering-gap`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("numbering-gap", severity="warning", since="0.1", scope="article")
def numbering_gap(workspace: Workspace) -> Iterator[Finding]:
    """Numbered markers come in the order of their numbers, and none is left out.

    ## Why

    A number that comes too early is often mistyped, or the citation before it was removed.
    The first number out of order is reported for each article. Ignore the rule where lists
    are in alphabetical order, so that they are cited in any order.

    ## Bad

    ```toml attachbib.toml
    articles = ["article.html"]
    ```

    ```html article.html
    <p>Infants stay close<sup>1</sup>. They cry<sup>3</sup>.</p>
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Fix

    Number the citations in the order of the text.
    """
    for article in workspace.articles:
        last = 0
        for cite in (one for citation in article.citations for one in citation.cites):
            if not cite.key.isdecimal() or int(cite.key) <= last:
                continue
            if int(cite.key) > last + 1:
                yield finding_at(
                    article.source,
                    cite.span,
                    "numbering-gap",
                    f"the number {cite.key} comes before {last + 1}",
                    help="Number the citations in the order of the text.",
                    key=cite.key,
                )
                break
            last = int(cite.key)
