"""The report for people: each finding with its source line, the coverage, one last line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attachbib.claims import STATUSES
from attachbib.reports.banner import banner
from attachbib.reports.color import paint
from attachbib.reports.concise import finding_line, unchecked_lines
from attachbib.reports.display import escape, excerpt, relative_path, width
from attachbib.reports.summary import Row, coverage_rows
from attachbib.rules import Finding, Result


def full_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a result as text.

    Args:
        base: the folder that paths are shown relative to.
        color: whether to colour it with ANSI escape sequences.
    """
    return "\n".join(_lines(result, base, color)) + "\n"


def _lines(result: Result, base: Path, color: bool) -> Iterator[str]:
    for finding in result.findings:
        yield from _finding(result, finding, base, color)
        yield ""
    left_out = unchecked_lines(result, base, color)
    yield from [*left_out, ""] if left_out else ()
    if result.coverage:
        yield from _table(coverage_rows(result.coverage), base)
        yield ""
    yield banner(result, base=base, color=color)


def _finding(result: Result, finding: Finding, base: Path, color: bool) -> Iterator[str]:
    yield finding_line(finding, base, color)
    source = result.workspace.sources.get(finding.path)
    line = source.line_text(finding.line) if source else ""
    if line.strip():
        is_one_line = finding.end_line == finding.line
        end = finding.end_column - 1 if is_one_line else len(line.rstrip())
        text, carets = excerpt(line, finding.column - 1, end)
        number = str(finding.line)
        yield f"  {number} | {text}"
        yield f"  {' ' * len(number)} | {paint(carets, finding.severity, color)}"
    if finding.help:
        yield f"  help: {escape(finding.help)}"


def _table(rows: tuple[Row, ...], base: Path) -> Iterator[str]:
    """Yield the coverage as a table; a total only says something over several articles."""
    shown = rows if len(rows) > 2 else rows[:1]
    names = [relative_path(row.path, base) if row.path else "total" for row in shown]
    space = max(width(name) for name in ["Coverage", *names])
    yield f"{'Coverage':<{space}}  {'  '.join(f'{one:>9}' for one in STATUSES)}    covered"
    for name, row in zip(names, shown, strict=True):
        counts = "  ".join(f"{row.counts[status]:>9}" for status in STATUSES)
        yield f"{name}{' ' * (space - width(name))}  {counts}  {row.percent:>7.1f} %"
