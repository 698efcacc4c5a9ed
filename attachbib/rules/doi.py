"""Rules about the DOIs of entries."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.addresses import verbatim
from attachbib.rules.doi_syntax import bare_doi, flaw, fold_doi, is_doi
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.registry import rule
from attachbib.workspace import Workspace

_WITHOUT_DOI = frozenset({"electronic", "online", "set", "www", "xdata"})
"""Entry types that get no DOI: web pages, and records that are no works."""


@rule("missing-doi", severity="warning", since="0.1")
def missing_doi(workspace: Workspace) -> Iterator[Finding]:
    """Every work has a DOI, or the entry says why it has none.

    ## Why

    A DOI leads to the work for good and lets its data be checked. Many works have none;
    saying so keeps a forgotten one apart from one that does not exist. Web pages
    (`@online`) are not asked for one.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, year = {1969}}
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, nodoi = {No DOI is known for this edition.}}
    ```

    ## Fix

    Look the work up at https://search.crossref.org and add `doi = {…}`. If it has none,
    add `nodoi = {…}` with the reason; styles do not print that field.
    """
    for library in workspace.libraries:
        for entry in library.entries:
            if entry.type in _WITHOUT_DOI or _value(entry, "doi") or _value(entry, "nodoi"):
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


def _advice(entry: Entry) -> str:
    found = bare_doi(_value(entry, "url")) if "10." in _value(entry, "url") else ""
    if found:
        return f"Its `url` has one: add `doi = {{{found}}}`."
    return "Add it, or say why there is none: `nodoi = {…}`."


@rule("malformed-doi", severity="error", since="0.1")
def malformed_doi(workspace: Workspace) -> Iterator[Finding]:
    """A `doi` field holds one DOI in its bare form: `10.1000/182`.

    ## Why

    Programs put the address of doi.org before the field. With an address or a label in it
    many of them print a broken link, and all do when the DOI was cut off.

    ## Bad

    ```bibtex library.bib
    @article{Lancet1997, title = {…}, doi = {https://doi.org/10.1016/S0140-6736(97)11096-0}}
    ```

    ## Good

    ```bibtex library.bib
    @article{Lancet1997, title = {…}, doi = {10.1016/S0140-6736(97)11096-0}}
    ```

    ## Fix

    Write the form that the finding suggests, or copy the DOI again from the work.
    """
    for library in workspace.libraries:
        for entry in library.entries:
            text = _own_doi(entry)
            if not text or is_doi(text):
                continue
            meant = bare_doi(text)
            yield finding_at(
                library.source,
                entry.fields["doi"].span,
                "malformed-doi",
                f"'{text}' {_fault(text, meant)}",
                help=f"Write {meant}." if meant else "Copy the DOI again from the work.",
                key=entry.key,
            )


def _fault(text: str, meant: str) -> str:
    if meant and meant in text and not text.startswith("10."):
        return "has more than the bare DOI, which begins with '10.'"
    if any(char.isspace() for char in text):
        return "has a space in it; a field holds one DOI, and DOIs have no spaces"
    if text.startswith("10.") and "/" in text and (reason := flaw(text)):
        return reason
    return "is not a DOI, which has the form 10.NNNN/suffix"


@rule("duplicate-doi", severity="warning", since="0.1")
def duplicate_doi(workspace: Workspace) -> Iterator[Finding]:
    """A DOI belongs to one entry.

    ## Why

    Two entries with one DOI are one work. Cited under both keys it is listed twice, and
    a claim that rests on both seems to have two sources. Case makes no difference: DOIs
    that differ only in it are the same.

    ## Bad

    ```bibtex library.bib
    @article{Klaus1972, title = {Maternal Attachment}, doi = {10.1056/nejm197203022860904}}
    @article{KlausEtAl, title = {Maternal attachment}, doi = {10.1056/NEJM197203022860904}}
    ```

    ## Good

    ```bibtex library.bib
    @article{Klaus1972, title = {Maternal Attachment}, doi = {10.1056/nejm197203022860904}}
    ```

    ## Fix

    Keep one entry and cite its key; `ids = {KlausEtAl}` in it keeps the other key valid.
    If the works do differ, one of the DOIs is wrong.
    """
    first: dict[str, tuple[Library, Entry]] = {}
    for library in workspace.libraries:
        for entry in library.entries:
            doi = fold_doi(bare_doi(_own_doi(entry)))
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


def _own_doi(entry: Entry) -> str:
    """Return what the entry's own `doi` field holds; "" if it has none or inherits it."""
    return _value(entry, "doi") if "doi" in entry.values else ""


def _value(entry: Entry, name: str) -> str:
    """Return a field as it is meant, on one line; "" if it is missing or empty."""
    return " ".join(verbatim(entry.value(name) or "").split())
