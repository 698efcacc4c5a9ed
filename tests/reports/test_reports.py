"""The reports: what they say, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attachbib.reports.full import full_report
from attachbib.reports.json import json_report
from attachbib.rules import Result, Severity, check
from attachbib.workspace import open_workspace

LIBRARY = "@booklet{Bowlby1969, title = {Attachment}, nodoi = {A book without one.}}\n"


def checked(root: Path, files: dict[str, str | bytes], fail_on: Severity = "error") -> Result:
    for name, content in {"library.bib": LIBRARY, **files}.items():
        path = root / name
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
    return check(open_workspace(project=root, partial=True), fail_on=fail_on)


def test_a_clean_project(tmp_path: Path) -> None:
    result = checked(tmp_path, {"article.md": "They cry [@Bowlby1969]. They smile.\n"})
    assert full_report(result, base=tmp_path) == (
        "Coverage       direct  inherited       weak     exempt    uncited    covered\n"
        "article.md          1          1          0          0          0    100.0 %\n"
        "\n"
        "Passed: nothing found. Checked 1 reference, 0 claims, 2 sentences in 2 files.\n"
    )


def test_findings_have_their_place_their_line_and_what_to_do(tmp_path: Path) -> None:
    result = checked(
        tmp_path,
        {
            "article.md": "They cry [@Bowlby1996].\n\n依恋\tis\nfor life.\n",
            "library.bib": "@booklet{Bowlby1969, title = {Attachment}}\n",
        },
    )
    assert (
        full_report(result, base=tmp_path)
        == """\
article.md:1:11: error unknown-key: no library has the key 'Bowlby1996'
  1 | They cry [@Bowlby1996].
    |           ^^^^^^^^^^^
  help: Did you mean 'Bowlby1969'?

article.md:3:1: error uncited-sentence: no source: “依恋 is for life.”
  3 | 依恋    is
    | ^^^^^^^^^^
  help: Cite a work, or record a claim with its evidence or a reason for none.

library.bib:1:10: warning missing-doi: 'Bowlby1969' has no `doi`
  1 | @booklet{Bowlby1969, title = {Attachment}}
    |          ^^^^^^^^^^
  help: Add it, or say why there is none: `nodoi = {…}`.

Coverage       direct  inherited       weak     exempt    uncited    covered
article.md          1          0          0          0          1     50.0 %

