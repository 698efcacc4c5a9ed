"""The rule `pmid-malformed`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.rules.entry_fields import own_text, value_edits, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_PMID = re.compile(r"[1-9]\d{0,7}")
_NOTATION = re.compile(
    r"(?:pmid\s*:?|https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)"
    r"\s*([1-9]\d{0,7})[./]?",
    re.I,
)


@rule("pmid-malformed", severity="warning", since="0.1", fixable=True, scope="references")
def pmid_malformed(workspace: Workspace) -> Iterator[Finding]:
    """A PMID is a number of at most eight digits.

    ## Why

    Programs put the address of PubMed before the field. A label or an address in it breaks
    the link, and a PMCID there leads to another article.

    ## Bad

    ```bibtex library.bib
    @article{Klaus1972,
      author = {Klaus, Marshall H. and others},
      title = {Maternal Attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/nejm197203022860904},
      pmid = {PMID: 5009402},
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
      pmid = {5009402},
    }
    ```

    ## Fix

    `attachbib check --fix` takes a label or an address off. A number that begins with `PMC`
    belongs in `pmcid`.
    """
    for library, entry in works(workspace):
        text = own_text(entry, "pmid")
        if not text or _PMID.fullmatch(text):
            continue
        meant = match[1] if (match := _NOTATION.fullmatch(text)) else ""
        yield finding_at(
            library.source,
            entry.fields["pmid"].span,
            "pmid-malformed",
            f"'{text}' is not a PMID, which is a number of at most eight digits",
            help=f"Write {meant}." if meant else "Copy it again from PubMed.",
            key=entry.key,
            edits=value_edits(entry, "pmid", meant) if meant else (),
        )
