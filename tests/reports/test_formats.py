"""The reports for programs, each read by a reader of its format, whatever was found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from attachbib.edits import Edit
from attachbib.reports import FORMATS, load_reporter
from attachbib.reports.statistics import statistics_report
from attachbib.rules import Finding, Outcome, Result, Unchecked, check
from attachbib.rules.fingerprint import fingerprints
from attachbib.rules.suppressing import Suppressed
from attachbib.workspace import open_workspace

HOSTILE = "]]> <script>&\"' ::error::%0A 100% \x1b[2J\x07\x00\x85\u2028\u202e\ud800 😀\nnext, a:b\r"

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


def report(name: str, result: Result, base: Path) -> str:
    text = load_reporter(name)(result, base=base)
    text.encode("utf-8")
    return text


def read_json(text: str) -> None:
    json.loads(text)


def read_junit(text: str) -> None:
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases) >= 1
    assert suites.failures == sum(
        isinstance(one, junitparser.Failure) for case in cases for one in case.result
    )
    ElementTree.fromstring(text.encode())


def read_sarif(text: str) -> None:
    validate = pytest.importorskip("sarif_kit.validate")
    assert validate.validation_errors(json.loads(text)) == []


def read_github(text: str) -> None:
    for line in text.split("\n"):
        if line.startswith("::"):
            found = COMMAND.fullmatch(line)
            assert found
            for pair in found[2].split(","):
                assert re.fullmatch(r"(file|line|col|endLine|endColumn|title)=.*", pair)


def read_html(text: str) -> None:
    page = lxml_html.document_fromstring(text)
    assert not page.xpath("//script")
    assert len(page.xpath("//h1")) == 1


def read_text(text: str) -> None:
    assert "\x1b" not in text
    assert text.endswith("\n")


READERS: dict[str, Callable[[str], None]] = {
    "full": read_text,
    "concise": read_text,
    "json": read_json,
    "github": read_github,
    "gitlab": read_json,
    "junit": read_junit,
    "sarif": read_sarif,
    "html": read_html,
}


def test_every_format_has_a_reader() -> None:
    assert tuple(READERS) == FORMATS


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A check of files with hard names, one of them empty."""
    root = tmp_path_factory.mktemp("a project")
    (root / "article #1 %.md").write_text("They 😀 cry [@Bowlby1969].\n", encoding="utf-8")
    (root / "empty.md").write_text("", encoding="utf-8")
    (root / "library.bib").write_text(
        "@book{Bowlby1969, author = {Bowlby, John}, title = {Attachment}, year = 1969,\n"
        "publisher = {Hogarth Press}, nodoi = {A book without one.}}\n",
        encoding="utf-8",
    )
    return check(open_workspace(project=root, partial=True))


def root_of(result: Result) -> Path:
    return result.workspace.root


def found(
    clean: Result, findings: tuple[Finding, ...], unchecked: tuple[Unchecked, ...] = ()
) -> Result:
    """Return the result as if these had been found."""
    prints = fingerprints(findings, clean.workspace)
    return Result(clean.workspace, findings, unchecked, fingerprints=prints)


def hostile(result: Result) -> Result:
    """Return the result with findings at hard places and texts that try to get out."""
    root = root_of(result)
    article, empty = root / "article #1 %.md", root / "empty.md"
    findings = (
        Finding("unknown-key", HOSTILE, article, 1, 6, 1, 7, key=HOSTILE, help=HOSTILE),
        Finding("uncited-sentence", HOSTILE, article, 1, 1, 2, 1, edits=(Edit(5, 6, HOSTILE),)),
        Finding("duplicate-key", HOSTILE, empty, 1, 1, 1, 1, severity="warning", claim=HOSTILE),
    )
    unchecked = (Unchecked("library", HOSTILE, root / "a b#.bib"), Unchecked("unknown-key", "why"))
    return found(result, findings, unchecked)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_stays_text(name: str, clean: Result) -> None:
    READERS[name](report(name, hostile(clean), root_of(clean)))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str, clean: Result) -> None:
    result = found(clean, ())
    assert result.outcome is Outcome.PASSED
    READERS[name](report(name, result, root_of(clean)))