Failed: 2 errors, 1 warning. Checked 1 reference, 0 claims, 2 sentences in 2 files.
"""
    )


def test_several_articles_have_a_total(tmp_path: Path) -> None:
    result = checked(
        tmp_path,
        {"a.md": "They cry [@Bowlby1969].\n", "名.md": "# One\n\nThey smile.\n\nThey play.\n"},
    )
    lines = full_report(result, base=tmp_path).splitlines()
    assert lines[-6:-2] == [
        "Coverage     direct  inherited       weak     exempt    uncited    covered",
        "a.md              1          0          0          0          0    100.0 %",
        "名.md             0          0          0          1          2      0.0 %",
        "total             1          0          0          1          2     33.3 %",
    ]


def test_what_was_not_checked_is_never_called_clean(tmp_path: Path) -> None:
    result = checked(
        tmp_path, {"article.md": "They cry [@Bowlby1969].\n", "other.bib": b"@book{a\xe9}"}
    )
    lines = full_report(result, base=tmp_path).splitlines()
    assert lines[0].startswith("other.bib: not checked: library: byte 7 (0xe9) is not valid utf-8.")
    assert "not checked: unknown-key: a file it needs was not read (library)" in lines
    assert lines[-1].startswith(
        "Incomplete: nothing found. Checked 1 reference, 0 claims, 1 sentence in 2 files; "
        "not checked: other.bib, "
    )
    report = json.loads(json_report(result, base=tmp_path))
    assert (report["outcome"], report["exit_code"], report["findings"]) == ("incomplete", 2, [])
    unchecked = [(one["what"], one["path"]) for one in report["unchecked"]]
    assert unchecked[0] == ("library", "other.bib")
    assert ("unknown-key", None) in unchecked


def test_almost_covered_is_not_covered(tmp_path: Path) -> None:
    sentences = "They cry [@Bowlby1969].\n\n" * 2999 + "They smile.\n"
    result = checked(tmp_path, {"article.md": sentences})
    report = json.loads(json_report(result, base=tmp_path))
    assert report["coverage"]["total"]["percent"] == 99.9


@pytest.mark.parametrize(
    ("article", "fail_on", "outcome"),
    [
        ("They cry [@Bowlby1969].\n", "error", "Passed: 1 warning."),
        ("They cry [@Bowlby1969].\n", "warning", "Failed: 1 warning."),
        ("They cry.\n", "error", "Failed: 1 error, 1 warning."),
    ],
)
def test_banner_json_and_exit_code_agree(
    tmp_path: Path, article: str, fail_on: Severity, outcome: str
) -> None:
    library = "@booklet{Bowlby1969, title = {Attachment}}\n"
    result = checked(tmp_path, {"article.md": article, "library.bib": library}, fail_on)
    banner = full_report(result, base=tmp_path).splitlines()[-1]
    assert banner.startswith(outcome)
    report = json.loads(json_report(result, base=tmp_path))
    assert report["outcome"] == outcome.partition(":")[0].lower()
    assert report["exit_code"] == result.outcome.value == int(outcome.startswith("Failed"))
    assert report["fail_on"] == fail_on


def test_json_has_every_key_of_its_description(tmp_path: Path) -> None:
    result = checked(
        tmp_path,
        {
            "article.md": "They “cry” [@Bowlby1969].\n",
            "claims.toml": '[[claim]]\nid = "cry"\nfile = "article.md"\n'
            'anchor.exact = "They “cry”."\nevidence = [{ key = "none" }]\n',
        },
    )
    report = json.loads(json_report(result, base=tmp_path))
    assert len(report["findings"][0].pop("fingerprint")) == 64
    assert report == {
        "version": 1,
        "outcome": "failed",
        "exit_code": 1,
        "fail_on": "error",
        "findings": [
            {
                "rule": "unknown-key",
                "severity": "error",
                "message": "no library has the key 'none'",
                "help": "Add an entry with this key, or correct the key.",
                "path": "claims.toml",
                "line": 5,
                "column": 1,
                "end_line": 5,
                "end_column": 9,
                "key": "none",
                "claim": "cry",
                "edits": [],
            }
        ],
        "suppressed": [],
        "accepted": [],
        "unchecked": [],
        "checked": {"files": 3, "references": 1, "claims": 1, "sentences": 1},
        "coverage": {
            "articles": [
                {
                    "path": "article.md",
                    "direct": 1,
                    "inherited": 0,
                    "weak": 0,
                    "exempt": 0,
                    "uncited": 0,
                    "percent": 100.0,
                }
            ],
            "total": {
                "direct": 1,
                "inherited": 0,
                "weak": 0,
                "exempt": 0,
                "uncited": 0,
                "percent": 100.0,
            },
        },
    }


def test_control_characters_of_files_do_not_reach_the_terminal(tmp_path: Path) -> None:
    article = "They \x1b]0;title\x07 [@a\u202eb].\n\nCry \x1b[2J.\n"
    result = checked(
        tmp_path, {"article.md": article, "claims.toml": '[[claim]]\nid = "\\u001b"\n'}
    )
    report = full_report(result, base=tmp_path)
    assert "\x1b" not in report
    assert "\x07" not in report
    assert "\u202e" not in report
    assert "\\x1b[2J" in report


def test_colors_change_nothing_but_the_color(tmp_path: Path) -> None:
    result = checked(tmp_path, {"article.md": "They cry.\n"})
    colored = full_report(result, base=tmp_path, color=True)
    assert "\x1b[31;1merror\x1b[0m uncited-sentence" in colored
    plain = colored
    for code in ("31;1", "32;1", "33;1", "36;1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == full_report(result, base=tmp_path)
