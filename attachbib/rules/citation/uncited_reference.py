"""The rule `uncited-reference`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_NO_WORKS = frozenset({"set", "xdata"})
"""Entry types that are no works of their own."""


@rule(
    "uncited-reference", severity="warning", since="0.1", needs=("article", "claims"), default=False
)
def uncited_reference(workspace: Workspace) -> Iterator[Finding]:
    """Every entry of a library is cited or listed by an article, or is evidence of a claim.

    ## Why

    An entry that nothing cites is left over, or its citation was forgotten. Not by default,
    for a library may serve more than one project. An article lists a work without citing it
    with `nocite` in its metadata, or with `\\nocite` in LaTeX.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    @book{Bowlby1973,
      author = {Bowlby, John},
      title = {Separation},
      year = {1973},
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Cite the work, list it with `nocite`, or remove its entry.
    """
    named = [
        one.key for file in workspace.claims for claim in file.claims for one in claim.evidence
    ]
    used = {workspace.aliases.get(key, key) for key in (*workspace.cited_keys, *named)}
    for library in workspace.libraries:
        needed = used | {entry.value("crossref") for entry in library.entries}
        for entry in library.entries:
            if not entry.key or entry.type in _NO_WORKS or entry.key in needed:
                continue
            yield finding_at(
                library.source,
                entry.key_span,
                "uncited-reference",
                f"nothing cites '{entry.key}'",
                help="Cite the work, or remove its entry.",
                key=entry.key,
            )
