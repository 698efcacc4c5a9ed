"""The lock: one record per DOI, kept in a file beside the library that is committed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attachbib.registries.record import Record
from attachbib.source import Problem, Source

NAME = "attachbib.lock"

VERSION = 1
"""Of the format that is written, the newest that is read."""


@dataclass(frozen=True)
class Lock:
    """A lock file as it was read."""

    source: Source = field(repr=False)
    records: Mapping[str, Record] = field(default_factory=dict)
    """Folded DOI → what was answered for it, in the order of the DOIs."""
    problems: tuple[Problem, ...] = ()
    """Records that could not be read; the others are used."""
