"""The rule `not-checked`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "not-checked"


@rule(NAME, severity="info", since="0.1", needs=("lock",), scope="references")
def not_checked(workspace: Workspace) -> Iterator[Finding]:
    """Nothing passes for checked of which the registry says no more than that it exists.

    ## Why

    Some agencies register DOIs and give no metadata that can be read: whether such a DOI leads
    to the work of the entry, and whether that was retracted, is not known. A DOI of which the
    lock has no answer at all is found by `lock-stale`. What only Retraction Watch knows of was
    not compared with a record either.

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
          "agency": "mEDRA"
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

    Open the DOI and compare the work yourself. Then say so in a comment before the entry:
    `% attachbib: ignore[not-checked]: compared by hand`.
    """
    for one, record in located_records(workspace):
        if record.outcome == "found" and record.reference is None:
            if record.agency:
                message = f"{record.agency} gives no metadata of {one.name}, so it was not checked"
            else:
                message = f"no registry was asked about the DOI of {one.name}"
            yield finding_at(
                one.library.source,
                one.place,
                NAME,
                message,
                help=f"Compare the work at https://doi.org/{one.doi} with the entry.",
                key=one.entry.key,
            )
