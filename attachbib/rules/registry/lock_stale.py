"""The rule `lock-stale`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import locate_dois
from attachbib.rules.options import options_of, today, whole_number
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "lock-stale"


class _Options(NamedTuple):
    days: Annotated[int | None, whole_number] = None
    """How old an answer may be."""


@rule(NAME, severity="warning", since="0.1", needs=("lock",), scope="references", options=_Options)
def lock_stale(workspace: Workspace) -> Iterator[Finding]:
    """The lock has an answer for every DOI, and none that is too old.

    ## Why

    A DOI that was added after the last `attachbib lock` was never looked up. An answer that
    is years old does not know of a retraction since. How old is too old is a decision of the
    project: `[rules.lock-stale]` with `days = 180` in the configuration. Without it no answer
    gets too old, and a check gives the same result every day.

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

    ```json attachbib.lock
    {
      "version": 1,
      "records": {}
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

    Run `attachbib lock`; `attachbib lock --max-age DAYS` asks again for old answers.
    """
    days = options_of(workspace, NAME, _Options).days
    now = today()
    for one in locate_dois(workspace):
        if one.lock is None:
            continue
        if one.record is None:
            message = f"the lock has no answer for the DOI of {one.name}"
        elif days is not None and (age := (now - date.fromisoformat(one.record.asked)).days) > days:
            message = f"the answer for the DOI of {one.name} is {age} days old, at most {days} are"
            message += " allowed"
        else:
            continue
        yield finding_at(
            one.library.source,
            one.place,
            NAME,
            message,
            help="Run `attachbib lock`."
            if one.record is None
            else f"Run `attachbib lock --max-age {days}`.",
            key=one.entry.key,
        )
