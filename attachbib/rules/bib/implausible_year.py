"""The rule `implausible-year`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attachbib.rules.entry_fields import own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATED = re.compile(r"(\d{4})(?:-\d\d){0,2}")


@rule("implausible-year", severity="warning", since="0.1", scope="references")
def implausible_year(workspace: Workspace) -> Iterator[Finding]:
    """The year of a work has four digits and is not in the future.

    ## Why

    A year such as 20017 or 2071 has a digit too many or two changed. Next year is allowed,
    for journals print it early, and so are words such as "in press", ranges and years BC.
    `latest` in the table `[rules.implausible-year]` of the configuration names another last
    year that is allowed.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, year = {19969}, nodoi = {A book.}}
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, year = {1969}, nodoi = {A book.}}
    ```

    ## Fix

    Look the year up, in the work or by its DOI.
    """
    latest = _latest(workspace)
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


def _latest(workspace: Workspace) -> int:
    """The last year that is allowed.

    Raises:
        ConfigError: the configuration has something other than a year.
    """
    rules = workspace.config.rules
    options = rules.table("implausible-year") if rules else None
    latest = options.values.get("latest") if options else None
    if options is None or latest is None:
        return date.today().year + 1
    if type(latest) is not int:
        raise options.error(
            "`latest` is no year.", "Write a number of four digits.", at=("latest",)
        )
    return latest


def _fault(text: str, latest: int) -> str:
    if _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
        return f"has {len(text)} digit{'s' * (len(text) > 1)}, expected 4"
    dated = _DATED.fullmatch(text)
    return f"is after {latest}" if dated and int(dated[1]) > latest else ""
