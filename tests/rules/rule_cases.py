"""Small projects written in Markdown: a fenced block with a file name is a file of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attachbib.rules import Finding, check
from attachbib.rules.settings import read_settings
from attachbib.workspace import open_workspace

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
_HEADING = re.compile(r"^## (.+)$", re.M)

DEFAULTS = {
    "library.bib": (
        "@book{Bowlby1969, author = {Bowlby, John}, title = {Attachment}, year = {1969}, "
        "nodoi = {A book without one.}}\n"
    ),
    "article.md": "Infants stay close to their caregivers [@Bowlby1969].\n",
}
"""What a project has beside the files that a case names."""


@dataclass(frozen=True)
class Case:
    """One project, and the findings it should have (None where only their number counts)."""

    title: str
    files: Mapping[str, str]
    expected: tuple[str, ...] | None


def sections(page: str) -> Mapping[str, str]:
    """Return the sections of a page by heading, the text before the first one as ""."""
    parts = _HEADING.split(page)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def case(title: str, text: str) -> Case:
    """Return the case that a section describes."""
    files: dict[str, str] = {}
    expected: tuple[str, ...] | None = None
    for match in _FENCE.finditer(text):
        if match[1] == "findings":
            expected = tuple(match[3].splitlines())
        elif match[2]:
            files[match[2]] = match[3]
    return Case(title, files, expected)


def cases(text: str) -> Iterator[Case]:
    """Yield the cases of a fixture file, one per section."""
    for title, section in sections(text).items():
        if title:
            yield case(title, section)


def findings(folder: Path, files: Mapping[str, str], name: str) -> tuple[Finding, ...]:
    """Write a project into a folder and return what one rule finds in it."""
    for file, text in {**DEFAULTS, **files}.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workspace = open_workspace(project=folder)
    settings = read_settings(workspace).with_options(extend_select=[name])
    result = check(workspace, settings=settings)
    assert not [one for one in result.unchecked if one.blocking]
    return tuple(one for one in result.findings if one.rule == name)


def line_of(finding: Finding, folder: Path) -> str:
    """Return a finding as fixtures write it."""
    path = finding.path.relative_to(folder).as_posix()
    end = f"{finding.end_line}:{finding.end_column}"
    return f"{path}:{finding.line}:{finding.column}-{end} {finding.severity} {finding.message}"
