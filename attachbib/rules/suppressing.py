"""Suppressions: comments that accept what a rule finds, each with its reason.

    <!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->
    % attachbib: ignore[missing-doi, missing-required-field]: a leaflet     (LaTeX, .bib)
    .. attachbib: ignore-file[raw-doi-in-text]: the text is about DOIs      (reStructuredText)
    # attachbib: ignore[claim-without-source]: under discussion             (claims file)
    # attachbib: ignore[uncited-sentence]: what every parent has seen       (plain text)

`ignore` is for what begins on the line of the comment or, if nothing else stands there, in
the paragraph behind it; in a `.bib` file in the entry around it, on its line or behind it, in
a claims file in the record behind it. A comment of Word is for its paragraph. `ignore-file` is
for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.rules.finding import Finding
from attachbib.source import Source, Span

if TYPE_CHECKING:
    from attachbib.bibtex import Library
    from attachbib.workspace import Workspace

_FORM = re.compile(r"(ignore(?:-file)?)\b\s*(?:\[([^\[\]]*)\])?\s*:?\s*(.*)", re.S)
_BIB_COMMENT = re.compile(
    r"(?m)(?:^[ \t]*@comment[ \t]*\{|^[ \t]*%+|(?<=[\s,}])%+)"
    r"[ \t]*attachbib:[ \t]*(ignore[^\r\n]*?)[ \t]*\}?[ \t]*$"
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
    is_for_file: bool = False
    """Whether it is for the whole file, whatever the lines."""

    @property
    def path(self) -> Path:
        """The file's."""
        return self.source.path

    @property
    def is_valid(self) -> bool:
        """Whether it names a rule and gives a reason; else it suppresses nothing."""
        return bool(self.rules and self.reason)


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
    scopes: dict[tuple[Path, str], _Scope] = {}
    for one in suppressions:
        for rule in one.rules if one.is_valid else ():
            scopes.setdefault((one.path, rule), _Scope()).add(one)
    kept: list[Finding] = []
    accepted: list[Suppressed] = []
    used: set[tuple[Suppression, str]] = set()
    for finding in findings:
        scope = scopes.get((finding.path, finding.rule))
        if scope and (covering := scope.covering(finding.line)):
            used.update((one, finding.rule) for one in covering)
            accepted.append(Suppressed(finding, covering[-1].reason))
        else:
            kept.append(finding)
    return kept, accepted, frozenset(used)


class _Scope:
    """The comments of one file for one rule, in the order of the file."""

    def __init__(self) -> None:
        self._whole: list[Suppression] = []
        self._parts: list[Suppression] = []
        # Both rise with the comments, for none is for lines before those of an earlier one.
        self._firsts: list[int] = []
        self._lasts: list[int] = []

    def add(self, one: Suppression) -> None:
        if one.is_for_file:
            self._whole.append(one)
        else:
            self._parts.append(one)
            self._firsts.append(one.first)
            self._lasts.append(one.last)

    def covering(self, line: int) -> list[Suppression]:
        """Return the comments that are for a line."""
        first, last = bisect_left(self._lasts, line), bisect_right(self._firsts, line)
        return [*self._whole, *self._parts[first:last]]


def _find(workspace: Workspace) -> Iterator[Suppression]:
    for path, pragmas in workspace.pragmas.items():
        source = workspace.sources[path]
        for pragma in pragmas:
            if form := _FORM.match(pragma.text):
                yield _suppression(source, pragma.span, form, _paragraph(source, pragma.span))
    for library in workspace.libraries:
        yield from _in_library(library)
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
        behind = records[index] if index < len(records) else Span(*match.span())
        yield from _for_record(source, match, behind)


def _in_library(library: Library) -> Iterator[Suppression]:
    """Yield the comments of a `.bib` file, each for the entry around it, on its line or behind."""
    source = library.source
    if "attachbib:" not in source.text:
        return
    entries = library.entries
    starts = [entry.span.start for entry in entries]
    for match in _BIB_COMMENT.finditer(source.text):
        index = bisect_left(starts, match.start())
        before = entries[index - 1] if index else None
        meant = entries[index].span if index < len(entries) else Span(*match.span())
        if before and before.span.end > match.start():
            if any(start <= match.start() < end for _, _, start, end, _ in before.raw.fields):
                continue
            meant = before.span
        elif before and "\n" not in source.text[before.span.end : match.start()].strip(" \t"):
            meant = before.span
        yield from _for_record(source, match, meant)


def _for_record(source: Source, match: re.Match[str], record: Span) -> Iterator[Suppression]:
    if form := _FORM.match(match[1]):
        lines = (source.position(record.start)[0], source.position(record.end)[0])
        yield _suppression(source, Span(*match.span()), form, lines)


def _suppression(
    source: Source, span: Span, form: re.Match[str], lines: tuple[int, int]
) -> Suppression:
    names = tuple(name for part in (form[2] or "").split(",") if (name := part.strip()))
    reason = " ".join(form[3].split())
    return Suppression(source, span, names, reason, *lines, form[1] == "ignore-file")


def _paragraph(source: Source, span: Span) -> tuple[int, int]:
    """Return the lines a comment is for: its own, or those of the paragraph behind it."""
    form = _LINES.get(source.path.suffix.lower(), _Lines())
    first, column = source.position(span.start)
    last, end = source.position(span.end)
    before = source.line_text(first)[: column - 1]
    after = source.line_text(last)[end - 1 :]
    if not (form.before.fullmatch(before) and form.after.fullmatch(after)):
        return first, last
    count = source.position(len(source.text))[0]
    start = last + 1
    while start <= count and form.blank.fullmatch(source.line_text(start)):
        start += 1
    stop = start
    while (
        stop < count
        and not form.end.search(source.line_text(stop))
        and not form.blank.fullmatch(source.line_text(stop + 1))
    ):
        stop += 1
    return start, stop


class _Lines(NamedTuple):
    """How the lines of a format show where a paragraph begins and ends."""

    before: re.Pattern[str] = re.compile(r"\s*")
    """What may stand before a comment that has its line for itself."""
    after: re.Pattern[str] = re.compile(r"\s*")
    """What may stand behind it."""
    blank: re.Pattern[str] = re.compile(r"\s*")
    """A line between paragraphs."""
    end: re.Pattern[str] = re.compile(r"(?!)")
    """What the last line of a paragraph holds, blank line or not."""


_HTML = _Lines(end=re.compile(r"</(?:p|li|h[1-6]|td|th|tr|dd|dt|blockquote|div|section)\s*>", re.I))
_NOTEBOOK = _Lines(
    before=re.compile(r'\s*(?:"source":\s*\[\s*)?"'),
    after=re.compile(r'(?:\\n)?",?\s*'),
    blank=re.compile(r'\s*"\s*(?:\\n)?",?\s*|\s*[^"\s].*|\s*|\s*"\w+":.*'),
)
"""The lines of a cell are strings, one a line, as every program writes them."""

_WORD = _Lines(before=re.compile(r"(?!)"))
"""A comment is for the paragraph, which is a line, that it is attached to."""

_LINES: Mapping[str, _Lines] = {
    ".html": _HTML,
    ".htm": _HTML,
    ".ipynb": _NOTEBOOK,
    ".docx": _WORD,
}
