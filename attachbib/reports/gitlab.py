"""The report as GitLab's Code Quality artifact.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attachbib.reports.display import escape
from attachbib.reports.dump import dump_json
from attachbib.reports.places import posix_path
from attachbib.reports.summary import is_blocking
from attachbib.rules import Finding, Result, Severity, Unchecked

_SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def gitlab_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a list of findings; what was not checked stands in it as `not-checked`.

    Args:
        base: the folder that paths are relative to, the repository's for GitLab to find them.
        color: has no meaning here.
    """
    report = [_finding(one, result.fingerprints[one], base) for one in result.findings]
    report += (_unchecked(one, result, base) for one in result.unchecked)
    return dump_json(report) + "\n"


def _finding(finding: Finding, digest: str, base: Path) -> dict[str, Any]:
    return {
        "description": escape(". ".join(filter(None, (finding.message, finding.help)))),
        "check_name": finding.rule,
        "fingerprint": digest,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": posix_path(finding.path, base),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }


def _unchecked(one: Unchecked, result: Result, base: Path) -> dict[str, Any]:
    path = posix_path(one.path, base) if one.path else "."
    cause = f"not-checked {one.what} {path}".encode("utf-8", "backslashreplace")
    return {
        "description": escape(f"not checked: {one.what}: {one.reason}"),
        "check_name": "not-checked",
        "fingerprint": hashlib.sha256(cause).hexdigest(),
        "severity": "blocker" if is_blocking(one, result) else "info",
        "location": {"path": path, "lines": {"begin": 1}},
    }
