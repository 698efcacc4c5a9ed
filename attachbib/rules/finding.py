"""Finding: one thing a rule found, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from attachbib.edits import Edit
from attachbib.source import Problem, Source, Span, problem_at

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the least to the most severe."""


class Finding(NamedTuple):
    """One thing that is wrong."""

    rule: str
    message: str
    """What was found and what was expected, one sentence, no trailing period."""
    path: Path
    """Absolute."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    end_line: int
    end_column: int
    """Behind the last character."""
    severity: Severity = "error"
    """The rule's, filled in by `check`."""
    help: str = ""
    """What to do about it: sentences, or ""."""
    key: str = ""
    """The citation key concerned, or ""."""
    claim: str = ""
    """The id of the claim concerned, or ""."""
    edits: tuple[Edit, ...] = ()
    """Changes to the text of `path` that remove the cause and are safe to make unseen."""


def finding_at(
    source: Source,
    span: Span,
    rule: str,
    message: str,
    *,
    help: str = "",
    key: str = "",
    claim: str = "",
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """Return a finding at a span of a source."""
    problem = problem_at(source, span, rule, message, help=help, key=key)
    return from_problem(problem, claim=claim, edits=edits)


def from_problem(problem: Problem, *, claim: str = "", edits: tuple[Edit, ...] = ()) -> Finding:
    """Return the finding that a reader's problem becomes."""
    return Finding(
        problem.rule,
        problem.message,
        problem.path,
        problem.line,
        problem.column,
        problem.end_line,
        problem.end_column,
        help=problem.help,
        key=problem.key,
        claim=claim,
        edits=edits,
    )
