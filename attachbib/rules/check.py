"""Running the rules: findings, what was not checked, and the one outcome that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.rules.entry_fields import own_doi
from attachbib.rules.families import RULE_NAMES
from attachbib.rules.finding import SEVERITIES, Finding, Severity, from_problem
from attachbib.rules.fingerprint import fingerprints
from attachbib.rules.rule import Rule
from attachbib.rules.running import run_rules
from attachbib.rules.settings import Settings, read_settings
from attachbib.rules.suppressing import Suppressed, apply_suppressions, find_suppressions
from attachbib.rules.suppression.suppression_unused import NAME as UNUSED
from attachbib.rules.suppression.suppression_unused import unused
from attachbib.workspace import ArticleCounts, Workspace
from attachbib.workspace.cache import Cache

if TYPE_CHECKING:
    from attachbib.rules.baseline import Baseline


class Outcome(Enum):
    """How a check ended; the value is the exit code."""

    PASSED = 0
    """Everything was checked, and nothing found at or above the failing severity."""
    FAILED = 1
    """Everything was checked, and something found."""
    INCOMPLETE = 2
    """Not everything was checked, whatever was found in the rest."""


class Unchecked(NamedTuple):
    """Something that was not checked: neither found nor found to be absent."""

    what: str
    """A rule's name, a file's kind (`library`, `article`, `claims`), or `DOIs`."""
    reason: str
    """Why not, and what to do about it."""
    path: Path | None = None
    """The file that was not read, if it is one."""
    blocking: bool = True
    """Whether the outcome is incomplete for it; else only if the settings say so."""


@dataclass(frozen=True)
class Result:
    """What a check of a workspace gave."""

    workspace: Workspace
    findings: tuple[Finding, ...] = ()
    """By path, line, column, rule and message; those in the selected files, if some are."""
    unchecked: tuple[Unchecked, ...] = ()
    settings: Settings = field(default_factory=Settings)
    suppressed: tuple[Suppressed, ...] = ()
    """Findings that a comment accepts, with its reason."""
    accepted: tuple[Finding, ...] = ()
    """Findings that are in the baseline."""
    fingerprints: Mapping[Finding, str] = field(default_factory=dict, repr=False)
    """Of `findings` and `accepted`, in the order of both."""

    @property
    def fail_on(self) -> Severity:
        """The least severity that makes a check fail."""
        return self.settings.fail_on

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings at or above the failing severity."""
        least = SEVERITIES.index(self.fail_on)
        return tuple(one for one in self.findings if SEVERITIES.index(one.severity) >= least)

    @cached_property
    def outcome(self) -> Outcome:
        """The one value from which the exit code and every report are derived."""
        if any(one.blocking or self.settings.fail_on_unchecked for one in self.unchecked):
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
    fail_on: Severity | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    jobs: int | None = None,
    cache: Cache | None = None,
) -> Result:
    """Run the rules over a workspace.

    Args:
        fail_on: the least severity that makes the outcome `FAILED`; None for that of the
            settings.
        select: names of the rules and families to run; empty for those of the settings.
        ignore: names of rules and families to leave out.
        settings: which rules run and how; None for those of the project's configuration.
        jobs: how many processes to use at most; None for as many as are worth starting.
        cache: where the findings of earlier runs are, and those of this one go.

    Raises:
        ConfigError: the configuration names an unknown rule, or has a wrong value.
        UnknownRuleError: `select` or `ignore` does.
        InputError: the baseline cannot be read.
    """
    settings = (settings or read_settings(workspace)).with_options(
        fail_on=fail_on, select=select, ignore=ignore
    )
    baseline = _baseline(settings)
    selected = workspace.selected
    rules, unchecked = _runnable(workspace, settings.rules())
    unchecked += _without_lock(workspace, rules)
    workspace, found = run_rules(workspace, rules, jobs=jobs, cache=cache)
    unchecked += _nothing(workspace, rules)
    graded = _Graded(settings, {rule.name: rule for rule in rules}, workspace)
    findings = graded.of(_strongest(graded.severe(found), graded.rules))
    findings, suppressed = _without_suppressed(findings, graded)
    marks = fingerprints(findings, workspace)
    accepted: list[Finding] = []
    stale: list[Finding] = []
    if baseline is not None:
        accepted = [one for one in findings if marks[one] in baseline.findings]
        findings = [one for one in findings if marks[one] not in baseline.findings]
        names = None if selected is None else map(workspace.name_of, selected)
        stale = list(baseline.stale(marks.values(), graded.rules, names))
    return Result(
        workspace,
        (*(one for one in findings if selected is None or one.path in selected), *stale),
        tuple(unchecked),
        settings,
        tuple(one for one in suppressed if selected is None or one.finding.path in selected),
        tuple(one for one in accepted if selected is None or one.path in selected),
        {**marks, **fingerprints(stale, workspace)},
    )


