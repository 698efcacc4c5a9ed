"""What is read, in which order, and what the workspace knows about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.errors import ConfigError, EncodingError, InputError
from attachbib.workspace import open_workspace
from attachbib.workspace.globs import compile_glob, match_files


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two articles, two libraries and claims."""
    return write(
        tmp_path,
        {
            "references/b.md": "They cry [@b; @none].\n",
            "references/a/x.md": "They smile [@a; @b].\n",
            "references/one.bib": "@book{a, title = {First}}\n"
            "@book{b, title = {B}, ids = {beta}}\n",
            "references/two.bib": "@book{a, title = {Second}}\n@book{c, title = {C}}\n",
            "references/claims.toml": '[[claim]]\nid = "cry"\nfile = "b.md"\n'
            'anchor.exact = "They cry."\nevidence = [{ key = "b" }]\n',
        },
    )


def names(paths: list[Path] | tuple[Path, ...], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def test_references_of_all_libraries_the_first_wins(root: Path) -> None:
    workspace = open_workspace(root)
    assert list(workspace.references) == ["a", "b", "c"]
    assert workspace.references["a"].text["title"] == "First"
    assert "none" not in workspace.references
    assert len(workspace.references) == 3


def test_an_alias_leads_to_its_reference(root: Path) -> None:
    workspace = open_workspace(root)
    found = workspace.reference("beta")
    assert found is not None
    assert found.id == "b"
    assert workspace.reference("none") is None
    assert workspace.has_key("beta")
    assert not workspace.has_key("none")


def test_keys_in_the_order_in_which_they_are_cited(root: Path) -> None:
    assert open_workspace(root).cited_keys == ("a", "b", "none")


def test_claims_belong_to_the_article_they_name(root: Path) -> None:
    workspace = open_workspace(root)
    (claims,) = workspace.claims
    assert list(workspace.claims_by_article) == [root / "references" / "b.md"]
    assert workspace.anchors[claims.claims[0]].state == "same"


def test_coverage_has_a_record_for_every_article(root: Path) -> None:
    coverage = open_workspace(root).coverage
    assert [one.article.source.path.name for one in coverage] == ["x.md", "b.md"]
    assert [one.percent for one in coverage] == [100.0, 100.0]


def test_the_articles_come_in_the_order_of_the_globs(root: Path) -> None:
    write(root, {"attachbib.toml": 'articles = ["references/b.md", "references/**/*.md"]\n'})
    articles = open_workspace(root).articles
    assert names([one.source.path for one in articles], root) == [
        "references/b.md",
        "references/a/x.md",
    ]


def test_a_file_that_cannot_be_read_is_an_error(root: Path) -> None:
    (root / "references" / "two.bib").write_bytes(b"\xff")
    with pytest.raises(EncodingError, match=r"two\.bib"):
        open_workspace(root)


def test_partial_keeps_what_can_be_read(root: Path) -> None:
    (root / "references" / "two.bib").write_bytes(b"\xff")
    workspace = open_workspace(root, partial=True)
    assert [one.source.path.name for one in workspace.libraries] == ["one.bib"]
    assert [(one.kind, one.path.name) for one in workspace.unread] == [("library", "two.bib")]


def test_a_link_is_read_once(root: Path) -> None:
    (root / "references" / "zzz.bib").symlink_to("one.bib")
    assert len(open_workspace(root).libraries) == 2


def test_a_loop_of_links_does_no_harm(root: Path) -> None:
    (root / "references" / "a" / "loop").symlink_to("..", target_is_directory=True)
    (root / "references" / "self.bib").symlink_to("self.bib")
    workspace = open_workspace(root, partial=True)
    assert len(workspace.articles) == 2
    assert [one.path.name for one in workspace.unread] == ["self.bib"]


def test_a_link_that_leads_out_of_the_project_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.bib"
    secret.write_text("@book{secret, title = {S}}\n", encoding="utf-8")
    (root / "references" / "innocent.bib").symlink_to(secret)
    with pytest.raises(ConfigError, match=r"innocent\.bib: the link leads out of"):
        open_workspace(root, partial=True)


def test_reading_writes_nothing(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    workspace = open_workspace(root)
    assert len(workspace.coverage) == 2
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_file_named_by_hand_is_read_too(root: Path) -> None:
    write(root, {"draft.md": "They sleep [@c].\n"})
    workspace = open_workspace(root, paths=[root / "draft.md"])
    assert workspace.selected == frozenset({root / "draft.md"})
    assert workspace.cited_keys == ("a", "b", "none", "c")


def test_a_folder_named_by_hand_stands_for_what_the_project_has_in_it(root: Path) -> None:
    write(root, {"references/a/notes.txt": ""})
    workspace = open_workspace(root, paths=[root / "references" / "a"])
    assert workspace.selected == frozenset({root / "references" / "a" / "x.md"})


def test_files_named_by_hand_need_no_project(tmp_path: Path) -> None:
    write(tmp_path, {"x.md": "They cry [@a].\n", "y.bib": "@book{a, title = {A}}\n"})
    by_name = open_workspace(tmp_path, paths=[tmp_path / "x.md", tmp_path / "y.bib"])
    by_folder = open_workspace(tmp_path, paths=[tmp_path])
    for workspace in (by_name, by_folder):
        assert (len(workspace.articles), list(workspace.references)) == (1, ["a"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("references/on.bib", "no such file. Did you mean one.bib"),
        ("nowhere/x.md", "no such file"),
        ("references/picture.png", "neither an article nor a library"),
        ("empty", "has no article and no library"),
    ],
)
def test_what_cannot_be_checked_is_an_error(root: Path, name: str, message: str) -> None:
    write(root, {"references/picture.png": ""})
    (root / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        open_workspace(root, paths=[root / name])


def test_an_article_alone_has_no_library(tmp_path: Path) -> None:
    write(tmp_path, {"x.md": "They cry [@a].\n"})
    with pytest.raises(InputError, match="no library"):
        open_workspace(tmp_path, paths=[tmp_path / "x.md"])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.md", ["a.md", "b.md"]),
        ("**/*.md", ["a.md", "b.md", "d/a.md", "d/e/a.md"]),
        ("d/**", ["d/a.md", "d/c.txt", "d/e/a.md"]),
        ("**/a.md", ["a.md", "d/a.md", "d/e/a.md"]),
        ("d/*", ["d/a.md", "d/c.txt"]),
        ("*/*.md", ["d/a.md"]),
        ("[!a].md", ["b.md"]),
        ("?.{md,txt}", ["a.md", "b.md"]),
        ("./d/*.{md,txt}", ["d/a.md", "d/c.txt"]),
        ("d\\*.md", ["d/a.md"]),
        (".hidden/*.md", [".hidden/a.md"]),
        ("missing/*.md", []),
        ("d/missing.md", ["d/missing.md"]),
    ],
)
def test_globs(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    files = ["b.md", "a.md", "d/a.md", "d/c.txt", "d/e/a.md", ".hidden/a.md"]
    files += ["node_modules/a.md", "venv/pyvenv.cfg", "venv/a.md"]
    write(tmp_path, dict.fromkeys(files, ""))
    found = match_files(tmp_path, pattern)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == expected


def test_a_folder_that_cannot_be_listed_is_not_passed_over(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if os.path.basename(path) == "a":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match="a: the folder cannot be listed: Permission denied"):
        open_workspace(root, partial=True)


@given(st.text(st.sampled_from("ab.[]{}*?\\^$|()+-")).filter(bool))
def test_a_glob_without_wildcards_matches_itself_only(text: str) -> None:
    if not set(text) & set("*?[{"):
        assert compile_glob(text).fullmatch(text)
        assert not compile_glob(text).fullmatch(text + "a")


def test_paths_are_relative_to_the_folder_the_command_runs_in(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "references")
    workspace = open_workspace(paths=["b.md"])
    assert workspace.selected == frozenset({Path(os.getcwd()) / "b.md"})
    assert workspace.name_of(root / "references" / "b.md") == "references/b.md"


def test_files_that_an_article_includes_are_articles_too(root: Path) -> None:
    (root / "attachbib.toml").write_text('articles = ["main.tex"]\nlibraries = ["*/one.bib"]\n')
    (root / "main.tex").write_text("Naps help \\cite{a}.\n\n\\input{part}\n\n\\input{part}\n")
    (root / "part.tex").write_text("Sleep helps more \\cite{b}.\n")
    workspace = open_workspace(root)
    assert [one.source.path.name for one in workspace.articles] == ["main.tex", "part.tex"]
    assert workspace.cited_keys == ("a", "b")
