"""The rule `implausible-year`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from attachbib.rules.entry_fields import own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.options import options_of, today, whole_number
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATED = re.compile(r"(\d{4})(?:-\d\d){0,2}")


class _Options(NamedTuple):
    latest: Annotated[int | None, whole_number] = None
    """The last year that is allowed; None for next year."""


@rule("implausible-year", severity="warning", since="0.1", scope="references", options=_Options)
def implausible_year(workspace: Workspace) -> Iterator[Finding]:
    """The year of a work has four digits and is not in the future.

    ## Why

    A year such as 20017 or 2071 has a digit too many or two changed. Next year is allowed,
    for journals print it early, and so are words such as "in press", ranges and years BC.
    `latest` in the table `[rules.implausible-year]` of the configuration names another last
    year that is allowed.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {19969},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    Look the year up, in the work or by its DOI.
    """
    latest = options_of(workspace, "implausible-year", _Options).latest
    if latest is None:
        latest = today().year + 1
    for library, entry in works(workspace):
        for name in ("date", "year"):
            text = own_text(entry, name)
            if fault := _fault(text, latest):
                yield finding_at(
                    library.source,
                    entry.fields[name].span,
                    "implausible-year",
                    f"the year '{text}' {fault}",
                    help="Look it up, in the work or by its DOI.",
                    key=entry.key,
                )


def _fault(text: str, latest: int) -> str:
    if _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
        return f"has {len(text)} digit{'s' * (len(text) > 1)}, expected 4"
    dated = _DATED.fullmatch(text)
    return f"is after {latest}" if dated and int(dated[1]) > latest else ""
