"""The rule `doi-in-url-field`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.doi import bare_doi, has_prefix
from attachbib.rules.entry_fields import added_field, field_text, name_of, own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule(
    "doi-in-url-field",
    severity="warning",
    since="0.1",
    fixable=True,
    scope="references",
    hides=("missing-doi",),
)
def doi_in_url_field(workspace: Workspace) -> Iterator[Finding]:
    """A DOI stands in the field `doi`, not only in the address of the work.

    ## Why

    Styles print DOIs and addresses differently, and a DOI that is not in its field is
    neither compared with other entries nor looked up.

    ## Bad

    ```bibtex library.bib
    @article{Bowlby1982,
      author = {Bowlby, John},
      title = {Attachment and Loss: Retrospect and Prospect},
      journal = {American Journal of Orthopsychiatry},
      year = {1982},
      url = {https://doi.org/10.1111/j.1939-0025.1982.tb01456.x},
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

    `attachbib check --fix` adds the field and keeps `url`, which can then be removed.
    """
    for library, entry in works(workspace):
        url = own_text(entry, "url")
        if not has_prefix(url) or field_text(entry, "doi") or not (doi := bare_doi(url)):
            continue
        yield finding_at(
            library.source,
            entry.fields["url"].span,
            "doi-in-url-field",
            f"{name_of(entry)} has its DOI in `url` and no `doi`",
            help=f"Its `url` has one: add `doi = {{{doi}}}`.",
            key=entry.key,
            edits=() if "doi" in entry.values else added_field(library, entry, "doi", doi),
        )
