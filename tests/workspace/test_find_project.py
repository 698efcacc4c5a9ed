"""Which project a command works on."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.errors import InputError, ProjectNotFoundError
from attachbib.workspace import Project, find_project, open_workspace


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_configuration_is_looked_for_upwards(tmp_path: Path) -> None:
    config = write(tmp_path / "attachbib.toml")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_project(deep) == Project(tmp_path, config)


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    write(tmp_path / "attachbib.toml")
    config = write(tmp_path / "a" / "pyproject.toml", "[tool.attachbib]\n")
    assert find_project(tmp_path / "a") == Project(tmp_path / "a", config)


def test_attachbib_toml_goes_before_pyproject_toml(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.attachbib]\n")
    config = write(tmp_path / "attachbib.toml")
    assert find_project(tmp_path).config == config


def test_a_pyproject_toml_of_others_is_none_of_ours(tmp_path: Path) -> None:
    config = write(tmp_path / "attachbib.toml")
    write(tmp_path / "a" / "pyproject.toml", '[project]\nname = "attachbib-plugin"\n')
    assert find_project(tmp_path / "a").config == config


def test_without_configuration_the_folder_references_counts(tmp_path: Path) -> None:
    inside = tmp_path / "references" / "figures"
    inside.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "references", inside):
        assert find_project(folder) == Project(tmp_path)


def test_a_configuration_further_up_goes_before_a_folder_references(tmp_path: Path) -> None:
    config = write(tmp_path / "attachbib.toml")
    (tmp_path / "docs" / "references").mkdir(parents=True)
    assert find_project(tmp_path / "docs") == Project(tmp_path, config)


def test_no_project_is_an_error_that_says_what_one_is(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFoundError, match=r"attachbib\.toml.*references/.*--project"):
        find_project(tmp_path)


def test_a_project_named_by_hand_needs_no_configuration(tmp_path: Path) -> None:
    write(tmp_path / "paper.md", "They cry.\n")
    write(tmp_path / "refs.bib", "@book{a, title = {A}}\n")
    workspace = open_workspace(project=tmp_path)
    assert (workspace.root, len(workspace.articles), len(workspace.libraries)) == (tmp_path, 1, 1)


@pytest.mark.parametrize("name", ["missing", "file.toml"])
def test_a_project_that_is_no_folder_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path / "file.toml")
    with pytest.raises(InputError, match="expected the folder of a project, found"):
        open_workspace(project=tmp_path / name)
