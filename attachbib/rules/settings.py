"""Settings: which rules run, how severe each is, and what fails a check.

They come from the tables `check` and `rules` of the configuration, and from the command line,
which wins. A rule is named by its own name, its family, or `ALL`:

    select         run these and no others; without it, the rules that run by default
    extend-select  run these as well
    ignore         leave these out
    severity       rule or family → `error`, `warning` or `info`

The more precise name wins: `--select claim --ignore uncited-sentence` runs the other rules of
the family. A family stands for those of its rules that run by default, so that a new opt-in
rule breaks nobody's check; `ALL` stands for every rule there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from attachbib.errors import AttachbibError
from attachbib.rules.families import FAMILIES, RULE_NAMES, load_rule
from attachbib.rules.finding import SEVERITIES, Severity
from attachbib.rules.options import check_keys, read_options, wrong_value
from attachbib.spelling import closest

if TYPE_CHECKING:
    from attachbib.rules.finding import Finding
    from attachbib.rules.rule import Rule
    from attachbib.workspace import Workspace
    from attachbib.workspace.table import ConfigTable

ALL = "ALL"

_NOT, _ALL, _FAMILY, _RULE = range(4)
"""How precisely a name means a rule."""


class UnknownRuleError(AttachbibError):
    """No rule and no family has a name.

    Attributes:
        name: what was asked for.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"no rule is named '{name}'.", hint=advice(name))
        self.name = name


def advice(name: str) -> str:
    """Return what to do about a name that means no rule."""
    close = closest(name, (*RULE_NAMES, *FAMILIES, ALL))
    return f"Did you mean '{close}'?" if close else "`attachbib rules` lists them."


class Override(NamedTuple):
    """What differs for some files."""

    files: tuple[re.Pattern[str], ...]
    """What matches a path below the project's folder."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules run, how severe each is, and what fails."""

    select: tuple[str, ...] = ()
    """Empty for the rules that run by default."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = "error"
    """The least severity that fails a check."""
    fail_on_unchecked: bool = False
    """Whether what no registry was asked about makes the check incomplete."""
    baseline: Path | None = None
    """The file of accepted findings, absolute."""
    overrides: tuple[Override, ...] = ()
    """Later ones win."""

    def with_options(
        self,
        *,
        select: Sequence[str] = (),
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        severity: Mapping[str, Severity] | None = None,
        fail_on: Severity | None = None,
        fail_on_unchecked: bool = False,
        baseline: Path | None = None,
    ) -> Settings:
        """Return settings in which what is given here comes first.

        Raises:
            UnknownRuleError: a name means no rule.
        """
        for name in (*select, *extend_select, *ignore, *(severity or ())):
            if not is_known(name):
                raise UnknownRuleError(name)
        return replace(
            self,
            select=tuple(select) or self.select,
            extend_select=(*self.extend_select, *extend_select),
            ignore=(*self.ignore, *ignore) if not select else tuple(ignore),
            severity={**self.severity, **(severity or {})},
            fail_on=fail_on or self.fail_on,
            fail_on_unchecked=fail_on_unchecked or self.fail_on_unchecked,
            baseline=baseline or self.baseline,
        )

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules to run, imported."""
        chosen: list[Rule] = []
        for name in RULE_NAMES:
            wanted = _precision(self.select or (ALL,), name)
            wanted = max(wanted, _precision(self.extend_select, name))
            if wanted <= _precision(self.ignore, name):
                continue
            rule = load_rule(name)
            if rule.default or wanted == _RULE or ALL in (*self.select, *self.extend_select):
                chosen.append(rule)
        return tuple(chosen)

    def severity_of(self, rule: Rule) -> Severity:
        """Return how severe a finding of a rule is."""
        return _graded(self.severity, rule.name) or rule.severity

    def applied(self, findings: Iterable[Finding], workspace: Workspace) -> list[Finding]:
        """Return findings with the overrides of their files."""
        if not self.overrides:
            return list(findings)
        kept: list[Finding] = []
        for one in findings:
            name = workspace.name_of(one.path)
            fitting = [over for over in self.overrides if _matches(over, name)]
            if any(_precision(over.ignore, one.rule) for over in fitting):
                continue
            for over in fitting:
                one = one._replace(severity=_graded(over.severity, one.rule) or one.severity)
            kept.append(one)
        return kept


def is_known(name: str) -> bool:
    """Whether a name means a rule, a family or all rules."""
    return name == ALL or name in RULE_NAMES or name in FAMILIES


def is_severity(value: object) -> TypeGuard[Severity]:
    """Whether a value is the name of a severity."""
    return value in SEVERITIES


