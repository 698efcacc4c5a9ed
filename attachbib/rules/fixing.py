"""Fixes: the edits that findings carry, applied to the files they are in.

Only what a check reports is fixed, and only where an offset into the text that was read is
one into the file. A text that would read worse than before is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.edits import Edit, apply_edits
from attachbib.files import Change
from attachbib.rules.finding import Finding
from attachbib.source import Problem, Source

if TYPE_CHECKING:
    from attachbib.workspace import Workspace

_TEXT_FORMATS = frozenset({"markdown", "html", "latex", "rst", "plain"})
"""Formats of articles whose text is their file's."""


class Fix(NamedTuple):
    """What is changed in one file."""

    change: Change
    findings: tuple[Finding, ...]
    """Those that the change removes."""


def find_fixes(findings: Iterable[Finding], workspace: Workspace) -> tuple[Fix, ...]:
    """Return what can be fixed safely, file by file.

    Where edits of two findings touch, the first one counts; the other is for the next round.
    """
    by_file: dict[Path, list[Finding]] = {}
    for one in findings:
        if one.edits:
            by_file.setdefault(one.path, []).append(one)
    return tuple(
        fix for path, found in by_file.items() if (fix := _fix(path, found, workspace)) is not None
    )


def _fix(path: Path, findings: Iterable[Finding], workspace: Workspace) -> Fix | None:
    source = workspace.sources.get(path)
    if source is None or not _is_text(path, workspace):
        return None
    edits: list[Edit] = []
    fixed: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for one in findings:
        spans = [(edit.start, edit.end) for edit in one.edits]
        if any(_touch(span, other) for span in spans for other in taken):
            continue
        taken += spans
        edits += one.edits
        fixed.append(one)
    text = apply_edits(source.text, edits)
    reworked = Source(path, text, source.encoding)
    if _errors(reworked, workspace) > _errors(source, workspace):
        return None
    return Fix(Change(source, text), tuple(fixed))


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_text(path: Path, workspace: Workspace) -> bool:
    return all(one.format in _TEXT_FORMATS for one in workspace.articles if one.source.path == path)


def _errors(source: Source, workspace: Workspace) -> int:
    """Return how many places of a text its reader cannot make sense of."""
    return sum(one.rule == "parse-error" for one in _problems(source, workspace))


def _problems(source: Source, workspace: Workspace) -> tuple[Problem, ...]:
    if any(one.source.path == source.path for one in workspace.libraries):
        from attachbib.bibtex import parse_library

        return parse_library(source).problems
    if any(one.source.path == source.path for one in workspace.claims):
        from attachbib.claims import parse_claims

        return parse_claims(source).problems
    from attachbib.articles import parse_article

    return parse_article(source).problems
