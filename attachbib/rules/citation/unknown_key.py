"""The rule `unknown-key`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.articles import EVERY_KEY
from attachbib.rules.closest import KeyIndex
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Source, Span
from attachbib.workspace import Workspace


@rule("unknown-key", severity="error", since="0.1", needs=("library",), scope="article")
def unknown_key(workspace: Workspace) -> Iterator[Finding]:
    """Every key that an article cites or lists, or a claim names, is in a library.

    ## Why

    A citation without its entry is printed as a question mark, and the statement has no
    source that a reader could look up.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1996].
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

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Fix

    Correct the key, or add the entry to a library. A word such as `@handle` that is no
    citation is written `\\@handle`.
    """
    index = KeyIndex([*workspace.references, *workspace.aliases])
    for source, span, key, claim in _uses(workspace):
        if not workspace.has_key(key):
            yield finding_at(
                source,
                span,
                "unknown-key",
                f"no library has the key '{key}'",
                help=index.advice(key),
                key=key,
                claim=claim,
            )


def _uses(workspace: Workspace) -> Iterator[tuple[Source, Span, str, str]]:
    """Yield each use of a key: source, place, key, and the claim it belongs to or ""."""
    for article in workspace.articles:
        # The number of an entry that the article prints itself is no key.
        printed = {block.info for block in article.blocks if block.kind == "reference"}
        for citation in article.citations:
            for cite in citation.cites:
                if cite.key not in printed:
                    yield article.source, cite.span, cite.key, ""
        for cite in article.listed:
            if cite.key != EVERY_KEY:
                yield article.source, cite.span, cite.key, ""
    for file in workspace.claims:
        for claim in file.claims:
            for evidence in claim.evidence:
                yield file.source, evidence.span, evidence.key, claim.id
