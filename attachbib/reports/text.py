"""The report for people: each finding with its source line, the coverage, one last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from attachbib.claims import STATUSES
from attachbib.reports.display import escape, excerpt, relative_path, width
from attachbib.reports.summary import Row, checked, coverage_rows
from attachbib.rules import SEVERITIES, Finding, Outcome, Result, Severity

_COLORS: Mapping[str, str] = {"error": "31;1", "warning": "33;1", "info": "36;1", "good": "32;1"}


def text_report(result: Result, *, base: Path, color: bool = False) -> str:
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
    for one in result.unchecked:
        where = f"{relative_path(one.path, base)}: " if one.path else ""
        yield f"{where}{_paint('not checked', 'warning', color)}: {one.what}: {escape(one.reason)}"
    if result.unchecked:
        yield ""
    if result.coverage:
        yield from _table(coverage_rows(result.coverage), base)
        yield ""
    yield _banner(result, color)


def _finding(result: Result, finding: Finding, base: Path, color: bool) -> Iterator[str]:
    severity = _paint(finding.severity, finding.severity, color)
    place = f"{relative_path(finding.path, base)}:{finding.line}:{finding.column}"
    yield f"{place}: {severity} {finding.rule}: {escape(finding.message)}"
    source = result.workspace.sources.get(finding.path)
    line = source.line_text(finding.line) if source else ""
    if line.strip():
        is_one_line = finding.end_line == finding.line
        end = finding.end_column - 1 if is_one_line else len(line.rstrip())
        text, carets = excerpt(line, finding.column - 1, end)
        number = str(finding.line)
        yield f"  {number} | {text}"
        yield f"  {' ' * len(number)} | {_paint(carets, finding.severity, color)}"
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


def _banner(result: Result, color: bool) -> str:
    amount = checked(result)
    what = ", ".join(
        _count(number, noun)
        for number, noun in (
            (amount.references, "reference"),
            (amount.claims, "claim"),
            (amount.sentences, "sentence"),
        )
    )
    found = Counter(one.severity for one in result.findings)
    severities = ", ".join(
        _count(found[one], _NOUNS[one]) for one in SEVERITIES[::-1] if found[one]
    )
    word, tone = _OUTCOMES[result.outcome]
    text = f"{_paint(word, tone, color)}: {severities or 'nothing found'}"
    if result.unchecked:
        text += f"; not everything was checked ({len(result.unchecked)} left out, see above)"
    return f"{text}. Checked {what} in {_count(amount.files, 'file')}."


_NOUNS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_OUTCOMES = {
    Outcome.PASSED: ("Passed", "good"),
    Outcome.FAILED: ("Failed", "error"),
    Outcome.INCOMPLETE: ("Incomplete", "error"),
}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _paint(text: str, tone: str, color: bool) -> str:
    return f"\x1b[{_COLORS[tone]}m{text}\x1b[0m" if color else text
