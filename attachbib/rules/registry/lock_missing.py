"""The rule `lock-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.registries.lock import NAME as LOCK
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import locate_dois
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "lock-missing"


@rule(NAME, severity="info", since="0.1", needs=("lock",), scope="references")
def lock_missing(workspace: Workspace) -> Iterator[Finding]:
    """A library with DOIs has a lock beside it.

    ## Why

    Without the answers of the registries nothing tells whether a DOI exists, leads to the
    work that the entry describes, and is of a work that was not retracted.

    ## Bad

    ```bibtex library.bib
    @article{Shannon1948,
      title = {A Mathematical Theory of Communication},
      author = {Shannon, C. E.},
      journal = {Bell System Technical Journal},
      year = {1948},
      doi = {10.1002/j.1538-7305.1948.tb01338.x},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      publisher = {Basic Books},
      year = {1969},
      nodoi = {No DOI is known for this edition.},
    }
    ```

    ## Fix

    Run `attachbib lock` and commit the file that it writes.
    """
    seen = set()
    for one in locate_dois(workspace):
        path = one.library.source.path
        if one.lock is None and path not in seen:
            seen.add(path)
            yield finding_at(
                one.library.source,
                one.place,
                NAME,
                f"the library has DOIs, but there is no {LOCK} beside it",
                help="Run `attachbib lock`, which asks the registries about each DOI.",
            )
