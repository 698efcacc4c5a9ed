"""A lock file while `attachbib lock` runs: answers are put in and saved every few seconds."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from pathlib import Path

from attachbib.files import Change, replace_texts, write_atomically
from attachbib.registries.lock import NAME, Lock
from attachbib.registries.lock_write import dump_lock
from attachbib.registries.record import Record
from attachbib.registries.retraction_watch import with_notices_of
from attachbib.source import Source
from attachbib.workspace import Workspace

_SAVE_EVERY = 2.0
"""Seconds of work that a killed process loses at most."""


class LockFile:
    """The lock of one folder."""

    def __init__(self, path: Path, lock: Lock | None, dois: Collection[str]) -> None:
        self.path = path
        self._source = lock.source if lock else None
        self._dois = dois
        known = lock.records if lock else {}
        self.records = {doi: known[doi] for doi in dois if doi in known}
        """Folded DOI → record, of the DOIs that the folder's libraries have."""
        self.is_written = False
        """Whether the file was written in this run."""
        self._saved_at = time.monotonic()

    def put(self, record: Record) -> None:
        """Take an answer in, if the folder's libraries have the DOI."""
        if record.doi in self._dois:
            self.records[record.doi] = with_notices_of(record, self.records.get(record.doi))
            if time.monotonic() - self._saved_at > _SAVE_EVERY:
                self.save()

    def save(self) -> None:
        """Write the file if it changes, whole or not at all.

        Raises:
            InputError: it cannot be written, or another process has changed it.
        """
        text = dump_lock(self.records)
        self._saved_at = time.monotonic()
        if self._source is None:
            if not self.records:
                return
            write_atomically(self.path, text)
        elif text == self._source.text:
            return
        else:
            replace_texts([Change(self._source, text)])
        self._source = Source(self.path, text)
        self.is_written = True


def open_lock_files(
    workspace: Workspace, by_folder: Mapping[Path, Collection[str]]
) -> list[LockFile]:
    """Return the lock of each folder that has a library, whether it is there yet or not."""
    locks = {lock.source.path: lock for lock in workspace.locks}
    return [
        LockFile(path, locks.get(path), dois)
        for folder, dois in by_folder.items()
        for path in [folder / NAME]
    ]
