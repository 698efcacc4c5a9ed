"""Where the report goes: a file, counts by rule, again and again."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from command_line import ROOT, Run, heed_interrupts

from attachbib.reports import FORMATS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two errors and one warning."""
    (tmp_path / "library.bib").write_text("@booklet{a, title = {A}}\n", encoding="utf-8")
    (tmp_path / "article.md").write_text("Cry [@a].\n\nThey nap.\n\nThey run.\n", encoding="utf-8")
    (tmp_path / "attachbib.toml").write_text('articles = "article.md"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_a_file_is_the_one_printed(attachbib: Run, root: Path, name: str) -> None:
    printed = attachbib("check", "--output-format", name)
    done = attachbib("check", "--output-format", name, "--output", "report")
    assert (done.returncode, done.stderr) == (printed.returncode, "") == (1, "")
    assert (root / "report").read_text("utf-8") == printed.stdout
    assert done.stdout.startswith("Failed: 2 errors, 1 warning.")
    assert done.stdout.count("\n") == 1


def test_a_folder_that_does_not_exist(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--output", "reports/check.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "reports/check.txt: its folder does not exist" in done.stderr.replace("\\", "/")


@pytest.mark.parametrize("name", ["article.md", "library.bib", "attachbib.toml", "link.md"])
def test_no_file_that_was_read_is_overwritten(attachbib: Run, root: Path, name: str) -> None:
    (root / "link.md").symlink_to("article.md")
    before = (root / name).read_bytes()
    done = attachbib("check", "--output", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "one of the files that were checked; nothing was written" in done.stderr
    assert (root / name).read_bytes() == before


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device")])
def test_a_full_disk_leaves_the_old_report(
    attachbib: Run, root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    (root / "report").write_text("old", encoding="utf-8")

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr("os.fsync", fail)
    done = attachbib("check", "--output", "report", "--no-cache")
    assert (done.returncode, done.stdout) == (2, "")
    assert "report: cannot be written: No space left on device." in done.stderr
    assert (root / "report").read_text("utf-8") == "old"
    assert not list(root.glob(".attachbib-*"))


def test_an_interrupt_leaves_the_old_report(
    attachbib: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "report").write_text("old", encoding="utf-8")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    done = attachbib("check", "--output", "report", "--no-cache")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert (root / "report").read_text("utf-8") == "old"
    assert not list(root.glob(".attachbib-*"))


def test_statistics_count_by_rule(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--statistics")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert (lines[0][0], lines[0][1], lines[0][-1]) == ("2", "error", "uncited-sentence")
    assert (lines[1][0], lines[1][1], lines[1][-1]) == ("1", "warning", "missing-doi")
    assert done.returncode == 1
    assert attachbib("check", "--statistics", "--output-format", "json").returncode == 2


@pytest.mark.parametrize(
    "arguments", [["--fix", "--watch"], ["--write-baseline", "--diff"], ["--watch", "--diff"]]
)
def test_options_that_do_not_go_together(attachbib: Run, root: Path, arguments: list[str]) -> None:
    done = attachbib("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "do not go together" in done.stderr


def test_force_color_colors_a_pipe_but_no_file(
    attachbib: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in attachbib("check").stdout
    assert "\x1b[" not in attachbib("check", "--output-format", "json").stdout
    attachbib("check", "--output", "report")
    assert "\x1b[" not in (root / "report").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
def test_watch_checks_again_after_each_change_until_interrupted(root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "attachbib", "check", "--watch", "--output-format", "concise"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heed_interrupts,
    )
    assert process.stdout
    assert process.stderr

    def one_run() -> str:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        return next(line for line in lines if line.startswith(("Failed", "Passed")))

    # A watch that does not end would hang the tests.
    timer = threading.Timer(30, process.kill)
    timer.start()
    try:
        assert one_run().startswith("Failed: 2 errors")
        assert process.stderr.readline() == "Waiting for changes; Ctrl-C ends.\n"
        (root / "article.md").write_text("Cry [@a].\n\nThey nap.\n", encoding="utf-8")
        assert one_run().startswith("Failed: 1 error,")
        process.stderr.readline()
        (root / "attachbib.toml").write_text("x", encoding="utf-8")
        assert "this is not valid TOML" in process.stderr.readline()
        process.stderr.readline()
        (root / "attachbib.toml").write_text('[check]\nselect = ["citation"]\n', encoding="utf-8")
        assert one_run().startswith("Passed: nothing found.")
        process.stderr.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == ""
    finally:
        timer.cancel()
        process.kill()


def test_json_counts_what_is_accepted(attachbib: Run, root: Path) -> None:
    comment = "<!-- attachbib: ignore[uncited-sentence]: seen -->\nThey nap."
    text = (root / "article.md").read_text("utf-8").replace("They nap.", comment)
    (root / "article.md").write_text(text, encoding="utf-8")
    report = json.loads(attachbib("check", "--output-format", "json").stdout)
    ((one),) = report["suppressed"]
    assert (one["rule"], one["reason"]) == ("uncited-sentence", "seen")
