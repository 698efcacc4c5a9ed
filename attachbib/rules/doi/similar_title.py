"""The rule `similar-title`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry
from attachbib.bibtex.fields import key_list
from attachbib.rules.entry_fields import name_of
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace


@rule("similar-title", severity="warning", since="0.1", scope="references")
def similar_title(workspace: Workspace) -> Iterator[Finding]:
    """A work has one entry.

    ## Why

    Two entries of one work are listed twice, and a claim that rests on both seems to have two
    sources. Titles are compared without case, accents and punctuation, with authors, years
    and places. Parts, editions, and a work and its erratum are different works.
    `attachbib refs dedupe` finds and joins the same entries.

    ## Bad

    ```bibtex library.bib
    @book{a, author = {Author, Ann}, title = {Retrospect of Loss}, year = 1982, nodoi = {No.}}
    @book{b, author = {Author, A.}, title = {Retrospect of loss}, year = 1982, nodoi = {No.}}
    ```

    ## Good

    ```bibtex library.bib
    @book{a, author = {Author, Ann}, title = {Retrospect of Loss}, year = 1982, nodoi = {No.}}
    ```

    ## Fix

    Keep one entry; `ids = {b}` in it keeps the other key valid.
    """
    from attachbib.bibtex.dedupe import find_duplicates

    for group in find_duplicates(workspace.libraries):
        # Entries with one DOI are the rule duplicate-doi's.
        if group.kind != "same" or "same DOI" in group.why:
            continue
        first = group.works[0]
        line = first.library.source.position(first.entry.span.start)[0]
        for work in group.works[1:]:
            if work.entry.key == first.entry.key or _are_related(work.entry, first.entry):
                continue
            where = f"line {line}"
            if work.library is not first.library:
                where = f"{workspace.name_of(first.library.source.path)}, {where}"
            start = work.entry.span.start
            yield finding_at(
                work.library.source,
                work.entry.key_span if work.entry.key else Span(start, start + 1),
                "similar-title",
                f"{name_of(work.entry)} is the same work as {name_of(first.entry)} ({where}): "
                + ", ".join(group.why),
                help="Keep one entry, with the other key in its `ids`.",
                key=work.entry.key,
            )


def _are_related(one: Entry, other: Entry) -> bool:
    """Whether one entry names the other in `related`: a reprint or translation of it."""
    return other.key in key_list(one.values.get("related", "")) or one.key in key_list(
        other.values.get("related", "")
    )
