"""The rule `duplicate-key`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.rules.finding import Finding, finding_at, from_problem
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("duplicate-key", severity="error", since="0.1")
def duplicate_key(workspace: Workspace) -> Iterator[Finding]:
    """A citation key belongs to one entry.

    ## Why

    Of two entries with one key only the first is cited. The other is lost without a
    word, and programs differ in which one they take.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment and Loss},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969a,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    @book{Bowlby1969b,
      author = {Bowlby, John},
      title = {Attachment and Loss},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Rename one key, here and where it is cited; if both entries are the same work,
    remove one.
    """
    for problem in workspace.problems:
        if problem.rule == "duplicate-key":
            yield from_problem(problem)
    first: dict[str, tuple[Library, Entry]] = {}
    for library in workspace.libraries:
        for key, entry in _first_of_each_key(library):
            if key not in first:
                first[key] = (library, entry)
                continue
            other, its_entry = first[key]
            line = other.source.position(its_entry.span.start)[0]
            yield finding_at(
                library.source,
                entry.key_span,
                "duplicate-key",
                f"the key '{key}' is also in {workspace.name_of(other.source.path)}, line {line}; "
                "that one is used",
                help="Rename one of them, or remove it if both are the same work.",
                key=key,
            )


def _first_of_each_key(library: Library) -> Iterator[tuple[str, Entry]]:
    """Yield the entries by key; repeats within a file are the reader's to report."""
    seen: set[str] = set()
    for entry in library.entries:
        if entry.key and entry.key not in seen:
            seen.add(entry.key)
            yield entry.key, entry