def _precision(names: Iterable[str], rule: str) -> int:
    """Return how precisely one of some names means a rule."""
    exact = {ALL: _ALL, RULE_NAMES.get(rule, ""): _FAMILY, rule: _RULE}
    return max((exact.get(name, _NOT) for name in names), default=_NOT)


def _graded(severity: Mapping[str, Severity], rule: str) -> Severity | None:
    """Return the severity that a table gives a rule, the most precise name first."""
    names = (rule, RULE_NAMES.get(rule, ""), ALL)
    return next((severity[name] for name in names if name in severity), None)


def _matches(override: Override, name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in override.files)


def read_settings(workspace: Workspace) -> Settings:
    """Return the settings of a project's configuration.

    Raises:
        ConfigError: a key or the name of a rule is unknown, or a value is wrong.
    """
    config = workspace.config
    if config.rules is not None:
        _check_options(config.rules)
    if config.check is None:
        return Settings()
    return _Reader(config.check, workspace.root).settings()


def _check_options(rules: ConfigTable) -> None:
    """Accept the options of rules, also of those that do not run."""
    for name in rules.values:
        if name not in RULE_NAMES:
            raise rules.error(f"no rule is named '{name}'.", advice(name), at=(name,))
        read_options(rules.table(name), load_rule(name).options)


class _Reader:
    """The table `check` of a configuration."""

    def __init__(self, table: ConfigTable, root: Path) -> None:
        self.table = table
        self.root = root

    def settings(self) -> Settings:
        table = self.table
        check_keys(table, _KEYS)
        fail_on = table.values.get("fail-on", "error")
        if not is_severity(fail_on):
            raise wrong_value(table, "fail-on", f"one of {', '.join(SEVERITIES)}")
        unchecked = table.values.get("fail-on-unchecked", False)
        if not isinstance(unchecked, bool):
            raise wrong_value(table, "fail-on-unchecked", "true or false")
        baseline = table.values.get("baseline")
        if baseline is not None and (not isinstance(baseline, str) or not baseline.strip()):
            raise wrong_value(table, "baseline", "the path of a file")
        return Settings(
            select=_names(table, "select"),
            extend_select=_names(table, "extend-select"),
            ignore=_names(table, "ignore"),
            severity=_severities(table),
            fail_on=fail_on,
            fail_on_unchecked=unchecked,
            baseline=self.root / baseline if baseline else None,
            overrides=self.overrides(),
        )

    def overrides(self) -> tuple[Override, ...]:
        from attachbib.workspace.globs import compile_glob
        from attachbib.workspace.table import ConfigTable

        entries = self.table.values.get("overrides", [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise wrong_value(self.table, "overrides", "a list of tables")
        found: list[Override] = []
        for index, values in enumerate(entries):
            way = (*self.table.way, "overrides", index)
            table = ConfigTable(self.table.source, way, values)
            check_keys(table, _OVERRIDE_KEYS)
            globs = _strings(table, "files")
            if not globs:
                raise table.error("an override needs `files`, a list of globs.")
            try:
                patterns = tuple(compile_glob(one) for one in globs)
            except re.error as error:
                raise table.error(f"`files` holds no glob: {error}.", at=("files",)) from None
            found.append(Override(patterns, _names(table, "ignore"), _severities(table)))
        return tuple(found)


_KEYS = (
    "select",
    "extend-select",
    "ignore",
    "severity",
    "fail-on",
    "fail-on-unchecked",
    "baseline",
    "overrides",
)
_OVERRIDE_KEYS = ("files", "ignore", "severity")


def _strings(table: ConfigTable, key: str) -> tuple[str, ...]:
    value: Any = table.values.get(key, [])
    strings = [value] if isinstance(value, str) else value
    if not isinstance(strings, list) or not all(isinstance(one, str) for one in strings):
        raise wrong_value(table, key, "a list of strings")
    return tuple(strings)


def _names(table: ConfigTable, key: str) -> tuple[str, ...]:
    names = _strings(table, key)
    for name in names:
        if not is_known(name):
            raise table.error(f"no rule is named '{name}'.", advice(name), at=(key,))
    return names


def _severities(table: ConfigTable) -> dict[str, Severity]:
    own = table.table("severity")
    found: dict[str, Severity] = {}
    for name, value in own.values.items():
        if not is_known(name):
            raise own.error(f"no rule is named '{name}'.", advice(name), at=(name,))
        if not is_severity(value):
            raise wrong_value(own, name, f"one of {', '.join(SEVERITIES)}")
        found[name] = value
    return found
