"""The rule `expression-of-concern`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records, notices, told
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "expression-of-concern"


@rule(
    NAME, severity="warning", since="0.1", needs=("lock",), scope="references", hides=("corrected",)
)
def expression_of_concern(workspace: Workspace) -> Iterator[Finding]:
    """No entry is of a work about which the publisher has expressed concern.

    ## Why

    An expression of concern warns that the results may not hold while they are examined. Often
    a retraction follows.

    ## Bad

    ```bibtex library.bib
    @article{Wakefield1998,
      title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
          developmental disorder in children},
      author = {Wakefield, A. J.},
      journal = {The Lancet},
      year = {1998},
      doi = {10.1016/S0140-6736(97)11096-0},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1016/s0140-6736(97)11096-0": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal"
          },
          "years": [1998],
          "updates": [
            {
              "kind": "expression-of-concern",
              "label": "expression of concern",
              "date": "2004-03-06",
              "source": "publisher"
            }
          ]
        }
      }
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Wakefield1998,
      title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
          developmental disorder in children},
      author = {Wakefield, A. J.},
      journal = {The Lancet},
      year = {1998},
      doi = {10.1016/S0140-6736(97)11096-0},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1016/s0140-6736(97)11096-0": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal"
          },
          "years": [1998]
        }
      }
    }
    ```

    ## Fix

    Read the notice. If what is cited from the work is not concerned, say so in a comment before
    the entry: `% attachbib: ignore[expression-of-concern]: the reason`.
    """
    for one, record in located_records(workspace):
        if found := notices(record, "expression-of-concern"):
            yield finding_at(
                one.library.source,
                one.place,
                NAME,
                f"concern about the work of {one.name}: {'; '.join(map(told, found))}",
                help="Read the notice, and see whether it concerns what is cited.",
                key=one.entry.key,
            )
