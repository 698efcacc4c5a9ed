"""The rule `number-without-entry`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles.printed_numbers import printed_numbers
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_ENTRY = re.compile(r"(?m)(?:^|>)[ \t]*\[(\d{1,4})\][ \t:]+\S")
"""An entry of a list that the reader took for text, for it stands under no heading."""


@rule(
    "number-without-entry",
    severity="error",
    since="0.1",
    needs=("library",),
    scope="article",
    hides=("unknown-key",),
)
def number_without_entry(workspace: Workspace) -> Iterator[Finding]:
    """Every numbered marker has an entry in the list of references, or in a library.

    ## Why

    A reader who follows the number finds nothing: an entry was removed, or the number is
    mistyped.

    ## Bad

    ```toml attachbib.toml
    articles = ["article.html"]
    ```

    ```html article.html
    <p>Infants stay close to their caregivers<sup>2</sup>.</p>
    <h2>References</h2>
    <ol><li>Bowlby J. Attachment. 1969.</li></ol>
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Fix

    Correct the number, or add the entry.
    """
    for article in workspace.articles:
        listed = {block.info for block in article.blocks if block.kind == "reference"}
        if article.citations:
            listed.update(_ENTRY.findall(article.source.text))
            listed.update(str(one.number) for one in printed_numbers(article))
        for citation in article.citations:
            for cite in citation.cites:
                if not cite.key.isdigit() or cite.key in listed or workspace.has_key(cite.key):
                    continue
                yield finding_at(
                    article.source,
                    cite.span,
                    "number-without-entry",
                    f"the number {cite.key} is neither in the list of references nor in a library",
                    help="Correct the number, or add the entry.",
                    key=cite.key,
                )
