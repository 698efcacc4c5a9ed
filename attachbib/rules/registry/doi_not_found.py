"""The rule `doi-not-found`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "doi-not-found"


@rule(NAME, severity="error", since="0.1", needs=("lock",), scope="references")
def doi_not_found(workspace: Workspace) -> Iterator[Finding]:
    """Every DOI is registered.

    ## Why

    A DOI that no registry knows leads nowhere: it was mistyped, cut off, or made up.

    ## Bad

    ```bibtex library.bib
    @article{Shannon1948,
      title = {A Mathematical Theory of Communication},
      author = {Shannon, C. E.},
      journal = {Bell System Technical Journal},
      year = {1948},
      doi = {10.1002/j.1538-7305.1948.tb},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1002/j.1538-7305.1948.tb": {
          "outcome": "not-found",
          "asked": "2026-01-31"
        }
      }
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Shannon1948,
      title = {A Mathematical Theory of Communication},
      author = {Shannon, C. E.},
      journal = {Bell System Technical Journal},
      year = {1948},
      doi = {10.1002/j.1538-7305.1948.tb01338.x},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1002/j.1538-7305.1948.tb01338.x": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal",
            "title": "A Mathematical Theory of Communication"
          },
          "years": [1948]
        }
      }
    }
    ```

    ## Fix

    Copy the DOI from the work's page, or search for its title at
    https://search.crossref.org; then run `attachbib lock`.
    """
    for one, record in located_records(workspace):
        if record.outcome == "not-found":
            yield finding_at(
                one.library.source,
                one.place,
                NAME,
                f"no registry knows the DOI of {one.name}, {one.doi} (asked {record.asked})",
                help="Look the work up by its title, correct the DOI and run `attachbib lock`.",
                key=one.entry.key,
            )
