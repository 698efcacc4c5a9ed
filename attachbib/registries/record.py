"""Record: what a registry answered for one DOI, as the lock keeps it and the rules compare it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from attachbib.reference import Reference

Outcome = Literal["found", "not-found"]
"""A registry that could not be reached gives no record: that is no answer."""

UpdateKind = Literal["retraction", "expression-of-concern", "correction"]
"""What became of a work. Withdrawals and removals are retractions; errata are corrections."""


class Update(NamedTuple):
    """A notice that a registry knows of about a work."""

    kind: UpdateKind
    label: str
    """The registry's own word: `retraction`, `withdrawal`, `erratum` …"""
    date: str = ""
    """ISO 8601, as far as it is known: `2020-05-12`, `2020-05`, `2020`, or ""."""
    notice: str = ""
    """The DOI of the notice, folded, or ""."""
    source: str = ""
    """Who says so: `publisher`, `retraction-watch`."""


class Record(NamedTuple):
    """The answer for one DOI."""

    doi: str
    """Folded: DOIs that differ only in ASCII case are one."""
    outcome: Outcome
    asked: str
    """The day of the answer, ISO 8601, UTC."""
    agency: str = ""
    """The registration agency as doi.org names it: `Crossref`, `DataCite`, `mEDRA` …"""
    reference: Reference | None = None
    """The work in the words of CSL 1.0.2, its id the DOI; None if it was not found, or if its
    agency gives no metadata that can be read."""
    titles: tuple[str, ...] = ()
    """Other titles that the work has: the original one, with its subtitle, a translation."""
    years: tuple[int, ...] = ()
    """Every year of publication that the registry names, ascending: online, in print …"""
    updates: tuple[Update, ...] = ()
    """By date, then kind."""
    digest: str = ""
    """SHA-256 of the registry's record without what changes by itself (counts, scores, times
    of indexing); the same digest means that nothing about the work has changed."""
