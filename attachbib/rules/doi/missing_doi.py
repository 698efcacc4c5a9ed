"""The rule `missing-doi`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry
from attachbib.doi import bare_doi
from attachbib.rules.entry_fields import field_text
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_WITHOUT_DOI = frozenset(
    {"electronic", "online", "patent", "periodical", "set", "unpublished", "www", "xdata"}
)
"""Entry types that get no DOI: web pages, patents, issues of a journal, what nobody published,
records that are no works."""


@rule("missing-doi", severity="warning", since="0.1")
def missing_doi(workspace: Workspace) -> Iterator[Finding]:
    """Every work has a DOI, or the entry says why it has none.

    ## Why

    A DOI leads to the work for good and lets its data be checked. Many works have none;
    saying so keeps a forgotten one apart from one that does not exist. Web pages
    (`@online`, or `@misc` with an address and no publisher), patents and
    what is not published are not asked for one.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {No DOI is known for this edition.},
    }
    ```

    ## Fix

    Look the work up at https://search.crossref.org and add `doi = {…}`. If it has none,
    add `nodoi = {…}` with the reason; styles do not print that field.
    """
    for library in workspace.libraries:
        for entry in library.entries:
            if entry.type in _WITHOUT_DOI or field_text(entry, "doi") or field_text(entry, "nodoi"):
                continue
            if _is_web_page(entry):
                continue
            name = f"'{entry.key}'" if entry.key else "the entry"
            empty = entry.value("nodoi") is not None
            yield finding_at(
                library.source,
                entry.key_span if entry.key else entry.span,
                "missing-doi",
                f"{name} has no `doi`" + (" and its `nodoi` gives no reason" if empty else ""),
                help=_advice(entry),
                key=entry.key,
            )


def _is_web_page(entry: Entry) -> bool:
    """Whether an entry is what BibTeX, which has no `@online`, can only call `@misc`."""
    if entry.type != "misc" or any(field_text(entry, name) for name in ("eprint", "publisher")):
        return False
    address = field_text(entry, "url") or field_text(entry, "howpublished")
    return "://" in address and not bare_doi(address)


def _advice(entry: Entry) -> str:
    found = bare_doi(field_text(entry, "url")) if "10." in field_text(entry, "url") else ""
    if found:
        return f"Its `url` has one: add `doi = {{{found}}}`."
    return "Add it, or say why there is none: `nodoi = {…}`."
