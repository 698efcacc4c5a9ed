"""The rule `duplicate-cite-in-cluster`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.articles import Article, Cite
from attachbib.edits import Edit
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("duplicate-cite-in-cluster", severity="warning", since="0.1", fixable=True, scope="article")
def duplicate_cite_in_cluster(workspace: Workspace) -> Iterator[Finding]:
    """A citation names a work once, unless for different places in it.

    ## Why

    The second one is printed again, or was meant to be another work.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969; @Bowlby1969].
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969, p. 3; @Bowlby1969, ch. 9].
    ```

    ## Fix

    Remove one of the two, or correct its key.
    """
    for article in workspace.articles:
        for citation in article.citations:
            seen: set[tuple[str, str, str]] = set()
            for cite in citation.cites:
                key = workspace.aliases.get(cite.key, cite.key)
                place = (key, cite.label, cite.locator)
                if place in seen:
                    yield finding_at(
                        article.source,
                        cite.span,
                        "duplicate-cite-in-cluster",
                        f"'{cite.key}' is cited twice in one citation",
                        help="Remove one of the two, or correct its key.",
                        key=cite.key,
                        edits=_removal(article, cite),
                    )
                seen.add(place)


def _removal(article: Article, cite: Cite) -> tuple[Edit, ...]:
    """Return the edit that takes out a bare key and the separator before it, where both stand."""
    text = article.source.text
    start, end = cite.span
    if article.format == "docx" or text[start:end].strip("@{}") != cite.key:
        return ()
    before, after = start - 1, end
    while before >= 0 and text[before].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    if (
        before < 0
        or text[before] not in ";,"
        or text[after : after + 1] not in (";", ",", "]", "}")
    ):
        return ()
    return () if cite.prefix or cite.locator or cite.suffix.strip() else (Edit(before, end, ""),)
