"""Running the rules: findings, what was not checked, and the one outcome that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

from attachbib.claims import ArticleCoverage

# The families register their rules when they are imported.
from attachbib.rules import bib, citation, claim, doi  # noqa: F401 - importing registers the rules
from attachbib.rules.finding import SEVERITIES, Finding, Severity, from_problem
from attachbib.rules.registry import RULES
from attachbib.workspace import Workspace


class Outcome(Enum):
    """How a check ended; the value is the exit code."""

    PASSED = 0
    """Everything was checked, and nothing found at or above the failing severity."""
    FAILED = 1
    """Everything was checked, and something found."""
    INCOMPLETE = 2
    """Not everything was checked, whatever was found in the rest."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that was not checked: neither found nor found to be absent."""

    what: str
    """A rule's name, or a file's kind: `library`, `article`, `claims`."""
    reason: str
    """Why not, and what to do about it."""
    path: Path | None = None
    """The file that was not read, if it is one."""


@dataclass(frozen=True)
class Result:
    """What a check of a workspace gave."""

    workspace: Workspace
    findings: tuple[Finding, ...] = ()
    """By path, line, column, rule and message; those in the selected files, if some are."""
    unchecked: tuple[Unchecked, ...] = ()
    fail_on: Severity = "error"
    """The least severity that makes a check fail."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings at or above the failing severity."""
        least = SEVERITIES.index(self.fail_on)
        return tuple(one for one in self.findings if SEVERITIES.index(one.severity) >= least)

    @cached_property
    def outcome(self) -> Outcome:
        """The one value from which the exit code and every report are derived."""
        if self.unchecked:
            return Outcome.INCOMPLETE
        return Outcome.FAILED if self.failing else Outcome.PASSED

    @cached_property
    def coverage(self) -> tuple[ArticleCoverage, ...]:
        """The coverage of the articles checked."""
        chosen = self.workspace.selected
        return tuple(
            one
            for one in self.workspace.coverage
            if chosen is None or one.article.source.path in chosen
        )


def check(workspace: Workspace, *, fail_on: Severity = "error") -> Result:
    """Run every rule over a workspace.

    Args:
        fail_on: the least severity that makes the outcome `FAILED`.
    """
    unread = {one.kind for one in workspace.unread}
    selected = workspace.selected
    unchecked = [
        Unchecked(one.kind, f"{one.error.message} {one.error.hint}".strip(), one.path)
        for one in workspace.unread
        if selected is None or one.path in selected
    ]
    findings: list[Finding] = []
    for rule in RULES.values():
        if missing := rule.needs & unread:
            kinds = " or ".join(sorted(missing))
            unchecked.append(Unchecked(rule.name, f"a file it needs was not read ({kinds})"))
        else:
            findings += (replace(one, severity=rule.severity) for one in rule.check(workspace))
    findings += _unclaimed(workspace)
    wanted = (one for one in dict.fromkeys(findings) if selected is None or one.path in selected)
    return Result(workspace, tuple(sorted(wanted, key=_place)), tuple(unchecked), fail_on)


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (
        finding.path.as_posix(),
        finding.line,
        finding.column,
        finding.rule,
        finding.message,
    )


def _unclaimed(workspace: Workspace) -> Iterator[Finding]:
    """Yield the problems of readers that name no rule there is, so that none is lost."""
    for problem in workspace.problems:
        if problem.rule not in RULES:
            yield from_problem(problem)
