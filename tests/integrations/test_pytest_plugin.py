"""`pytest --attachbib`: the files of a project as tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from shipped import BAD, make_project


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_without_the_option_nothing_is_checked(tmp_path: Path) -> None:
    done = run_pytest(make_project(tmp_path, BAD))
    assert done.returncode == 5
    assert "no tests ran" in done.stdout


def test_each_file_is_a_test(tmp_path: Path) -> None:
    done = run_pytest(make_project(tmp_path), "--attachbib", "-v")
    assert done.returncode == 0, done.stdout
    assert "references/article.md::attachbib PASSED" in done.stdout
    assert "references/library.bib::attachbib PASSED" in done.stdout


def test_a_finding_fails_its_file_with_the_report(tmp_path: Path) -> None:
    done = run_pytest(make_project(tmp_path, BAD), "--attachbib")
    assert done.returncode == 1
    assert "no library has the key 'Bowlby1996'" in done.stdout
    assert "references/article.md:1:41: error unknown-key" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_file_that_cannot_be_read_fails(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    (folder / "references" / "second.md").write_bytes(b"caf\xe9\n")
    done = run_pytest(folder, "--attachbib")
    assert done.returncode == 1
    assert "not checked" in done.stdout
    assert "FAILED references/second.md::attachbib" in done.stdout


def test_the_tests_of_the_repository_run_beside(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    (folder / "test_own.py").write_text("def test_own():\n    pass\n")
    done = run_pytest(folder, "--attachbib")
    assert "3 passed" in done.stdout
    assert "1 passed, 2 deselected" in run_pytest(folder, "--attachbib", "-k", "own").stdout


def test_the_project_can_be_named(tmp_path: Path) -> None:
    make_project(tmp_path / "site")
    done = run_pytest(tmp_path, "--attachbib", "--attachbib-project", "site")
    assert "2 passed" in done.stdout


def test_no_project_is_one_clear_line(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "--attachbib", "--attachbib-project", "nowhere")
    assert done.returncode == 4
    assert "ERROR: attachbib: nowhere: expected the folder of a project" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_pytest_imports_nothing_of_attachbib_without_the_option(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text(
        "import sys\n\ndef test_own():\n    loaded = {n for n in sys.modules if 'attachbib' in n}\n"
        "    assert loaded == {'attachbib', 'attachbib.pytest_plugin'}\n"
    )
    assert run_pytest(tmp_path).returncode == 0
