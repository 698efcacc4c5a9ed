"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Numbers in brackets name sections of the standard:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attachbib import __version__
from attachbib.reports.dump import dump_json
from attachbib.reports.places import Region, edit_region, posix_path
from attachbib.reports.summary import is_blocking
from attachbib.rules import RULE_NAMES, Finding, Outcome, Result, Severity, Unchecked, load_rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}

_ROOT = "SRCROOT"
"""Stands for the folder that paths are relative to (3.14.14); where it is, is left open."""


def sarif_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a result as a SARIF log with one run.

    Args:
        base: the folder that paths are relative to, the repository's for code hosts.
        color: has no meaning here.
    """
    indexes = {name: index for index, name in enumerate(_rule_names(result))}
    run = {
        "tool": {"driver": _driver(tuple(indexes))},
        "invocations": [_invocation(result, base)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the check."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [
            {**_result(one, indexes, result, base), **accepted}
            for one, accepted in _findings(result)
        ],
    }
    return dump_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _findings(result: Result) -> Iterator[tuple[Finding, Mapping[str, Any]]]:
    """Yield the findings, also those accepted, with the property `suppressions` (3.27.23)."""
    for one in result.findings:
        yield one, {}
    for one in result.accepted:
        yield one, {"suppressions": [{"kind": "external", "justification": "in the baseline"}]}
    for one, reason in result.suppressed:
        yield one, {"suppressions": [{"kind": "inSource", "justification": reason}]}


def _result(
    finding: Finding, indexes: Mapping[str, int], result: Result, base: Path
) -> dict[str, Any]:
    mark = result.fingerprints.get(finding)
    return {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": ". ".join(filter(None, (finding.message, finding.help)))},
        "locations": [_location(finding.path, base, _place(finding))],
        **({"partialFingerprints": {"attachbibFinding/v1": mark}} if mark else {}),
        **_fixes(finding, result, base),
    }


def _rule_names(result: Result) -> Mapping[str, None]:
    """Return the names of all rules there are, and of problems that name no rule."""
    return dict.fromkeys([*RULE_NAMES, *(one.rule for one, _ in _findings(result))])


def _driver(names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": "attachbib",
        "semanticVersion": __version__,
        "rules": [_rule(name) if name in RULE_NAMES else {"id": name} for name in names],
    }


def _rule(name: str) -> dict[str, Any]:
    rule = load_rule(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _invocation(result: Result, base: Path) -> dict[str, Any]:
    return {
        "executionSuccessful": result.outcome is not Outcome.INCOMPLETE,
        "exitCode": result.outcome.value,
        "toolExecutionNotifications": [
            _notification(one, result, base) for one in result.unchecked
        ],
    }


def _notification(one: Unchecked, result: Result, base: Path) -> dict[str, Any]:
    place = {"locations": [_location(one.path, base)]} if one.path else {}
    return {
        "level": "error" if is_blocking(one, result) else "note",
        "message": {"text": f"not checked: {one.what}: {one.reason}"},
        "descriptor": {"id": "not-checked"},
        **place,
    }


def _place(finding: Finding) -> Region:
    return Region(finding.line, finding.column, finding.end_line, finding.end_column)


def _location(path: Path, base: Path, place: Region | None = None) -> dict[str, Any]:
    region = {"region": _region(place)} if place else {}
    return {"physicalLocation": {"artifactLocation": _artifact(path, base), **region}}


def _artifact(path: Path, base: Path) -> dict[str, Any]:
    if path.is_relative_to(base):
        return {"uri": quote(os.fsencode(posix_path(path, base))), "uriBaseId": _ROOT}
    return {"uri": path.as_uri()}


def _region(place: Region) -> dict[str, int]:
    line, column, end_line, end_column = place
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fixes(finding: Finding, result: Result, base: Path) -> dict[str, Any]:
    """Return the property `fixes` (3.27.30) of a finding, if it has edits."""
    if not finding.edits:
        return {}
    source = result.workspace.sources[finding.path]
    replacements = [
        {
            "deletedRegion": _region(edit_region(source, edit)),
            "insertedContent": {"text": edit.text},
        }
        for edit in finding.edits
    ]
    change = {
        "artifactLocation": _artifact(finding.path, base),
        "replacements": replacements,
    }
    return {"fixes": [{"artifactChanges": [change]}]}
