"""Running the rules: findings, what was not checked, and the one outcome that follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

from attachbib.rules.families import RULE_NAMES, load_rule
from attachbib.rules.finding import SEVERITIES, Finding, Severity, from_problem
from attachbib.rules.rule import Rule
from attachbib.rules.running import run_rules
from attachbib.workspace import ArticleCounts, Workspace
from attachbib.workspace.cache import Cache


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
    def coverage(self) -> tuple[ArticleCounts, ...]:
        """The coverage of the articles checked."""
        chosen = self.workspace.selected
        return tuple(one for one in self.workspace.counts if chosen is None or one.path in chosen)


def check(
    workspace: Workspace,
    *,
    fail_on: Severity = "error",
    jobs: int | None = None,
    cache: Cache | None = None,
) -> Result:
    """Run every rule over a workspace.

    Args:
        fail_on: the least severity that makes the outcome `FAILED`.
        jobs: how many processes to use at most; None for as many as are worth starting.
        cache: where the findings of earlier runs are, and those of this one go.
    """
    unread = {one.kind for one in workspace.unread}
    selected = workspace.selected
    unchecked = [
        Unchecked(one.kind, f"{one.error.message} {one.error.hint}".strip(), one.path)
        for one in workspace.unread
        if selected is None or one.path in selected
    ]
    rules = {name: rule for name in RULE_NAMES if (rule := load_rule(name)).default}
    complete: list[Rule] = []
    for rule in rules.values():
        if missing := rule.needs & unread:
            kinds = " or ".join(sorted(missing))
            unchecked.append(Unchecked(rule.name, f"a file it needs was not read ({kinds})"))
        else:
            complete.append(rule)
    workspace, found = run_rules(workspace, complete, jobs=jobs, cache=cache)
    findings = [replace(one, severity=rules[one.rule].severity) for one in found]
    findings += _unclaimed(workspace)
    findings = list(_strongest(findings, rules))
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


def _strongest(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield the findings that no finding of a stronger rule stands for (`Rule.hides`)."""
    hiding: dict[tuple[str, Path], list[Finding]] = {}
    for one in findings:
        for name in rules[one.rule].hides if one.rule in rules else ():
            hiding.setdefault((name, one.path), []).append(one)
    for one in findings:
        stronger = hiding.get((one.rule, one.path), ())
        if not any(_same_cause(other, one) for other in stronger):
            yield one


def _same_cause(one: Finding, other: Finding) -> bool:
    if one.key and other.key:
        return one.key == other.key
    return (one.line, one.column) < (other.end_line, other.end_column) and (
        other.line,
        other.column,
    ) < (one.end_line, one.end_column)


def _unclaimed(workspace: Workspace) -> Iterator[Finding]:
    """Yield the problems of readers that name no rule there is, so that none is lost."""
    for problem in workspace.problems:
        if problem.rule not in RULE_NAMES:
            yield from_problem(problem)
