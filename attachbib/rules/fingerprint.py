"""Fingerprints: a name for each finding that stays when lines move.

A fingerprint is a SHA-256 in hexadecimal of the rule, the file's path below the project's
folder, the key and the claim concerned, and the words at the place of the finding. Findings
that share all of these are told apart by their order in the file. Neither the place nor the
message counts: the one moves with every line put in above, the other with every release.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping

from attachbib.rules.finding import Finding
from attachbib.source import Source
from attachbib.workspace import Workspace


def fingerprints(findings: Iterable[Finding], workspace: Workspace) -> Mapping[Finding, str]:
    """Return the fingerprint of each finding.

    Args:
        findings: all those of one check, in its order: what is told apart by its order gets
            another fingerprint when some are left out.
        workspace: the one that was checked.
    """
    seen: Counter[str] = Counter()
    found: dict[Finding, str] = {}
    for finding in dict.fromkeys(findings):
        cause = _cause(finding, workspace)
        found[finding] = _digest(cause, str(seen[cause]))
        seen[cause] += 1
    return found


def _cause(finding: Finding, workspace: Workspace) -> str:
    source = workspace.sources.get(finding.path)
    return _digest(
        finding.rule,
        workspace.name_of(finding.path),
        finding.key,
        finding.claim,
        _words(finding, source) if source else "",
    )


def _words(finding: Finding, source: Source) -> str:
    """Return the words on the first line of the finding's place, or those of the whole line."""
    line = source.line_text(finding.line)
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    span = line[finding.column - 1 : end]
    return " ".join((span if span.strip() else line).split())


def _digest(*parts: str) -> str:
    # JSON escapes what UTF-8 cannot hold, and keeps the parts apart.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
