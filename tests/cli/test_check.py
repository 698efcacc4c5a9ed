"""`attachbib check`: what it prints, its exit codes, and that it writes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Run, make_project, run_process
from terminal import needs_terminal, run_on_terminal


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder `references` of a small project in `tmp_path` that passes."""
    folder = make_project(tmp_path)
    article = (folder / "article.md").read_text("utf-8")
    (folder / "article.md").write_text(article.replace("Thank you.", ""), encoding="utf-8")
    return folder


def state(folder: Path) -> dict[str, tuple[int, str]]:
    """Return the time and content of every file below a folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in folder.rglob("*")
    }


def test_the_example_is_clean_and_stays_as_it_is(attachbib: Run) -> None:
    before = state(ROOT / "references")
    done = attachbib("check", "--fail-on", "warning", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Passed: " in done.stdout
    assert "Checked 10 references" in done.stdout
    assert "100.0 %" in done.stdout
    assert state(ROOT / "references") == before


def test_findings_are_exit_code_1(attachbib: Run, project: Path) -> None:
    (project / "article.md").write_text("They nap [@doe2021].\n", encoding="utf-8")
    done = attachbib("check")
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"{Path('references/article.md')}:1:11: error unknown-key: no library has the key 'doe2021'"
    )
    assert done.stderr == ""


def test_paths_are_relative_to_the_current_folder(attachbib: Run, project: Path) -> None:
    (project / "article.md").write_text("They nap [@doe2021].\n", encoding="utf-8")
    assert attachbib("check", cwd=project).stdout.startswith("article.md:1:11: error")


def test_warnings_fail_on_demand(attachbib: Run, project: Path) -> None:
    assert attachbib("check").returncode == 0
    assert attachbib("check", "--fail-on", "warning").returncode == 1


def test_json(attachbib: Run, project: Path) -> None:
    done = attachbib("check", "--output-format", "json", "-C", project.parent, cwd=project)
    report = json.loads(done.stdout)
    assert (report["version"], report["exit_code"]) == (1, done.returncode)
    assert report["coverage"]["articles"][0]["path"] == "article.md"


def test_only_what_is_in_the_paths_named(attachbib: Run, project: Path) -> None:
    (project / "second.md").write_text("They smile.\n", encoding="utf-8")
    done = attachbib("check", "references/second.md")
    assert done.returncode == 1
    assert "second.md:1:1: error uncited-sentence" in done.stdout
    assert "missing-doi" not in done.stdout
    assert attachbib("check", "references/library.bib").returncode == 0


def test_help_has_examples_and_exit_codes(attachbib: Run, tmp_path: Path) -> None:
    done = attachbib("check", "--help")
    assert done.returncode == 0
    assert "attachbib check --fail-on warning" in done.stdout
    assert "2  could not run, or not everything could be checked" in done.stdout


def broken_brace(project: Path) -> None:
    library = project / "library.bib"
    first, second, third = library.read_text("utf-8").splitlines()
    library.write_text("\n".join([first, second.replace("{Naps}", "{Naps"), third]))


def typo_in_claims(project: Path) -> None:
    claims = project / "claims.toml"
    claims.write_text(claims.read_text("utf-8").replace("evidence", "evidenze"), encoding="utf-8")


def empty_article(project: Path) -> None:
    (project / "article.md").write_bytes(b"")


def empty_library(project: Path) -> None:
    (project / "library.bib").write_bytes(b"")


def deep_claims(project: Path) -> None:
    (project / "claims.toml").write_text("x = " + "[" * 5000, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (broken_brace, "references/library.bib:2:"),
        (typo_in_claims, "references/claims.toml:"),
        (empty_article, "references/article.md:1:1: error parse-error"),
        (empty_library, "references/library.bib:1:1: error parse-error"),
        (deep_claims, "references/claims.toml:1:"),
    ],
)
def test_what_is_broken_inside_a_file_is_a_finding(
    attachbib: Run, project: Path, spoil: object, place: str
) -> None:
    assert callable(spoil)
    spoil(project)
    before = state(project.parent)
    done = attachbib("check")
    assert done.returncode == 1
    assert place in done.stdout.replace("\\", "/")
    assert "Traceback" not in done.stdout + done.stderr
    assert state(project.parent) == before


def test_entries_around_a_broken_one_survive(attachbib: Run, project: Path) -> None:
    broken_brace(project)
    report = json.loads(attachbib("check", "--output-format", "json").stdout)
    unknown = [one["key"] for one in report["findings"] if one["rule"] == "unknown-key"]
    assert "adams2019" not in unknown
    missing = [one["key"] for one in report["findings"] if one["rule"] == "missing-doi"]
    assert {"adams2019", "roe2021"} <= set(missing)


def latin_1(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def binary(path: Path) -> None:
    path.write_bytes(b"\0\1\2")


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("library.bib", latin_1, ["byte ", "iso-8859-1"]),
        ("article.md", latin_1, ["byte ", "iso-8859-1"]),
        ("claims.toml", latin_1, ["byte ", "iso-8859-1"]),
        ("claims.toml", folder_instead, ["found a directory"]),
        ("library.bib", folder_instead, ["found no library"]),
        ("article.md", binary, ["NUL"]),
    ],
)
def test_what_cannot_be_read_is_exit_code_2(
    attachbib: Run, project: Path, name: str, spoil: object, words: list[str]
) -> None:
    assert callable(spoil)
    spoil(project / name)
    done = attachbib("check")
    assert done.returncode == 2
    text = done.stdout + done.stderr
    assert all(word in text for word in words)
    assert "Traceback" not in text
    assert "Passed" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.md"], "missing.md: no such file."),
        (["--project", "nowhere"], "nowhere: expected the folder of a project"),
        (["--output-format", "xml"], "'xml' is not one of 'full', 'concise', 'json'"),
        (["--fail-on", "never"], "'never' is not one of"),
        (["--fix-all"], "No such option"),
    ],
)
def test_wrong_arguments_are_one_message(
    attachbib: Run, project: Path, arguments: list[str], words: str
) -> None:
    done = attachbib("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_project_is_exit_code_2(attachbib: Run, tmp_path: Path) -> None:
    done = attachbib("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("attachbib: no project at or above ")


def test_a_typo_in_the_configuration_has_its_place(attachbib: Run, project: Path) -> None:
    config = project.parent / "attachbib.toml"
    config.write_text('locale = "de-DE"\n\nartikles = "*.md"\n', encoding="utf-8")
    done = attachbib("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"attachbib: {config}:3:1: unknown key `artikles`. Did you mean `articles`?\n"
    )


def test_an_error_does_not_steer_the_terminal(attachbib: Run, project: Path) -> None:
    (project.parent / "attachbib.toml").write_text('"a\\u001b[2J\\nb" = 1\n', encoding="utf-8")
    done = attachbib("check")
    assert done.returncode == 2
    assert "unknown key `a\\x1b[2J\\nb`" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OSError(28, "No space left on device"), 2, "attachbib: No space left on device.\n"),
        (ZeroDivisionError("x"), 2, "attachbib: this is a defect of attachbib; please report it."),
    ],
)
def test_its_own_failure_is_never_exit_code_1(
    attachbib: Run,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    words: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("attachbib.cli.check.check", fail)
    done = attachbib("check")
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    if code == 130:
        assert done.stderr == ""


def test_a_closed_pipe_is_quiet(project: Path) -> None:
    sentences = "They smile.\n\n" * 5000
    (project / "article.md").write_text(sentences, encoding="utf-8")
    done = run_process("attachbib check | true; echo ${PIPESTATUS[0]}", project.parent)
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_output_that_cannot_hold_a_character_is_escaped(project: Path) -> None:
    (project / "article.md").write_text("依恋 is a word.\n", encoding="utf-8")
    done = run_process("attachbib check", project.parent, PYTHONIOENCODING="latin-1:strict")
    assert done.returncode == 1
    assert "\\u4f9d" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@needs_terminal
@pytest.mark.parametrize(
    ("variables", "is_colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_color_only_on_a_terminal_that_wants_it(
    project: Path, variables: dict[str, str], is_colored: bool
) -> None:
    environment = {**os.environ, "TERM": "xterm", **variables}
    if "NO_COLOR" not in variables:
        environment.pop("NO_COLOR", None)
    printed = run_on_terminal("check", cwd=project.parent, environment=environment)
    assert "warning" in printed
    assert ("\x1b[" in printed) is is_colored


def test_a_pipe_gets_no_color(project: Path) -> None:
    assert "\x1b" not in run_process("attachbib check", project.parent).stdout
