"""Suppressions: comments that accept what a rule finds, each with its reason.

    <!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->
    % attachbib: ignore[missing-doi, missing-required-field]: a leaflet     (LaTeX, .bib)
    .. attachbib: ignore-file[raw-doi-in-text]: the text is about DOIs      (reStructuredText)
    # attachbib: ignore[claim-without-source]: under discussion             (claims file)

`ignore` is for what begins on the line of the comment or, if nothing else stands there, in
the paragraph behind it; in a `.bib` file in the entry behind it, in a claims file in the
record behind it. `ignore-file` is for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.rules.finding import Finding
from attachbib.source import Source, Span

if TYPE_CHECKING:
    from attachbib.workspace import Workspace

_FORM = re.compile(r"(ignore(?:-file)?)\b\s*(?:\[([^\[\]]*)\])?\s*:?\s*(.*)", re.S)
_BIB_COMMENT = re.compile(
    r"(?m)^[ \t]*(?:%+|@comment[ \t]*\{)[ \t]*attachbib:[ \t]*(ignore[^\r\n]*?)[ \t]*\}?[ \t]*$"
)
_TOML_COMMENT = re.compile(r"(?m)^[ \t]*#+[ \t]*attachbib:[ \t]*(ignore[^\r\n]*?)[ \t]*$")


class Suppression(NamedTuple):
    """One comment."""

    source: Source
    span: Span
    """The comment."""
    rules: tuple[str, ...]
    """Names of rules, known or not."""
    reason: str
    first: int
    """The first line it is for, 1-based."""
    last: int
    """The last one."""

    @property
    def path(self) -> Path:
        """The file's."""
        return self.source.path

    @property
    def is_valid(self) -> bool:
        """Whether it names a rule and gives a reason; else it suppresses nothing."""
        return bool(self.rules and self.reason)

    def covers(self, finding: Finding) -> bool:
        """Whether a finding of its file is accepted."""
        return finding.rule in self.rules and self.first <= finding.line <= self.last


class Suppressed(NamedTuple):
    """A finding that is accepted, and why."""

    finding: Finding
    reason: str


def find_suppressions(workspace: Workspace) -> tuple[Suppression, ...]:
    """Return the comments of all files of a workspace, file by file."""
    return tuple(_find(workspace))


def apply_suppressions(
    findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[list[Finding], list[Suppressed], frozenset[tuple[Suppression, str]]]:
    """Divide findings into those that stay and those accepted.

    Returns:
        Both, and the comments that were used, each with the rule it was used for.
    """
    by_file: dict[Path, list[Suppression]] = {}
    for one in suppressions:
        if one.is_valid:
            by_file.setdefault(one.path, []).append(one)
    kept: list[Finding] = []
    accepted: list[Suppressed] = []
    used: set[tuple[Suppression, str]] = set()
    for finding in findings:
        covering = [one for one in by_file.get(finding.path, ()) if one.covers(finding)]
        if covering:
            used.update((one, finding.rule) for one in covering)
            accepted.append(Suppressed(finding, covering[-1].reason))
        else:
            kept.append(finding)
    return kept, accepted, frozenset(used)


def _find(workspace: Workspace) -> Iterator[Suppression]:
    for path, pragmas in workspace.pragmas.items():
        source = workspace.sources[path]
        for pragma in pragmas:
            if form := _FORM.match(pragma.text):
                yield _suppression(source, pragma.span, form, _paragraph(source, pragma.span))
    for library in workspace.libraries:
        entries = [entry.span for entry in library.entries]
        yield from _in_comments(library.source, _BIB_COMMENT, entries)
    for file in workspace.claims:
        yield from _in_comments(file.source, _TOML_COMMENT, [claim.span for claim in file.claims])


def _in_comments(
    source: Source, comment: re.Pattern[str], records: Sequence[Span]
) -> Iterator[Suppression]:
    """Yield the comments between the records of a file, each for the record behind it."""
    if "attachbib:" not in source.text:
        return
    starts = [record.start for record in records]
    for match in comment.finditer(source.text):
        index = bisect_left(starts, match.start())
        if index and records[index - 1].end > match.end():
            continue
        form = _FORM.match(match[1])
        if form is not None:
            behind = records[index] if index < len(records) else Span(*match.span())
            lines = (source.position(behind.start)[0], source.position(behind.end)[0])
            yield _suppression(source, Span(*match.span()), form, lines)


def _suppression(
    source: Source, span: Span, form: re.Match[str], lines: tuple[int, int]
) -> Suppression:
    names = tuple(name for part in (form[2] or "").split(",") if (name := part.strip()))
    first, last = lines
    if form[1] == "ignore-file":
        first, last = 1, source.position(len(source.text))[0]
    return Suppression(source, span, names, " ".join(form[3].split()), first, last)


def _paragraph(source: Source, span: Span) -> tuple[int, int]:
    """Return the lines a comment is for: its own, or those of the paragraph behind it."""
    first, column = source.position(span.start)
    last, end = source.position(span.end)
    line = source.line_text(last)
    if source.line_text(first)[: column - 1].strip() or line[end - 1 :].strip():
        return first, last
    count = source.position(len(source.text))[0]
    start = last + 1
    while start <= count and not source.line_text(start).strip():
        start += 1
    stop = start
    while stop < count and source.line_text(stop + 1).strip():
        stop += 1
    return start, stop
