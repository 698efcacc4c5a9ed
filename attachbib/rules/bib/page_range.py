"""The rule `page-range`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.rules.entry_fields import own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_RANGE = re.compile(r"(\d{1,9})\s*(?:-{1,3}|[‐‑–—])\s*(\d{1,9})")


@rule("page-range", severity="warning", since="0.1", scope="references")
def page_range(workspace: Workspace) -> Iterator[Finding]:
    """The last page of a range comes behind the first.

    ## Why

    A range that runs backwards has a digit wrong. The short form of a range is right:
    `123--7` means the pages 123 to 127.

    ## Bad

    ```bibtex library.bib
    @article{Klaus1972,
      author = {Klaus, Marshall H. and others},
      title = {Maternal Attachment},
      journal = {New England Journal of Medicine},
      year = {1972},
      doi = {10.1056/nejm197203022860904},
      pages = {463--460},
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
      pages = {460--463},
    }
    ```

    ## Fix

    Look the pages up: which of the two is wrong cannot be known from the entry.
    """
    for library, entry in works(workspace):
        for part in own_text(entry, "pages").split(","):
            match = _RANGE.fullmatch(part.strip())
            if match and _is_reversed(match[1], match[2]):
                yield finding_at(
                    library.source,
                    entry.fields["pages"].span,
                    "page-range",
                    f"the pages '{match[0]}' end before they begin",
                    help="Look them up, and correct the one that is wrong.",
                    key=entry.key,
                )


def _is_reversed(first: str, last: str) -> bool:
    if len(last) < len(first):
        whole = first[: -len(last)] + last
        return int(whole) <= int(first)
    return int(last) < int(first)
