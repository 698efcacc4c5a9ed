"""The entries that have a DOI, each with the record that the lock keeps of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.rules.entry_fields import folded_doi
from attachbib.source import Span

if TYPE_CHECKING:
    from attachbib.bibtex import Entry, Library
    from attachbib.registries.lock import Lock
    from attachbib.registries.record import Record, Update, UpdateKind
    from attachbib.workspace import Workspace


class Located(NamedTuple):
    """An entry with a DOI."""

    library: Library
    entry: Entry
    doi: str
    """Folded."""
    lock: Lock | None
    """The one beside the library."""
    record: Record | None
    """The lock's record of the DOI, if there is one."""

    @property
    def place(self) -> Span:
        """The citation key, or the entry if it has none."""
        return self.entry.key_span if self.entry.key else self.entry.span

    @property
    def name(self) -> str:
        """The entry in a message."""
        return f"'{self.entry.key}'" if self.entry.key else "the entry"


def locate_dois(workspace: Workspace) -> Iterator[Located]:
    """Yield the entries that have a DOI, in the order of the libraries."""
    locks: Mapping[Path, Lock] = {one.source.path.parent: one for one in workspace.locks}
    for library in workspace.libraries:
        lock = locks.get(library.source.path.parent)
        for entry in library.entries:
            doi = folded_doi(entry)
            if doi:
                record = lock.records.get(doi) if lock else None
                yield Located(library, entry, doi, lock, record)


def located_records(workspace: Workspace) -> Iterator[tuple[Located, Record]]:
    """Yield the entries of whose DOI the lock has a record."""
    if workspace.locks:
        for one in locate_dois(workspace):
            if one.record is not None:
                yield one, one.record


def notices(record: Record, kind: UpdateKind) -> tuple[Update, ...]:
    """Return the notices of a kind about a work, those that registries agree on once each."""
    found = {(one.label, one.notice or one.date): one for one in record.updates if one.kind == kind}
    return tuple(found.values())


def told(update: Update) -> str:
    """Return a notice in words: `retraction of 2010-02-06 (https://doi.org/10.…)`."""
    date = f" of {update.date}" if update.date else ""
    notice = f" (https://doi.org/{update.notice})" if update.notice else ""
    source = ", says its title" if update.source == "title" else ""
    return f"{update.label}{date}{notice}{source}"
