"""The hook for pre-commit, installed by pre-commit itself in a repository of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from shipped import BAD, copy_repository, make_project, need

Run = Callable[..., subprocess.CompletedProcess[str]]

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: attachbib-check
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in a folder, with a cache of pre-commit's own and an author for git."""
    names = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, **names, "PRE_COMMIT_HOME": str(tmp_path / "cache")}

    def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)

    return run


def test_the_hook_passes_and_fails_as_the_check_does(tmp_path: Path, run: Run) -> None:
    need("git")
    repository = copy_repository(tmp_path / "attachbib")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        assert run("git", *arguments, cwd=repository).returncode == 0
    revision = run("git", "rev-parse", "HEAD", cwd=repository).stdout.strip()
    site = make_project(tmp_path / "site")
    config = CONFIG.format(repository=repository, revision=revision)
    (site / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    run("git", "init", "-q", cwd=site)
    run("git", "add", ".", cwd=site)
    pre_commit = (sys.executable, "-m", "pre_commit", "run")

    done = run(*pre_commit, cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

    (site / "references" / "article.md").write_text(BAD, encoding="utf-8")
    run("git", "add", ".", cwd=site)
    done = run(*pre_commit, cwd=site)
    assert done.returncode == 1
    assert "references/article.md:1:41: error unknown-key" in done.stdout

    run("git", "reset", "-q", cwd=site)
    (site / "notes.csv").write_text("nothing of ours\n")
    run("git", "add", "notes.csv", cwd=site)
    assert "Skipped" in run(*pre_commit, cwd=site).stdout
