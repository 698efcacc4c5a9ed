"""The rule `preprint-without-version`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.bibtex import Entry
from attachbib.rules.entry_fields import field_text, name_of, own_doi, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace

_PREPRINT = re.compile(
    r"10\.(?:48550/arxiv\.|1101/\d|26434/|31219/osf|31234/osf|31235/osf|21203/rs|20944/preprints)",
    re.I,
)
"""DOIs of arXiv, bioRxiv and medRxiv, ChemRxiv, OSF, Research Square, preprints.org."""
_VERSION = re.compile(r"[v_/]v?\d+(?:\.full)?/?\Z|v\d+\b")


@rule("preprint-without-version", severity="info", since="0.1", scope="references")
def preprint_without_version(workspace: Workspace) -> Iterator[Finding]:
    """A preprint names its version, or the work that it became.

    ## Why

    Preprints change, and what was cited can be gone from the next version.

    ## Bad

    ```bibtex library.bib
    @online{a, title = {A}, eprint = {2101.01234}, eprinttype = {arxiv}}
    ```

    ## Good

    ```bibtex library.bib
    @online{a, title = {A}, eprint = {2101.01234v2}, eprinttype = {arxiv}}
    ```

    ## Fix

    Add the version to `eprint`, or as `version = {2}`; or cite what was published.
    """
    for library, entry in works(workspace):
        identifier = _preprint(entry)
        if not identifier or field_text(entry, "version") or _VERSION.search(identifier):
            continue
        start = entry.span.start
        yield finding_at(
            library.source,
            entry.key_span if entry.key else Span(start, start + 1),
            "preprint-without-version",
            f"{name_of(entry)} is the preprint '{identifier}' without a version",
            help="Add the version, or cite what was published.",
            key=entry.key,
        )


def _preprint(entry: Entry) -> str:
    """What identifies a preprint; "" for a work that was published, or is no preprint."""
    doi = own_doi(entry)
    if doi:
        return doi if _PREPRINT.match(doi) else ""
    if field_text(entry, "journaltitle") or field_text(entry, "journal"):
        return ""
    kind = field_text(entry, "eprinttype") or field_text(entry, "archiveprefix")
    return field_text(entry, "eprint") if kind.lower() == "arxiv" else ""
