"""The rule `locator-malformed`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles import Cite
from attachbib.articles.locators import TERMS
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_RANGE = re.compile(r"(?<![\w.:-])(\d{1,9})\s?[-–]{1,2}\s?(\d{1,9})(?![\w.:-])")


def _flaw(cite: Cite) -> str:
    """Return what is wrong with the locator of a cite, or ""."""
    for match in _RANGE.finditer(cite.locator):
        # A shorter second number is an abbreviation: `123-5`.
        if len(match[2]) >= len(match[1]) and int(match[2]) < int(match[1]):
            return f"the range '{match[0]}' goes down"
    words = cite.suffix.strip(" ,").split(maxsplit=2)
    if cite.locator or not words or not _is_abbreviation(words[0]):
        return ""
    if len(words) == 1:
        return f"'{words[0]}' has no number after it"
    if words[1].lower() in TERMS:
        return f"'{words[0]} {words[1]}' is two labels, expected one and a number"
    return ""


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".") and word.lower() in TERMS


@rule("locator-malformed", severity="warning", since="0.1", scope="article")
def locator_malformed(workspace: Workspace) -> Iterator[Finding]:
    """A locator is a label and its numbers, and its ranges go upwards.

    ## Why

    What is not understood as a locator is printed as it stands, `p. p. 3`, and a range that
    goes down has a mistyped number.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969, p. p. 3].
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969, pp. 33-35].
    ```

    ## Fix

    Write the label once, its numbers after it, the smaller number first.
    """
    for article in workspace.articles:
        for citation in article.citations:
            for cite in citation.cites:
                if flaw := _flaw(cite):
                    yield finding_at(
                        article.source,
                        cite.span,
                        "locator-malformed",
                        f"{flaw}, in the citation of '{cite.key}'",
                        help="Write a label and its numbers, the smaller number first.",
                        key=cite.key,
                    )
