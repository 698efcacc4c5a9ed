"""The rule `duplicate-doi`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.rules.entry_fields import folded_doi
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("duplicate-doi", severity="warning", since="0.1")
def duplicate_doi(workspace: Workspace) -> Iterator[Finding]:
    """A DOI belongs to one entry.

    ## Why

    Two entries with one DOI are one work. Cited under both keys it is listed twice, and
    a claim that rests on both seems to have two sources. Case makes no difference: DOIs
    that differ only in it are the same.

    ## Bad

    ```bibtex library.bib
    @article{Klaus1972,
      author = {Klaus, Marshall H. and others},
      title = {Maternal Attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/nejm197203022860904},
    }
    @article{KlausEtAl,
      author = {Klaus, Marshall H. and others},
      title = {Maternal attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/NEJM197203022860904},
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Klaus1972,
      author = {Klaus, Marshall H. and others},
      title = {Maternal Attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/nejm197203022860904},
    }
    ```

    ## Fix

    Keep one entry and cite its key; `ids = {KlausEtAl}` in it keeps the other key valid.
    If the works do differ, one of the DOIs is wrong.
    """
    first: dict[str, tuple[Library, Entry]] = {}
    for library in workspace.libraries:
        for entry in library.entries:
            doi = folded_doi(entry)
            if not doi:
                continue
            other, its_entry = first.setdefault(doi, (library, entry))
            # Two entries with one key are the rule duplicate-key's.
            if its_entry is entry or its_entry.key == entry.key:
                continue
            line = other.source.position(its_entry.span.start)[0]
            where = f"line {line}"
            if other is not library:
                where = f"{workspace.name_of(other.source.path)}, {where}"
            yield finding_at(
                library.source,
                entry.fields["doi"].span,
                "duplicate-doi",
                f"'{entry.key}' has the DOI of '{its_entry.key}' ({where})",
                help="Keep one entry, with the other key in its `ids`, or correct the DOI.",
                key=entry.key,
            )
