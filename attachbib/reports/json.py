"""The report for programs: JSON of a documented shape.

    version     1; raised when a key changes its meaning or goes away, not when one is added
    outcome     "passed", "failed" or "incomplete" (not everything was checked)
    exit_code   0, 1 or 2, one for each outcome
    fail_on     the least severity that makes a check fail
    findings    list of {rule, severity, message, help, path, line, column, end_line,
                end_column, key, claim, fingerprint, edits}; lines and columns count from
                1, in characters, `end_column` is behind the last one; help, key and claim
                may be ""; the fingerprint stays when lines move; edits is a list of
                {line, column, end_line, end_column, text}: replacements in the same file
                that remove the cause and are safe to make
    suppressed  list of {rule, path, line, column, reason}: findings a comment accepts
    accepted    list of {rule, path, line, column}: findings that are in the baseline
    unchecked   list of {what, reason, path, blocking}: what could not be looked at; path
                may be null; blocking is true where the outcome is incomplete for it
    checked     {files, references, claims, sentences}: how many were looked at
    coverage    {articles, total}; articles is a list of {path, direct, inherited, weak,
                exempt, uncited, percent}, total is the same without path

Paths are relative to the folder the check ran in, with "/", if they are below it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attachbib.claims import STATUSES
from attachbib.reports.dump import dump_json
from attachbib.reports.places import edit_region, posix_path
from attachbib.reports.summary import Row, checked, coverage_rows, is_blocking
from attachbib.rules import Finding, Result, Unchecked

VERSION = 1


def json_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a result as JSON; for its shape see this module.

    Args:
        base: the folder that paths are relative to.
        color: has no meaning here.
    """
    *articles, total = (row_data(row, base) for row in coverage_rows(result.coverage))
    report = {
        "version": VERSION,
        "outcome": result.outcome.name.lower(),
        "exit_code": result.outcome.value,
        "fail_on": result.fail_on,
        "findings": [_finding(one, result, base) for one in result.findings],
        "suppressed": [
            {**_place(one, base), "reason": reason} for one, reason in result.suppressed
        ],
        "accepted": [_place(one, base) for one in result.accepted],
        "unchecked": [_unchecked(one, result, base) for one in result.unchecked],
        "checked": checked(result)._asdict(),
        "coverage": {"articles": articles, "total": total},
    }
    return dump_json(report) + "\n"


def _finding(finding: Finding, result: Result, base: Path) -> dict[str, Any]:
    source = result.workspace.sources[finding.path] if finding.edits else None
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "path": posix_path(finding.path, base),
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "key": finding.key,
        "claim": finding.claim,
        "fingerprint": result.fingerprints[finding],
        "edits": [
            {**edit_region(source, edit)._asdict(), "text": edit.text}
            for edit in finding.edits
            if source
        ],
    }


def _place(finding: Finding, base: Path) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "path": posix_path(finding.path, base),
        "line": finding.line,
        "column": finding.column,
    }


def _unchecked(one: Unchecked, result: Result, base: Path) -> dict[str, Any]:
    path = posix_path(one.path, base) if one.path else None
    return {
        "what": one.what,
        "reason": one.reason,
        "path": path,
        "blocking": is_blocking(one, result),
    }


def row_data(row: Row, base: Path) -> dict[str, Any]:
    """Return a row of the coverage as JSON has it: path, counts, percent."""
    path = {"path": posix_path(row.path, base)} if row.path else {}
    counts: dict[str, int] = {status: row.counts[status] for status in STATUSES}
    return {**path, **counts, "percent": row.percent}
