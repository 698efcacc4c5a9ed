"""A check that looked at nothing must not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.rules import Outcome, check
from attachbib.rules.settings import Settings
from attachbib.workspace import open_workspace


def write(root: Path, article: str, library: str) -> None:
    (root / "article.md").write_text(article, encoding="utf-8")
    (root / "library.bib").write_text(library, encoding="utf-8")


def test_empty_files_are_an_incomplete_check(tmp_path: Path) -> None:
    write(tmp_path, "", "% nothing yet\n")
    result = check(open_workspace(project=tmp_path))
    assert result.outcome is Outcome.INCOMPLETE
    assert [one.what for one in result.unchecked] == ["files"]


@pytest.mark.parametrize(("article", "library"), [("They cry.\n", ""), ("", "@book{a}\n")])
def test_one_sentence_or_reference_is_something(tmp_path: Path, article: str, library: str) -> None:
    write(tmp_path, article, library)
    assert check(open_workspace(project=tmp_path)).unchecked == ()


def test_only_the_selected_files_count(tmp_path: Path) -> None:
    write(tmp_path, "# A heading of code\n\n    x = 1\n", "@book{a, nodoi = {A book.}}\n")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    chosen = open_workspace(project=tmp_path, paths=[tmp_path / "empty.md"])
    assert check(chosen).outcome is Outcome.INCOMPLETE


def test_no_rule_is_no_check(tmp_path: Path) -> None:
    write(tmp_path, "They cry [@a].\n", "@book{a, nodoi = {A book.}}\n")
    result = check(open_workspace(project=tmp_path), settings=Settings(ignore=("ALL",)))
    assert result.outcome is Outcome.INCOMPLETE
    assert [one.what for one in result.unchecked] == ["rules"]
