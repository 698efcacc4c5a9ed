"""The rule `crossref-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex.fields import key_list
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_POINTERS = ("crossref", "xdata", "related", "entryset")


@rule("crossref-missing", severity="error", since="0.1", needs=("library",), scope="references")
def crossref_missing(workspace: Workspace) -> Iterator[Finding]:
    """The entries that an entry takes its data from exist.

    ## Why

    A chapter whose `crossref` names no entry has no book: its title, year and publisher
    are missing where it is printed.

    ## Bad

    ```bibtex library.bib
    @incollection{chapter,
      author = {Author, Ann},
      title = {Crying},
      crossref = {book},
      nodoi = {A chapter.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @incollection{chapter,
      author = {Author, Ann},
      title = {Crying},
      crossref = {book},
      nodoi = {A chapter.},
    }
    @collection{book,
      editor = {Editor, Eve},
      title = {Infants},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    Correct the key, or add the entry. Keys are looked for in all libraries of the project.
    """
    known = _known_keys(workspace)
    for library in workspace.libraries:
        for entry in library.entries:
            for name in _POINTERS:
                for key in key_list(entry.values.get(name, "")):
                    if key.lower() not in known:
                        yield finding_at(
                            library.source,
                            entry.fields[name].span,
                            "crossref-missing",
                            f"`{name}` names '{key}', and no entry has that key",
                            help="Correct the key, or add the entry.",
                            key=entry.key,
                        )


def _known_keys(workspace: Workspace) -> set[str]:
    known: set[str] = set()
    for library in workspace.libraries:
        known.update(alias.lower() for alias in library.aliases)
        known.update(entry.key.lower() for entry in library.entries)
    return known
