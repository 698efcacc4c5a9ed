"""The README is true: its examples print what it shows, and CI finds its commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the contents of the code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


CONSOLE = [
    (example.partition("\n")[0], example.partition("\n")[2])
    for block in blocks("console")
    for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]
"""Each command behind a `$`, and what it prints."""


@pytest.fixture
def path_with_attachbib(tmp_path: Path) -> str:
    """A `PATH` on which `attachbib` is the one under test."""
    script = tmp_path / "attachbib"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m attachbib "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


@pytest.mark.parametrize(("command", "expected"), CONSOLE)
def test_a_command_prints_what_is_shown(
    path_with_attachbib: str, command: str, expected: str
) -> None:
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PATH": path_with_attachbib},
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (expected, "")


def test_the_python_example_prints_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = blocks("python")
    [expected] = blocks("text")
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize("name", ["try", "test"])
def test_each_command_for_newcomers_is_one_marked_line(name: str) -> None:
    found = re.findall(rf"^<!-- command: {name} -->\n```sh\n(.+)\n```$", README, re.MULTILINE)
    assert len(found) == 1
    assert found[0].startswith("python3 -m venv .venv && ")


def test_links_lead_to_files() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
