"""The rule `doi-with-url-prefix`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.doi import bare_doi, has_prefix
from attachbib.rules.entry_fields import own_doi, value_edits, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule(
    "doi-with-url-prefix",
    severity="warning",
    since="0.1",
    fixable=True,
    scope="references",
    hides=("malformed-doi",),
)
def doi_with_url_prefix(workspace: Workspace) -> Iterator[Finding]:
    """A `doi` field holds the bare DOI, without the address of doi.org or a label.

    ## Why

    Programs put `https://doi.org/` before the field. If the address is in it already, many
    of them print a link that leads nowhere.

    ## Bad

    ```bibtex library.bib
    @article{Bowlby1982,
      author = {Bowlby, John},
      title = {Attachment and Loss: Retrospect and Prospect},
      journal = {American Journal of Orthopsychiatry},
      year = {1982},
      doi = {https://doi.org/10.1111/j.1939-0025.1982.tb01456.x},
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Bowlby1982,
      author = {Bowlby, John},
      title = {Attachment and Loss: Retrospect and Prospect},
      journal = {American Journal of Orthopsychiatry},
      year = {1982},
      doi = {10.1111/j.1939-0025.1982.tb01456.x},
    }
    ```

    ## Fix

    `attachbib check --fix` leaves the bare DOI in the field.
    """
    for library, entry in works(workspace):
        text = own_doi(entry)
        if not has_prefix(text) or not (meant := bare_doi(text)):
            continue
        yield finding_at(
            library.source,
            entry.fields["doi"].span,
            "doi-with-url-prefix",
            f"'{text}' has more than the bare DOI, which begins with '10.'",
            help=f"Write {meant}.",
            key=entry.key,
            edits=value_edits(entry, "doi", meant),
        )
