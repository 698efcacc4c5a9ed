"""Each report word for word, as it stands in `golden/`, of one result that is made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attachbib.edits import Edit
from attachbib.reports import load_reporter
from attachbib.rules import Finding, Result, Unchecked
from attachbib.rules.fingerprint import fingerprints
from attachbib.workspace import open_workspace

GOLDEN = Path(__file__).parent / "golden"

ARTICLE = "They cry <b>[@none]</b>, 50% of them.\n"
LIBRARY = "@book{Bowlby1969, title = {Attachment}, doi = {doi:10.1000/182}}\n"


@pytest.fixture
def result(tmp_path: Path) -> Result:
    article, library = tmp_path / "an article.md", tmp_path / "library.bib"
    article.write_text(ARTICLE, encoding="utf-8")
    library.write_text(LIBRARY, encoding="utf-8")
    workspace = open_workspace(project=tmp_path, partial=True)
    findings = (
        Finding(
            "unknown-key",
            "no library has the key 'none'",
            article,
            1,
            13,
            1,
            20,
            help="Add an entry with this key, or correct the key.",
            key="none",
        ),
        Finding(
            "malformed-doi",
            "'doi:10.1000/182' has more than the bare DOI",
            library,
            1,
            48,
            1,
            63,
            severity="warning",
            key="Bowlby1969",
            edits=(Edit(47, 51, ""),),
        ),
    )
    unchecked = (Unchecked("library", "byte 7 (0xe9) is not valid utf-8.", tmp_path / "b.bib"),)
    prints = fingerprints(findings, workspace)
    return Result(workspace, findings, unchecked, fingerprints=prints)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("full", "full.txt"),
        ("concise", "concise.txt"),
        ("json", "report.json"),
        ("github", "github.txt"),
        ("gitlab", "gitlab.json"),
        ("junit", "junit.xml"),
        ("html", "report.html"),
    ],
)
def test_word_for_word(name: str, file: str, result: Result) -> None:
    text = load_reporter(name)(result, base=result.workspace.root)
    assert text == (GOLDEN / file).read_text(encoding="utf-8")


def test_sarif_apart_from_the_rules(result: Result) -> None:
    log = json.loads(load_reporter("sarif")(result, base=result.workspace.root))
    del log["runs"][0]["tool"]
    for one in log["runs"][0]["results"]:
        del one["ruleIndex"]
    assert log == json.loads((GOLDEN / "report.sarif").read_text(encoding="utf-8"))
