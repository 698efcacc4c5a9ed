"""The rule `single-source`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("single-source", severity="info", since="0.1", default=False, scope="references")
def single_source(workspace: Workspace) -> Iterator[Finding]:
    """Every claim rests on two works or more.

    ## Why

    One study may be wrong or may not be repeated. Not by default, for one good source is
    enough for most statements.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969", locator = "3" }, { key = "Bowlby1969", locator = "194" }]
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    @book{Bowlby1973,
      author = {Bowlby, John},
      title = {Separation},
      year = {1973},
      nodoi = {A book without one.},
    }
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }, { key = "Bowlby1973" }]
    ```

    ## Fix

    Add evidence from another work.
    """
    for file in workspace.claims:
        for claim in file.claims:
            keys = {workspace.aliases.get(one.key, one.key) for one in claim.support}
            if len(keys) == 1:
                (key,) = keys
                yield finding_at(
                    file.source,
                    record_header(file, claim),
                    "single-source",
                    f"claim '{claim.id}' rests on '{key}' alone, expected two works or more",
                    help="Add evidence from another work.",
                    key=key,
                    claim=claim.id,
                )
