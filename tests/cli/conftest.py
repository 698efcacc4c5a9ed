"""Fixtures of the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Done, Run, make_project

from attachbib.cli import main


@pytest.fixture
def attachbib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `attachbib` in `tmp_path`, or in the folder given as `cwd`."""

    def run(*arguments: str | Path, cwd: Path = tmp_path) -> Done:
        monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as end:
            main([str(one) for one in arguments], prog_name="attachbib")
        printed = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Done(end.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder `references` of a small project in `tmp_path`."""
    return make_project(tmp_path)
