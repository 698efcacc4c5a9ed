"""The rule `record-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex.latex import strip_markup
from attachbib.reference import Reference
from attachbib.registries.record import Record
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "record-mismatch"


@rule(NAME, severity="error", since="0.1", needs=("lock",), scope="references")
def record_mismatch(workspace: Workspace) -> Iterator[Finding]:
    """The DOI of an entry leads to the work that the entry describes.

    ## Why

    A DOI that was copied from another entry sends readers to the wrong work, and a wrong
    year or author sends them searching. Spelling is not compared: case, accents, initials,
    abbreviated journals, a subtitle left out, and a year more or less are no mismatch.

    ## Bad

    ```bibtex library.bib
    @article{Shannon1948,
      title = {A Mathematical Theory of Communication},
      author = {Shannon, C. E.},
      journal = {Bell System Technical Journal},
      year = {1951},
      doi = {10.1002/j.1538-7305.1948.tb01338.x},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1002/j.1538-7305.1948.tb01338.x": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal",
            "title": "A Mathematical Theory of Communication",
            "author": [
              {
                "family": "Shannon",
                "given": "C. E."
              }
            ]
          },
          "years": [1948]
        }
      }
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Shannon1948,
      title = {A mathematical theory of communication},
      author = {Shannon, Claude E.},
      journal = {Bell Syst. Tech. J.},
      year = {1948},
      doi = {10.1002/j.1538-7305.1948.tb01338.x},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1002/j.1538-7305.1948.tb01338.x": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal",
            "title": "A Mathematical Theory of Communication",
            "author": [
              {
                "family": "Shannon",
                "given": "C. E."
              }
            ]
          },
          "years": [1948]
        }
      }
    }
    ```

    ## Fix

    Correct the field, or put the DOI of the work that the entry describes.
    """
    from attachbib.bibtex.convert import to_reference
    from attachbib.registries.comparison import compare

    for one, record in located_records(workspace):
        own = to_reference(one.entry, sentence_case=False)
        found = compare(own, record)
        if not found.is_mismatch:
            continue
        if found.is_other_work:
            what = f"the DOI of {one.name} leads to another work"
        else:
            what = f"{one.name} differs from the record of its DOI"
        pairs = [
            f"{field} {mine!r}, the record {theirs!r}"
            for field in found.wrong
            if (mine := _shown(own, field)) and (theirs := _registered(record, field))
        ]
        yield finding_at(
            one.library.source,
            one.place,
            NAME,
            f"{what}: {'; '.join(pairs)}",
            help=f"See https://doi.org/{one.doi}. Correct the entry or its DOI.",
            key=one.entry.key,
        )


def _shown(reference: Reference, field: str) -> str:
    """Return what a field of a comparison holds, as a person reads it."""
    if field == "author":
        people = reference.names.get("author") or reference.names.get("editor") or ()
        first = next((name for name in people if not name.others), None)
        return (first.family or first.literal or first.given) if first else ""
    if field == "year":
        issued = reference.dates.get("issued")
        return str(issued.start.year) if issued and issued.start else ""
    name = "container-title" if field == "container" else field
    text = reference.text.get(name, "")
    return " ".join(strip_markup(text or reference.text.get("number", "")).split())


def _registered(record: Record, field: str) -> str:
    if field == "year":
        return ", ".join(map(str, record.years))
    return _shown(record.reference, field) if record.reference else ""
