"""The baseline: what is found now is accepted, what is new fails, what is gone must go."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import Run

NAME = "attachbib-baseline.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one error and one warning, and its configuration."""
    (tmp_path / "library.bib").write_text("@booklet{a, title = {A}}\n", encoding="utf-8")
    (tmp_path / "article.md").write_text("They cry [@a].\n\nThey nap.\n", encoding="utf-8")
    (tmp_path / "attachbib.toml").write_text(f'[check]\nbaseline = "{NAME}"\n', encoding="utf-8")
    return tmp_path


def findings(attachbib: Run) -> list[tuple[str, int, str]]:
    report = json.loads(attachbib("check", "--output-format", "json").stdout)
    return [(one["path"], one["line"], one["rule"]) for one in report["findings"]]


def test_what_is_accepted_no_longer_fails(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--write-baseline")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote 2 findings to {NAME}.\n"
    assert attachbib("check", "--fail-on", "info").returncode == 0
    assert findings(attachbib) == []


def test_moved_lines_stay_accepted_and_new_findings_fail(attachbib: Run, root: Path) -> None:
    attachbib("check", "--write-baseline")
    text = "# One\n\nThey run.\n\nThey cry [@a].\n\nThey nap.\n"
    (root / "article.md").write_text(text, encoding="utf-8")
    assert findings(attachbib) == [("article.md", 3, "uncited-sentence")]
    assert attachbib("check").returncode == 1


def test_what_is_gone_is_reported(attachbib: Run, root: Path) -> None:
    attachbib("check", "--write-baseline")
    (root / "article.md").write_text("They cry [@a].\n", encoding="utf-8")
    ((path, line, rule),) = findings(attachbib)
    assert (path, rule) == (NAME, "suppression-unused")
    assert '"uncited-sentence"' in (root / NAME).read_text("utf-8").splitlines()[line - 1]
    done = attachbib("check", "--fail-on", "warning")
    assert done.returncode == 1
    assert "attachbib check --write-baseline" in done.stdout
    attachbib("check", "--write-baseline")
    assert findings(attachbib) == []


def test_a_check_of_some_files_or_rules_says_nothing_of_the_others(
    attachbib: Run, root: Path
) -> None:
    attachbib("check", "--write-baseline")
    for arguments in (["article.md"], ["library.bib"], ["--select", "doi"], ["--ignore", "claim"]):
        assert attachbib("check", "--fail-on", "info", *arguments).returncode == 0


def test_the_file_is_the_same_again_and_one_line_a_finding(attachbib: Run, root: Path) -> None:
    attachbib("check", "--write-baseline")
    first = (root / NAME).read_bytes()
    attachbib("check", "--write-baseline")
    assert (root / NAME).read_bytes() == first
    data = json.loads(first)
    assert data["version"] == 1
    assert [(one["path"], one["rule"]) for one in data["findings"]] == [
        ("article.md", "uncited-sentence"),
        ("library.bib", "missing-doi"),
    ]
    assert sum("fingerprint" in line for line in first.decode().splitlines()) == 2


def test_without_configuration_it_is_named(attachbib: Run, root: Path) -> None:
    (root / "attachbib.toml").write_text("", encoding="utf-8")
    done = attachbib("check", "--write-baseline")
    assert f"Use it with `--baseline {NAME}`" in done.stdout
    assert attachbib("check", "--fail-on", "info").returncode == 1
    assert attachbib("check", "--fail-on", "info", "--baseline", NAME).returncode == 0
    attachbib("check", "--write-baseline", "--baseline", "other.json")
    assert (root / "other.json").read_bytes() == (root / NAME).read_bytes()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        ("{", "this is not valid JSON"),
        ("[" * 20_000, "nested too deeply"),
        ("[]", "expected a baseline of version 1, found no baseline."),
        ('{"version": 9}', "found a baseline of version 9"),
        ('{"version": 1, "findings": [1]}', "holds something that is no finding"),
        ('{"version": 1, "findings": {}}', "holds something that is no finding"),
    ],
)
def test_a_broken_baseline_is_an_error(
    attachbib: Run, root: Path, content: str | None, words: str
) -> None:
    if content is not None:
        (root / NAME).write_text(content, encoding="utf-8")
    done = attachbib("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert NAME in done.stderr
    assert words in done.stderr
    assert attachbib("check", "--write-baseline").returncode == 0


@pytest.mark.parametrize("arguments", [["article.md"], ["--select", "doi"], ["--ignore", "doi"]])
def test_it_is_written_for_the_whole_project_only(
    attachbib: Run, root: Path, arguments: list[str]
) -> None:
    done = attachbib("check", "--write-baseline", *arguments)
    assert done.returncode == 2
    assert "for the whole project" in done.stderr
    assert not (root / NAME).exists()


def test_it_is_not_written_when_not_everything_was_checked(attachbib: Run, root: Path) -> None:
    (root / "other.md").write_bytes(b"\xff")
    done = attachbib("check", "--write-baseline")
    assert done.returncode == 2
    assert "no baseline was written" in done.stderr
    assert not (root / NAME).exists()


def test_it_overwrites_no_file_that_was_checked(attachbib: Run, root: Path) -> None:
    before = (root / "article.md").read_bytes()
    done = attachbib("check", "--write-baseline", "--baseline", "article.md")
    assert done.returncode == 2
    assert "one of the files that were checked" in done.stderr
    assert (root / "article.md").read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_is_read_only(attachbib: Run, root: Path) -> None:
    root.chmod(0o555)
    try:
        done = attachbib("check", "--write-baseline")
    finally:
        root.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr
