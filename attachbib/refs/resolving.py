"""Resolving: whether a work that a registry found is that of an entry without a DOI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attachbib.bibtex import Entry
from attachbib.bibtex.latex import strip_markup
from attachbib.reference import Reference
from attachbib.registries.comparison import compare
from attachbib.registries.record import Record

_AGREE = frozenset({"same", "close"})
_MOST_WORDS = 40


class Resolved(NamedTuple):
    """What was found for an entry."""

    doi: str
    """Of the work that is certainly the same; "" if none is."""
    suggestions: tuple[Record, ...]
    """Works that may be it, the most alike first; empty if there is a DOI."""


def query_of(reference: Reference) -> str:
    """Return the words that a registry is asked for: title, first family name, year."""
    authors = reference.names.get("author", ())
    issued = reference.dates.get("issued")
    parts = [
        strip_markup(reference.text.get("title", "")),
        *((one.family or one.literal) for one in authors[:1]),
        str(issued.start.year) if issued and issued.start else "",
    ]
    return " ".join(" ".join(parts).split()[:_MOST_WORDS])


def resolve(reference: Reference, found: Sequence[Record]) -> Resolved:
    """Return the DOI of an entry's work among those found, if one of them is certain.

    A work is the same if its title is, and first author and year agree (rapidfuzz at least
    0.96); if two are, as preprint and article are, none is taken. Works whose title is close
    are suggested.
    """
    certain: list[Record] = []
    likely: list[Record] = []
    for record in found:
        bands = compare(reference, record).bands
        agree = bands.get("author") in _AGREE and bands.get("year") in _AGREE
        if bands.get("title") == "same" and agree:
            certain.append(record)
        elif bands.get("title") in _AGREE:
            likely.append(record)
    if len({record.doi for record in certain}) == 1:
        return Resolved(certain[0].doi, ())
    return Resolved("", (*certain, *likely))


def needs_doi(entry: Entry) -> bool:
    """Whether an entry has a title to look for, no DOI, and no reason for having none."""
    return bool((entry.value("title") or "").strip()) and not any(
        (entry.value(name) or "").strip() for name in ("doi", "nodoi")
    )
