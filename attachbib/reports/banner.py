"""The last line of a report: the outcome, what was found, what was checked and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from attachbib.reports.color import Tone, paint
from attachbib.reports.display import relative_path
from attachbib.reports.summary import checked
from attachbib.rules import SEVERITIES, Finding, Outcome, Result, Severity

_NOUNS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}

_OUTCOMES: Mapping[Outcome, tuple[str, Tone]] = {
    Outcome.PASSED: ("Passed", "good"),
    Outcome.FAILED: ("Failed", "error"),
    Outcome.INCOMPLETE: ("Incomplete", "error"),
}

_NAMED = 5
"""How many of the things not checked the line names."""


def banner(result: Result, *, base: Path, color: bool = False) -> str:
    """Return the line; never one that could be read as clean when something was not checked."""
    word, tone = _OUTCOMES[result.outcome]
    found = count_severities(result.findings) or "nothing found"
    text = f"{paint(word, tone, color)}: {found}. Checked {_amount(result)}"
    return f"{text}; not checked: {_left_out(result, base)}." if result.unchecked else f"{text}."


def count_severities(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, e.g. "2 errors, 1 note", or ""."""
    found = Counter(one.severity for one in findings)
    return ", ".join(count(found[one], _NOUNS[one]) for one in SEVERITIES[::-1] if found[one])


def count(number: int, noun: str) -> str:
    """Return a number of things."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _amount(result: Result) -> str:
    amount = checked(result)
    parts = (
        count(amount.references, "reference"),
        count(amount.claims, "claim"),
        count(amount.sentences, "sentence"),
    )
    return f"{', '.join(parts)} in {count(amount.files, 'file')}"


def _left_out(result: Result, base: Path) -> str:
    names = [
        relative_path(one.path, base) if one.path else one.what for one in result.unchecked[:_NAMED]
    ]
    more = len(result.unchecked) - len(names)
    return ", ".join([*names, *([f"{more} more"] if more else [])])
