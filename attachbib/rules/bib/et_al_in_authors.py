"""The rule `et-al-in-authors`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.bibtex.fields import NAMES
from attachbib.edits import Edit
from attachbib.rules.entry_fields import works, written_field
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_ET_AL = re.compile(r"(?:\s*[,;])?(?:\s+and)?\s+\{?et\.?\s+al\b\.?\}?\s*\Z", re.I)
_TAIL = 40
"""Characters at the end of a list of names in which it is looked for."""


@rule("et-al-in-authors", severity="warning", since="0.1", fixable=True, scope="references")
def et_al_in_authors(workspace: Workspace) -> Iterator[Finding]:
    """A list of names that is not complete ends in `and others`.

    ## Why

    BibTeX takes "et al." for a part of the last name, and sorts and shortens it as one.
    `and others` is printed as the style has it.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John et al.},
      title = {Attachment},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John and others},
      title = {Attachment},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    `attachbib check --fix` writes `and others`. Better, name all authors.
    """
    for library, entry in works(workspace):
        for name in NAMES.keys() & entry.values.keys():
            value = entry.values[name]
            match = _ET_AL.search(value[-_TAIL:])
            if not match:
                continue
            edits: tuple[Edit, ...] = ()
            if field := written_field(entry, name):
                end = field.end - 1
                edits = (Edit(end - len(match[0]), end, " and others"),)
            yield finding_at(
                library.source,
                entry.fields[name].span,
                "et-al-in-authors",
                f"`{name}` ends in '{match[0].strip(' ,;')}', expected 'and others'",
                help="Write `and others`, or name them all.",
                key=entry.key,
                edits=edits,
            )
