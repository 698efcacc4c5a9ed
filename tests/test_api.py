"""The public Python names: all there, cheap to import, and enough for the main job."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import attachbib

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", attachbib.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(attachbib, name)
    assert name == "__version__" or value.__doc__
    assert name in dir(attachbib)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'opne_workspace'"):
        _ = attachbib.opne_workspace


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert attachbib.__version__ == project["version"]


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import attachbib, sys; print([m for m in sys.modules if m.startswith('attachbib.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert done.stdout == "[]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> attachbib.Workspace:
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "article.md").write_text("Naps help [@doe]. Walks too [@nobody].\n", encoding="utf-8")
    (folder / "library.bib").write_text(
        "@book{doe, author = {Doe, Jane}, title = {Naps}, year = 2020, ids = {jane},\n"
        "  annotation = {On naps.}}\n"
        "@book{roe, author = {Roe, Rita}, title = {Not Cited}, year = 2021}\n"
        "@book{lost, title = {Never closed\n",
        encoding="utf-8",
    )
    return attachbib.open_workspace(tmp_path)


def test_references_are_found_by_key_and_by_alias(workspace: attachbib.Workspace) -> None:
    assert workspace.references["doe"].text["title"] == "Naps"
    assert workspace.reference("jane") == workspace.references["doe"]


def test_a_selection_says_what_is_missing(workspace: attachbib.Workspace) -> None:
    selection = attachbib.select_references(workspace)
    assert [reference.id for reference in selection.references] == ["doe"]
    assert selection.unknown == ("nobody",)
    assert [(problem.rule, problem.line) for problem in selection.problems] == [("parse-error", 4)]


def test_checking_finds_the_unknown_key_with_its_place(workspace: attachbib.Workspace) -> None:
    [finding] = [one for one in attachbib.check(workspace).findings if one.rule == "unknown-key"]
    assert (finding.path.name, finding.line, finding.key) == ("article.md", 1, "nobody")


def test_rendering_prints_what_is_cited_or_everything(workspace: attachbib.Workspace) -> None:
    assert attachbib.render(workspace) == "Doe, J. (2020). Naps.\n"
    everything = json.loads(attachbib.render(workspace, "apa", "json", everything=True))
    assert {"doe", "roe"} <= {entry["id"] for entry in everything}


def test_annotations_can_be_printed(workspace: attachbib.Workspace) -> None:
    assert "On naps." in attachbib.render(workspace, annotated=True)


def test_a_file_can_be_rendered_without_a_project(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@book{doe, title = {Naps}, year = 2020}", encoding="utf-8")
    references = attachbib.read_references(path).references
    assert attachbib.render_references(references, "apa") == "Naps. (2020).\n"


def test_every_error_can_be_caught_as_one_kind(tmp_path: Path) -> None:
    with pytest.raises(attachbib.AttachbibError):
        attachbib.read_references(tmp_path / "missing.bib")
    with pytest.raises(attachbib.AttachbibError):
        attachbib.render_references([], "no such style")


def test_rules_are_chosen_by_name_or_family(workspace: attachbib.Workspace) -> None:
    found = attachbib.check(workspace, select=["citation"]).findings
    assert {one.rule for one in found} >= {"unknown-key"}
    without = attachbib.check(workspace, ignore=["unknown-key"]).findings
    assert "unknown-key" not in {one.rule for one in without}
    with pytest.raises(attachbib.AttachbibError, match="Did you mean 'citation'"):
        attachbib.check(workspace, select=["citations"])
