"""The CSV of Retraction Watch (https://gitlab.com/crossref/retraction-watch-data) → updates.

One row per notice, about 60 MB. Read as a stream: of it only the updates of the wanted DOIs
are kept. Crossref has the same notices in its records; with the file no network is needed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.doi import fold_doi
from attachbib.errors import InputError
from attachbib.registries.metadata.updates import in_order, kind_of, spelled
from attachbib.registries.record import Record, Update
from attachbib.source import Problem

if TYPE_CHECKING:
    from _csv import Reader

SOURCE = "retraction-watch"

_NEEDED = ("OriginalPaperDOI", "RetractionDOI", "RetractionDate", "RetractionNature")
_REINSTATED = "reinstatement"
_DATES = ("%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_LONGEST_CELL = 1_000_000
"""Characters; lists of institutions pass the 131,072 that Python allows by default."""
_HINT = "Take the file from https://gitlab.com/crossref/retraction-watch-data."


class RetractionWatch(NamedTuple):
    """What the file says."""

    updates: Mapping[str, tuple[Update, ...]]
    """Folded DOI of a work → the notices about it; none if it was reinstated."""
    problems: tuple[Problem, ...]
    """Rows that could not be read; the others are used."""


class _Row(NamedTuple):
    doi: str
    nature: str
    date: str
    notice: str


def read_retraction_watch(path: Path, wanted: Container[str] | None = None) -> RetractionWatch:
    """Read the CSV.

    Args:
        wanted: the folded DOIs to keep the updates of; None for all.

    Raises:
        InputError: the file cannot be read, or has not the columns of Retraction Watch.
    """
    rows: dict[str, list[_Row]] = defaultdict(list)
    problems: list[Problem] = []
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file)
            columns = _columns(path, next(reader, []))
            for cells, line in _cells(reader, path, problems):
                row = _row(cells, columns)
                if isinstance(row, str):
                    problems.append(_problem(path, line, row))
                elif row.doi and (wanted is None or row.doi in wanted):
                    rows[row.doi].append(row)
    except (OSError, csv.Error) as error:
        raise InputError(f"cannot be read: {error}.", path=path, hint=_HINT) from None
    finally:
        csv.field_size_limit(limit)
    found = {doi: _updates(of_one) for doi, of_one in rows.items()}
    return RetractionWatch(found, tuple(problems))


def with_retraction_watch(
    records: Mapping[str, Record], updates: Mapping[str, Sequence[Update]], *, asked: str
) -> dict[str, Record]:
    """Return records with what Retraction Watch says now, in place of what it said before.

    A work without a record gets one without agency and metadata, so that its retraction is
    known although no registry was asked.

    Args:
        updates: folded DOI → notices, of the DOIs that the lock is about.
        asked: the day, ISO 8601.
    """
    found = dict(records)
    for doi, notices in updates.items():
        if doi in found or notices:
            record = found.get(doi) or Record(doi, "found", asked)
            others = [one for one in record.updates if one.source != SOURCE]
            found[doi] = record._replace(updates=in_order([*others, *notices]))
    return found


def with_notices_of(record: Record, former: Record | None) -> Record:
    """Return a new answer with the notices of Retraction Watch that the former record has."""
    kept = [one for one in former.updates if one.source == SOURCE] if former else []
    return record._replace(updates=in_order([*record.updates, *kept])) if kept else record


def _columns(path: Path, header: Sequence[str]) -> tuple[int, ...]:
    names = [name.strip() for name in header]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise InputError(
            f"this is no CSV of Retraction Watch: no column {missing[0]!r}.",
            path=path,
            line=1,
            hint=_HINT,
        )
    return tuple(names.index(name) for name in _NEEDED)


def _cells(reader: Reader, path: Path, problems: list[Problem]) -> Iterator[tuple[list[str], int]]:
    """Yield rows with the line on which each ends."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(_problem(path, reader.line_num, str(error)))
        else:
            if any(cells):
                yield cells, reader.line_num


def _row(cells: Sequence[str], columns: Sequence[int]) -> _Row | str:
    """Return a row, or what is wrong with it."""
    if len(cells) <= max(columns):
        return f"the row has {len(cells)} cells, expected at least {max(columns) + 1}"
    doi, notice, date, nature = (cells[index].strip() for index in columns)
    nature = spelled(nature)
    if kind_of(nature) is None and nature != _REINSTATED:
        return f"`RetractionNature` is {nature[:40]!r}, which is none that is known"
    day = _day(date)
    if date and not day:
        return f"`RetractionDate` is {date[:40]!r}, expected month/day/year"
    return _Row(_doi(doi), nature, day, _doi(notice))


def _doi(text: str) -> str:
    """Return a DOI folded; "" for none, which the file writes as `unavailable` or in words."""
    folded = fold_doi(text).removeprefix("https://doi.org/")
    return folded if folded.startswith("10.") else ""


def _day(text: str) -> str:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return ""


def _updates(rows: Iterable[_Row]) -> tuple[Update, ...]:
    """Return the notices about one work; a reinstatement ends what was retracted before it."""
    rows = list(rows)
    reinstated = max((row.date for row in rows if row.nature == _REINSTATED), default="")
    return in_order(
        Update(kind, row.nature, row.date, row.notice, SOURCE)
        for row in rows
        if (kind := kind_of(row.nature))
        and not (reinstated and kind == "retraction" and row.date <= reinstated)
    )


def _problem(path: Path, line: int, message: str) -> Problem:
    return Problem(
        "parse-error",
        message,
        path,
        line=line,
        column=1,
        end_line=line,
        end_column=1,
        help="The row was left out.",
    )
