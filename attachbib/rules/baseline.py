"""The baseline: a file of findings that are accepted for now, so that only new ones fail.

It is JSON, sorted by place, one line per finding, and is committed with the project. What
counts is the fingerprint (`attachbib.rules.fingerprint`); rule, path and message are for the
reader. A finding that is gone must leave the baseline: what is accepted only shrinks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attachbib.errors import InputError
from attachbib.rules.finding import Finding, finding_at
from attachbib.source import Source, Span, read_source

if TYPE_CHECKING:
    from attachbib.workspace import Workspace

NAME = "attachbib-baseline.json"
"""Where `--write-baseline` writes unless it is told."""

VERSION = 1


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding of a baseline."""

    rule: str
    path: str
    """Below the project's folder, with `/`."""
    message: str


@dataclass(frozen=True)
class Baseline:
    """A baseline as it was read."""

    source: Source
    findings: Mapping[str, Accepted]
    """Fingerprint → finding, in the order of the file."""

    def stale(
        self, found: Iterable[str], ran: Iterable[str], paths: Iterable[str] | None
    ) -> Iterator[Finding]:
        """Yield a finding for each accepted one that is gone, at its line in the baseline.

        Args:
            found: the fingerprints of this check.
            ran: names of the rules that ran; nothing is known about the others.
            paths: what was looked at; None for everything.
        """
        found, ran = set(found), set(ran)
        wanted = None if paths is None else set(paths)
        for fingerprint, one in self.findings.items():
            looked_at = one.rule in ran and (wanted is None or one.path in wanted)
            if fingerprint in found or not looked_at:
                continue
            start = self.source.text.index(fingerprint)
            yield finding_at(
                self.source,
                Span(start, start + len(fingerprint)),
                "suppression-unused",
                f"{one.rule} no longer finds this in {one.path}: {one.message}",
                help="Take it out of the baseline: `attachbib check --write-baseline`.",
            )


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: it cannot be read, or is none of this version.
        EncodingError: it is not UTF-8.
    """
    source = read_source(path)
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not valid JSON: {error.msg}.",
            path=path,
            line=error.lineno,
            column=error.colno,
            hint=_ANEW,
        ) from None
    except RecursionError:
        raise InputError("the file is nested too deeply.", path=path, hint=_ANEW) from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        found = "no baseline" if version is None else f"a baseline of version {version!r}"
        raise InputError(f"expected a baseline of version {VERSION}, found {found}.", path=path)
    entries = data.get("findings")
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise InputError(
            "`findings` holds something that is no finding; expected objects with fingerprint, "
            "rule, path and message.",
            path=path,
            hint=_ANEW,
        )
    return Baseline(
        source,
        {one["fingerprint"]: Accepted(one["rule"], one["path"], one["message"]) for one in entries},
    )


_ANEW = "Restore it, or write it anew: `attachbib check --write-baseline`."
_FIELDS = ("fingerprint", "rule", "path", "message")


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in _FIELDS)


def baseline_text(fingerprints: Mapping[Finding, str], workspace: Workspace) -> str:
    """Return the text of a baseline that accepts findings.

    Args:
        fingerprints: those of the findings, in the order of the check.
    """
    lines = [
        json.dumps(
            dict(
                zip(
                    _FIELDS,
                    (mark, one.rule, workspace.name_of(one.path), one.message),
                    strict=True,
                )
            ),
            ensure_ascii=False,
        )
        for one, mark in fingerprints.items()
    ]
    body = ",\n  ".join(lines)
    findings = f"[\n  {body}\n ]" if lines else "[]"
    return f'{{\n "version": {VERSION},\n "findings": {findings}\n}}\n'
