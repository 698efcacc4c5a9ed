"""The rule `issn-checksum`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.rules.entry_fields import own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_ISSN = re.compile(r"(?<![\w-])(\d{4})[-‐‑–— ]?(\d{3}[\dXx])(?![\w-])")


@rule("issn-checksum", severity="warning", since="0.1", scope="references")
def issn_checksum(workspace: Workspace) -> Iterator[Finding]:
    """An ISSN has eight digits, the last of which follows from the others.

    ## Why

    The last digit is there to show that a number was mistyped (ISO 3297). A wrong ISSN finds
    no journal, or another one.

    ## Bad

    ```bibtex library.bib
    @article{Klaus1972,
      author = {Klaus, Marshall H. and others},
      title = {Maternal Attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/nejm197203022860904},
      issn = {0028-4794},
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
      issn = {0028-4793},
    }
    ```

    ## Fix

    Copy the number again, or look the journal up at https://portal.issn.org.
    """
    for library, entry in works(workspace):
        text = own_text(entry, "issn")
        for issn in _ISSN.finditer(text):
            if not _is_right(issn[1] + issn[2].upper()):
                yield finding_at(
                    library.source,
                    entry.fields["issn"].span,
                    "issn-checksum",
                    f"the ISSN '{issn[0]}' has a check digit that does not follow from the others",
                    help="Copy it again from the journal.",
                    key=entry.key,
                )


def _is_right(digits: str) -> bool:
    values = [10 if char == "X" else int(char) for char in digits]
    return sum((8 - at) * value for at, value in enumerate(values)) % 11 == 0