TEXTS = st.one_of(st.text(max_size=20), st.sampled_from([HOSTILE, "]]>", "::error::x", "%"]))


@settings(max_examples=40)
@given(TEXTS, TEXTS, st.integers(1, 28), st.sampled_from(["error", "warning", "info"]))
def test_any_finding_is_read(
    clean: Result, message: str, help: str, column: int, severity: str
) -> None:
    root = root_of(clean)
    finding = Finding(
        "unknown-key", message, root / "article #1 %.md", 1, column, 1, column, help=help
    )
    result = found(clean, (finding._replace(severity=severity),))
    for name, read in READERS.items():
        read(report(name, result, root))


def test_github_escapes_and_counts_what_it_leaves_out(clean: Result) -> None:
    root = root_of(clean)
    one = Finding("unknown-key", "50% :: a, b", root / "article #1 %.md", 1, 6, 1, 8, help="Do.")
    many = tuple(one._replace(column=number) for number in range(1, 13))
    result = found(clean, (*many, one._replace(severity="info", end_line=2)))
    lines = report("github", result, root).splitlines()
    assert lines[0] == (
        "::error file=article #1 %25.md,line=1,col=1,endLine=1,endColumn=8,title=unknown-key"
        "::50%25 :: a, b%0ADo."
    )
    assert sum(line.startswith("::error") for line in lines) == 10
    assert lines[10].startswith("2 more of level error left out")
    assert lines[11].startswith("::notice file=article #1 %25.md,line=1,endLine=2,title=")


def test_sarif_names_files_and_places(clean: Result) -> None:
    run = json.loads(report("sarif", hostile(clean), root_of(clean)))["runs"][0]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert places[0]["artifactLocation"] == {
        "uri": "article%20%231%20%25.md",
        "uriBaseId": "SRCROOT",
    }
    assert places[0]["region"] == {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 7}
    (replacement,) = run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"]["startColumn"] == 6
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_json_and_sarif_tell_what_is_accepted_and_why(clean: Result) -> None:
    one, other, _ = hostile(clean).findings
    result = replace(found(clean, (one,)), findings=(), accepted=(one,))
    result = replace(result, suppressed=(Suppressed(other, HOSTILE),))
    data = json.loads(report("json", result, root_of(clean)))
    assert [one["rule"] for one in data["accepted"]] == ["unknown-key"]
    assert [one["reason"] for one in data["suppressed"]] == [HOSTILE]
    text = report("sarif", result, root_of(clean))
    read_sarif(text)
    results = json.loads(text)["runs"][0]["results"]
    assert [one["suppressions"][0]["kind"] for one in results] == ["external", "inSource"]


def test_junit_fails_what_fails_the_check(clean: Result) -> None:
    root = ElementTree.fromstring(report("junit", hostile(clean), root_of(clean)))
    assert (root.get("failures"), root.get("errors"), root.get("tests")) == ("2", "2", "6")


def test_gitlab_has_a_fingerprint_of_each(clean: Result) -> None:
    issues = json.loads(report("gitlab", hostile(clean), root_of(clean)))
    assert len({one["fingerprint"] for one in issues}) == len(issues) == 5
    assert [one["severity"] for one in issues] == ["major", "major", "minor", "blocker", "blocker"]
    assert issues[0]["location"] == {"path": "article #1 %.md", "lines": {"begin": 1, "end": 1}}


def test_statistics_count_by_rule(clean: Result) -> None:
    one, *_ = hostile(clean).findings
    findings = (one, one._replace(column=1), *hostile(clean).findings[2:])
    lines = statistics_report(found(clean, findings), base=root_of(clean)).splitlines()
    assert [line.split() for line in lines[:2]] == [
        ["2", "error", "unknown-key"],
        ["1", "warning", "duplicate-key"],
    ]
