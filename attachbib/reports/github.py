"""The report as workflow commands, which GitHub Actions shows beside the lines of a change.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from attachbib.reports.banner import banner
from attachbib.reports.display import escape
from attachbib.reports.places import posix_path
from attachbib.reports.summary import is_blocking
from attachbib.rules import SEVERITIES, Finding, Result, Severity, Unchecked

_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}

_SHOWN = 10
"""Annotations of each level that GitHub keeps of one step; of a job it keeps 50."""

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_DATA = str.maketrans(_DATA)
_IN_PROPERTY = str.maketrans({**_DATA, ":": "%3A", ",": "%2C"})
"""What stands for a character in the message of a command, and in a property of it."""


def github_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a command for each finding, the most severe first, and the outcome as plain text.

    Args:
        base: the folder that paths are relative to, the repository's for GitHub to find them.
        color: has no meaning here.
    """
    lines = [*_annotations(result, base), banner(result, base=base)]
    text = "\n".join(lines) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _annotations(result: Result, base: Path) -> Iterator[str]:
    """Yield the commands that GitHub would show, and after each level what it would drop."""
    commands = [_unchecked(one, result, base) for one in result.unchecked]
    commands += ((one.severity, _finding(one, base)) for one in result.findings)
    commands.sort(key=lambda one: -SEVERITIES.index(one[0]))
    for severity, group in groupby(commands, key=lambda one: one[0]):
        of_level = [command for _, command in group]
        yield from of_level[:_SHOWN]
        if (more := len(of_level) - _SHOWN) > 0:
            yield (
                f"{more} more of level {_LEVELS[severity]} left out: GitHub shows {_SHOWN} of a "
                "step; `--output-format full` shows all"
            )


def _finding(finding: Finding, base: Path) -> str:
    # GitHub takes columns only where the annotation is of one line.
    is_one_line = finding.line == finding.end_line
    place: dict[str, str | int] = {"file": posix_path(finding.path, base), "line": finding.line}
    if is_one_line:
        place["col"] = finding.column
    place["endLine"] = finding.end_line
    if is_one_line:
        place["endColumn"] = finding.end_column
    text = "\n".join(escape(part) for part in (finding.message, finding.help) if part)
    return _command(_LEVELS[finding.severity], {**place, "title": finding.rule}, text)


def _unchecked(one: Unchecked, result: Result, base: Path) -> tuple[Severity, str]:
    severity: Severity = "error" if is_blocking(one, result) else "info"
    place = {"file": posix_path(one.path, base)} if one.path else {}
    properties = {**place, "title": f"not checked: {one.what}"}
    return severity, _command(_LEVELS[severity], properties, escape(one.reason))


def _command(level: str, properties: Mapping[str, str | int], message: str) -> str:
    written = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items()
    )
    return f"::{level} {written}::{message.translate(_IN_DATA)}"
