"""The rule `duplicate-field`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, from_problem
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("duplicate-field", severity="warning", since="0.1")
def duplicate_field(workspace: Workspace) -> Iterator[Finding]:
    """A field stands once in an entry.

    ## Why

    Of two fields with one name only the first is used. The other is lost without a word,
    and programs differ in which one they take.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      note = {First of three volumes},
      note = {Second edition},
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      note = {First of three volumes. Second edition},
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Join both values in one field, or remove the one that is wrong.
    """
    for problem in workspace.problems:
        if problem.rule == "duplicate-field":
            yield from_problem(problem)
