"""Which DOIs to ask about, and which records stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from attachbib.registries.record import Record


def outdated(
    dois: Collection[str],
    records: Mapping[str, Record],
    *,
    today: date,
    max_age: int | None,
    refresh: bool = False,
) -> list[str]:
    """Return the DOIs to ask about, sorted: those without a record that is recent enough.

    Args:
        max_age: days after which a record is too old; None if none is.
        refresh: whether all are to be asked again.
    """
    return sorted(
        doi
        for doi in dois
        if refresh
        or doi not in records
        or _is_unasked(records[doi])
        or _is_old(records[doi], today, max_age)
    )


def _is_unasked(record: Record) -> bool:
    """Whether no registry was asked: only Retraction Watch knows of the DOI."""
    return record.outcome == "found" and not record.agency


def _is_old(record: Record, today: date, max_age: int | None) -> bool:
    return max_age is not None and (today - date.fromisoformat(record.asked)).days > max_age
