"""The summary of a check: what was looked at, and the coverage of each article and of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from attachbib.claims import STATUSES, Status, percent_covered, rounded_down
from attachbib.rules import Result, Unchecked


class Row(NamedTuple):
    """The coverage of an article, or of all."""

    path: Path | None
    """The article's; None for the total."""
    counts: Mapping[Status, int]

    @property
    def percent(self) -> float:
        """Rounded down to one decimal, so that only full coverage is 100."""
        return rounded_down(percent_covered(self.counts))


class Checked(NamedTuple):
    """How much was checked."""

    files: int
    references: int
    claims: int
    sentences: int


class Counted(Protocol):
    """An article and how many of its sentences have each status."""

    @property
    def path(self) -> Path:
        """The article's."""

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many sentences have each status."""


def coverage_rows(coverage: Sequence[Counted]) -> tuple[Row, ...]:
    """Return the coverage of each article, and that of all as the last row."""
    rows = [Row(one.path, one.counts) for one in coverage]
    total = {status: sum(row.counts[status] for row in rows) for status in STATUSES}
    return (*rows, Row(None, total))


def checked(result: Result) -> Checked:
    """Return how much of the workspace was checked, of the selected files if some are."""
    workspace, chosen = result.workspace, result.workspace.selected

    def wanted(path: Path) -> bool:
        return chosen is None or path in chosen

    libraries = [one for one in workspace.libraries if wanted(one.source.path)]
    claims = [one for one in workspace.claims if wanted(one.source.path)]
    return Checked(
        files=len(libraries) + len(claims) + len(result.coverage),
        references=sum(len(one.entries) for one in libraries),
        claims=sum(len(one.claims) for one in claims),
        sentences=sum(sum(one.counts.values()) for one in result.coverage),
    )


def is_blocking(one: Unchecked, result: Result) -> bool:
    """Whether the outcome is incomplete for something that was not checked."""
    return one.blocking or result.settings.fail_on_unchecked
