"""The rule `web-without-access-date`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.entry_fields import field_text, name_of, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace

_PAGES = frozenset({"electronic", "online", "webpage", "www"})
_SEEN = ("urldate", "urlaccessdate", "lastchecked", "accessed")
_LASTING = ("doi", "eprint", "arxiv", "arxivid")
_NOTES = ("note", "howpublished", "addendum", "titleaddon")
_WORDS = ("access", "retrieved", "visited", "checked", "viewed", "abgerufen", "consult")


@rule("web-without-access-date", severity="info", since="0.1", scope="references")
def web_without_access_date(workspace: Workspace) -> Iterator[Finding]:
    """A web page has the date on which it was seen.

    ## Why

    Pages change and vanish. The date says which state of the page was meant, and archives
    find it by that. What has a DOI or stands in an archive of preprints needs none.

    ## Bad

    ```bibtex library.bib
    @online{page, title = {A page}, url = {https://example.org}}
    ```

    ## Good

    ```bibtex library.bib
    @online{page, title = {A page}, url = {https://example.org}, urldate = {2024-05-17}}
    ```

    ## Fix

    Look at the page again, and add `urldate = {YYYY-MM-DD}`.
    """
    for library, entry in works(workspace):
        if entry.type not in _PAGES or any(field_text(entry, name) for name in (*_SEEN, *_LASTING)):
            continue
        notes = " ".join(field_text(entry, name) for name in _NOTES).lower()
        if any(word in notes for word in _WORDS):
            continue
        start = entry.span.start
        yield finding_at(
            library.source,
            entry.key_span if entry.key else Span(start, start + 1),
            "web-without-access-date",
            f"{name_of(entry)} is a web page and has no `urldate`",
            help="Add the date on which it was seen: `urldate = {YYYY-MM-DD}`.",
            key=entry.key,
        )
