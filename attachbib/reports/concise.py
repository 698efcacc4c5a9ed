"""The report in one line for each finding, and one for the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attachbib.reports.banner import banner
from attachbib.reports.color import paint
from attachbib.reports.display import escape, relative_path
from attachbib.reports.summary import is_blocking
from attachbib.rules import Finding, Result, Unchecked


def concise_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write `path:line:column: severity rule message` for each finding.

    Args:
        base: the folder that paths are shown relative to.
        color: whether to colour it with ANSI escape sequences.
    """
    return "\n".join([*_lines(result, base, color), banner(result, base=base, color=color)]) + "\n"


def _lines(result: Result, base: Path, color: bool) -> Iterator[str]:
    for finding in result.findings:
        yield finding_line(finding, base, color)
    yield from unchecked_lines(result, base, color)


def finding_line(finding: Finding, base: Path, color: bool) -> str:
    """Return a finding as one line."""
    place = f"{relative_path(finding.path, base)}:{finding.line}:{finding.column}"
    severity = paint(finding.severity, finding.severity, color)
    return f"{place}: {severity} {finding.rule}: {escape(finding.message)}"


def unchecked_lines(result: Result, base: Path, color: bool) -> list[str]:
    """Return a line for each thing that makes the outcome incomplete; the last line has the rest.

    What no registry was asked about is told in detail by the rule `lock-missing`.
    """
    return [
        _unchecked_line(one, base, color) for one in result.unchecked if is_blocking(one, result)
    ]


def _unchecked_line(one: Unchecked, base: Path, color: bool) -> str:
    """Return what was not checked as one line."""
    where = f"{relative_path(one.path, base)}: " if one.path else ""
    return f"{where}{paint('not checked', 'warning', color)}: {one.what}: {escape(one.reason)}"