class _Graded(NamedTuple):
    """How findings are graded: by the settings, and by what they say of single files."""

    settings: Settings
    rules: Mapping[str, Rule]
    """Those that ran, by name."""
    workspace: Workspace

    def severe(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings of rules with their severity, and what readers found besides."""
        severity = {name: self.settings.severity_of(rule) for name, rule in self.rules.items()}
        known = [one._replace(severity=severity[one.rule]) for one in findings]
        return [*known, *_unclaimed(self.workspace)]

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings by place, each once, as the overrides of their files leave them."""
        return _ordered(self.settings.applied(findings, self.workspace))


def _without_suppressed(
    findings: Sequence[Finding], graded: _Graded
) -> tuple[list[Finding], list[Suppressed]]:
    """Return what no comment accepts, with the comments that accept nothing, and the rest."""
    suppressions = find_suppressions(graded.workspace)
    kept, suppressed, used = apply_suppressions(findings, suppressions)
    rule = graded.rules.get(UNUSED)
    if rule is None:
        return kept, suppressed
    severity = graded.settings.severity_of(rule)
    idle = (one._replace(severity=severity) for one in unused(suppressions, used, graded.rules))
    return _ordered([*kept, *graded.of(idle)]), suppressed


def _baseline(settings: Settings) -> Baseline | None:
    if settings.baseline is None:
        return None
    from attachbib.rules.baseline import read_baseline

    return read_baseline(settings.baseline)


def _runnable(workspace: Workspace, rules: Sequence[Rule]) -> tuple[list[Rule], list[Unchecked]]:
    """Return the rules that can run, and what is not checked for want of a file."""
    unread = {one.kind for one in workspace.unread}
    selected = workspace.selected
    unchecked = [
        Unchecked(one.kind, f"{one.error.message} {one.error.hint}".strip(), one.path)
        for one in workspace.unread
        if selected is None or one.path in selected
    ]
    complete: list[Rule] = []
    for rule in rules:
        if missing := rule.needs & unread:
            kinds = " or ".join(sorted(missing))
            unchecked.append(Unchecked(rule.name, f"a file it needs was not read ({kinds})"))
        else:
            complete.append(rule)
    return complete, unchecked


def _nothing(workspace: Workspace, rules: Sequence[Rule]) -> Iterator[Unchecked]:
    """Yield why a check that looked at nothing must not pass."""
    chosen = workspace.selected
    if not rules:
        yield Unchecked("rules", "none of them is selected. `attachbib rules` lists them.")
    read = any(
        records and (chosen is None or path in chosen)
        for path, records in (
            *((one.source.path, one.entries) for one in workspace.libraries),
            *((one.source.path, one.claims) for one in workspace.claims),
            *((one.path, any(one.counts.values())) for one in workspace.counts),
        )
    )
    if not read:
        yield Unchecked(
            "files",
            "they hold no reference, no claim and no sentence. Name others, or fill them.",
        )


def _without_lock(workspace: Workspace, rules: Iterable[Rule]) -> Iterator[Unchecked]:
    """Yield the libraries whose DOIs are not checked, for there is no lock beside them."""
    if not any(rule.family == "registry" for rule in rules) or not workspace.libraries:
        return
    locked = {one.source.path.parent for one in workspace.locks}
    locked |= {one.path.parent for one in workspace.unread if one.kind == "lock"}
    for library in workspace.libraries:
        path = library.source.path
        if path.parent in locked or (workspace.selected and path not in workspace.selected):
            continue
        if any(own_doi(entry) for entry in library.entries):
            name = workspace.name_of(path)
            reason = f"there is no attachbib.lock beside {name}. Run `attachbib lock`."
            yield Unchecked("DOIs", reason, blocking=False)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by place, each once."""
    return sorted(dict.fromkeys(findings), key=_place)


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
    hiding: dict[tuple[str, Path, str | int], list[Finding]] = {}
    for one in findings:
        for name in rules[one.rule].hides if one.rule in rules else ():
            for mark in _marks(one):
                hiding.setdefault((name, one.path, mark), []).append(one)
    for one in findings:
        stronger = (
            other for mark in _marks(one) for other in hiding.get((one.rule, one.path, mark), ())
        )
        if not any(_same_cause(other, one) for other in stronger):
            yield one


def _marks(finding: Finding) -> Iterator[str | int]:
    """Yield what findings of the same cause share at least one of: the key, a line."""
    if finding.key:
        yield finding.key
    yield from range(finding.line, finding.end_line + 1)


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
