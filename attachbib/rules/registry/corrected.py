"""The rule `corrected`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records, notices, told
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "corrected"


@rule(NAME, severity="info", since="0.1", needs=("lock",), scope="references")
def corrected(workspace: Workspace) -> Iterator[Finding]:
    """Corrections of a cited work are known to its readers.

    ## Why

    A correction may change the number or the sentence that an article cites.

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
              "kind": "correction",
              "label": "correction",
              "date": "2004-03-06",
              "notice": "10.1016/s0140-6736(04)15715-2",
              "source": "retraction-watch"
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

    Read the correction. When the article agrees with it, say so in a comment before the entry:
    `% attachbib: ignore[corrected]: read, our numbers are not concerned`.
    """
    for one, record in located_records(workspace):
        if found := notices(record, "correction"):
            yield finding_at(
                one.library.source,
                one.place,
                NAME,
                f"the work of {one.name} was corrected: {'; '.join(map(told, found))}",
                help="Read the correction, and see whether it concerns what is cited.",
                key=one.entry.key,
            )
