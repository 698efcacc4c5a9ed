"""The rule `malformed-doi`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.doi import bare_doi, flaw, is_doi
from attachbib.rules.entry_fields import own_doi
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("malformed-doi", severity="error", since="0.1")
def malformed_doi(workspace: Workspace) -> Iterator[Finding]:
    """A `doi` field holds one DOI in its bare form: `10.1000/182`.

    ## Why

    Programs put the address of doi.org before the field. When the DOI was cut off, or has
    signs of a sentence or a web page in it, the link is broken.

    ## Bad

    ```bibtex library.bib
    @article{Author1997,
      author = {Author, Ann},
      title = {Notes on Infant Attachment},
      journal = {Notes},
      year = {1997},
      doi = {10.5555/0140-6736(97},
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Author1997,
      author = {Author, Ann},
      title = {Notes on Infant Attachment},
      journal = {Notes},
      year = {1997},
      doi = {10.5555/0140-6736(97)11096-0},
    }
    ```

    ## Fix

    Write the form that the finding suggests, or copy the DOI again from the work.
    """
    for library in workspace.libraries:
        for entry in library.entries:
            text = own_doi(entry)
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
