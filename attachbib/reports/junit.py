"""The report as JUnit XML, which most CI servers show: a suite for each file that was read.

A finding that fails the check is a failed test; one that does not is a passed test with
what was found as its output, so that the counts agree with the exit code. What was not
checked is an error if it makes the check incomplete, else a skipped test.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attachbib.reports.display import escape
from attachbib.reports.places import posix_path
from attachbib.reports.summary import is_blocking
from attachbib.rules import Finding, Result, Unchecked

_REST = "attachbib"
"""The suite of what was not checked and is no file."""


def junit_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a result as JUnit XML.

    Args:
        base: the folder that paths are relative to.
        color: has no meaning here.
    """
    failing = frozenset(result.failing)
    findings: dict[str, list[Finding]] = {name: [] for name in _files(result, base)}
    unchecked: dict[str, list[Unchecked]] = {}
    for finding in result.findings:
        findings.setdefault(_name(finding.path, base), []).append(finding)
    for one in result.unchecked:
        name = _name(one.path, base) if one.path else _REST
        unchecked.setdefault(name, []).append(one)
    root = Element("testsuites", name="attachbib")
    for name in dict.fromkeys([*findings, *unchecked]):
        suite = SubElement(root, "testsuite", name=name)
        for finding in findings.get(name, ()):
            _add_finding(suite, finding, finding in failing)
        for one in unchecked.get(name, ()):
            _add_unchecked(suite, one, is_blocking(one, result))
        if not len(suite):
            SubElement(suite, "testcase", name="check", classname=name)
        _count(suite, suite)
    _count(root, root.iterfind("testsuite/testcase"))
    indent(root)
    xml = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def _files(result: Result, base: Path) -> Sequence[str]:
    selected = result.workspace.selected
    return [
        _name(path, base)
        for path in result.workspace.sources
        if selected is None or path in selected
    ]


def _name(path: Path, base: Path) -> str:
    return escape(posix_path(path, base))


def _add_finding(suite: Element, finding: Finding, fails: bool) -> None:
    place = f"{finding.line}:{finding.column}"
    suite_name = suite.get("name", "")
    case = SubElement(
        suite,
        "testcase",
        name=f"{place} {finding.rule}",
        classname=suite_name,
        file=suite_name,
        line=str(finding.line),
    )
    message = escape(finding.message)
    text = f"{suite_name}:{place}: {finding.severity} {finding.rule}: {message}"
    if finding.help:
        text += f"\nhelp: {escape(finding.help)}"
    if fails:
        SubElement(case, "failure", type=finding.rule, message=message).text = text
    else:
        SubElement(case, "system-out").text = text


def _add_unchecked(suite: Element, one: Unchecked, is_error: bool) -> None:
    case = SubElement(
        suite, "testcase", name=f"not checked: {one.what}", classname=suite.get("name", "")
    )
    reason = escape(one.reason)
    if is_error:
        SubElement(case, "error", type="not-checked", message=reason).text = reason
    else:
        SubElement(case, "skipped", message=reason)


def _count(element: Element, cases: Iterable[Element]) -> None:
    """Write how many tests there are, and how many of them have each result."""
    found = list(cases)
    element.set("tests", str(len(found)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(case.find(tag) is not None for case in found)))
