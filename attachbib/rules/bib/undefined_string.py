"""The rule `undefined-string`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, from_problem
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("undefined-string", severity="warning", since="0.1")
def undefined_string(workspace: Workspace) -> Iterator[Finding]:
    """What stands in a field without braces or quotes is a number, a month or an `@string`.

    ## Why

    BibTeX prints nothing for the name of an `@string` that no line above defines, and other
    programs print the name itself. Mostly the braces are missing, or the name is misspelt.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      publisher = hogarth,
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @string{hogarth = {Hogarth Press}}
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      publisher = hogarth,
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Put the text in braces, or define the name with `@string` above the entry and in the
    same file.
    """
    for problem in workspace.problems:
        if problem.rule == "undefined-string":
            yield from_problem(problem)
