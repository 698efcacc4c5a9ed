"""The GitHub action and the GitLab snippet: their shell steps, run in environments of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from shipped import BAD, ROOT, copy_repository, make_project, need

ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"
_INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables that put a fresh virtual environment first, as on a new machine."""
    need("bash")
    folder = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    action = copy_repository(folder / "attachbib") / ".github" / "actions" / "check"
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    path = f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**kept, **pip, "PATH": path, "GITHUB_ACTION_PATH": str(action)}


def shell(script: str, cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does (`shell: bash`)."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


def run_action(
    cwd: Path, environment: dict[str, str], **given: str
) -> subprocess.CompletedProcess[str]:
    """Run the action's own steps with some inputs; return the last that ran."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    inputs = {name: one["default"] for name, one in action["inputs"].items()} | given
    for step in action["runs"]["steps"]:
        if "run" not in step:
            continue
        assert not _INPUT.search(step["run"]), "an input in a script could be a command"
        own = {
            name: _INPUT.sub(lambda match: inputs[match[1]], value)
            for name, value in step.get("env", {}).items()
        }
        done = shell(step["run"], cwd, {**environment, **own})
        if done.returncode:
            return done
    return done


def test_the_action_annotates_the_line(tmp_path: Path, environment: dict[str, str]) -> None:
    make_project(tmp_path / "site", BAD)
    done = run_action(tmp_path, environment, project="site")
    assert done.returncode == 1, done.stderr
    assert re.search(
        r"^::error file=site/references/article\.md,line=1,.*unknown-key.*$", done.stdout, re.M
    )


def test_the_action_passes_options_on(tmp_path: Path, environment: dict[str, str]) -> None:
    make_project(tmp_path, BAD)
    done = run_action(tmp_path, environment, arguments="--ignore unknown-key")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_input_is_never_a_command(tmp_path: Path, environment: dict[str, str]) -> None:
    make_project(tmp_path)
    done = run_action(tmp_path, environment, project="$(touch made)", arguments="; touch made")
    assert done.returncode == 2
    assert not (tmp_path / "made").exists()


def test_the_gitlab_snippet_writes_its_report(tmp_path: Path, environment: dict[str, str]) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    snippet = re.search(r"```yaml\n(# \.gitlab-ci\.yml\n.*?)```", page, re.S)
    assert snippet
    job = yaml.safe_load(snippet[1])["citations"]
    make_project(tmp_path, BAD)
    repository = Path(environment["GITHUB_ACTION_PATH"]).parents[2]
    assert job["script"][0] == "pip install --quiet attachbib"
    shell(f"pip install --quiet '{repository}'", tmp_path, environment)
    done = shell("\n".join(job["script"][1:]), tmp_path, environment)
    assert done.returncode == 1, done.stderr
    report = tmp_path / job["artifacts"]["reports"]["codequality"]
    [issue] = json.loads(report.read_text(encoding="utf-8"))
    assert issue["location"]["path"] == "references/article.md"
