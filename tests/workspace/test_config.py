"""The configuration: its keys, and where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.claims import CoveragePolicy
from attachbib.errors import ConfigError, EncodingError, InputError
from attachbib.workspace import Config, open_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two articles and two libraries, and no configuration."""
    for name, text in {
        "text/one.md": "They cry [@a].\n",
        "text/two.md": "They smile [@b].\n",
        "bib/a.bib": "@book{a, title = {A}}\n",
        "bib/b.bib": "@book{b, title = {B}}\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def config(root: Path, text: str, name: str = "attachbib.toml") -> Config:
    (root / name).write_text(text, encoding="utf-8")
    return open_workspace(root).config


FULL = """articles = ["text/*.md"]
libraries = "bib/a.bib"
style = "ama"
locale = "de-DE"

[coverage]
scope = "paragraph"
"""


def test_every_key_is_read(root: Path) -> None:
    read = config(root, FULL)
    assert read.articles == ("text/*.md",)
    assert read.libraries == ("bib/a.bib",)
    assert (read.style, read.locale, read.claims) == ("ama", "de-DE", ())
    assert read.coverage == CoveragePolicy(scope="paragraph")
    assert read.path == root / "attachbib.toml"


def test_pyproject_toml_says_the_same_in_its_table(root: Path) -> None:
    table = "[tool.attachbib]\n" + FULL.replace("[coverage]", "[tool.attachbib.coverage]")
    read = config(root, '[project]\nname = "x"\n\n' + table, "pyproject.toml")
    assert (read.articles, read.style) == (("text/*.md",), "ama")
    assert read.coverage == CoveragePolicy(scope="paragraph")


def test_without_keys_everything_below_the_folder_counts(root: Path) -> None:
    (root / "attachbib.toml").write_text("", encoding="utf-8")
    workspace = open_workspace(root / "text")
    assert workspace.cited_keys == ("a", "b")
    assert list(workspace.references) == ["a", "b"]


def test_a_style_file_is_relative_to_the_project(root: Path) -> None:
    assert config(root, 'style = "house.csl"\n').style == str(root / "house.csl")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('x = 1\nstile = "apa"\n', 1, 1, "unknown key `x`. The keys are: articles"),
        ('# a\n  stile = "apa"\n', 2, 3, "unknown key `stile`. Did you mean `style`?"),
        ("style = 3\n", 1, 1, "`style` is a number (3), expected a string"),
        ("\nlocale = ''\n", 2, 1, "`locale` is a string (''), expected a string that is not"),
        ("articles = 3\n", 1, 1, "`articles` is a number (3), expected a list of paths"),
        ('articles = ["a", 1]\n', 1, 1, "`articles` is a list, expected a list of paths or globs"),
        ('libraries = [""]\n', 1, 1, "`libraries` has an empty path"),
        ('articles = ["../x.md"]\n', 1, 1, "leads out of the project's folder"),
        ('articles = ["text/../../x.md"]\n', 1, 1, "leads out of the project's folder"),
        ('articles = ["/etc/*.md"]\n', 1, 1, "leads out of the project's folder"),
        ("articles = ['C:\\x.md']\n", 1, 1, "leads out of the project's folder"),
        ('articles = ["[z-a].md"]\n', 1, 1, "which is no glob"),
        ("coverage = 1\n", 1, 1, "`coverage` is a number (1), expected a table"),
        ("[coverage]\nscopes = 1\n", 2, 1, "unknown key `coverage.scopes`. Did you mean `scope`?"),
        ('[coverage]\nscope = "page"\n', 2, 1, "`coverage.scope` is 'page', expected"),
        ('style = "apa\n', 1, 13, "this is not valid TOML: "),
        ('style = "apa"\nstyle = "ama"\n', 2, 14, "this is not valid TOML: cannot overwrite"),
        ("x = " + "[" * 2000 + "]" * 2000, None, None, "nested too deeply"),
    ],
)
def test_a_wrong_one_is_named_with_its_place(
    root: Path, text: str, line: int | None, column: int | None, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        config(root, text)
    error = caught.value
    assert (error.path, error.line, error.column) == (root / "attachbib.toml", line, column)
    assert message in str(error)
    assert "\n" not in str(error)


def test_the_place_in_pyproject_toml_is_that_of_the_key(root: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        config(root, "[tool.ruff]\nstile = 1\n[tool.attachbib]\nstile = 1\n", "pyproject.toml")
    assert (caught.value.line, caught.value.column) == (4, 1)


def test_a_table_that_is_none(root: Path) -> None:
    with pytest.raises(ConfigError, match=r"`tool\.attachbib` is a number"):
        config(root, "[tool]\nattachbib = 1\n", "pyproject.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("libraries = []\n", "found no library: the list is empty"),
        ('libraries = ["*.bib"]\n', r"found no library: nothing matches `\*\.bib`"),
        ('articles = ["text/*.md", "old/*.md"]\n', r"nothing matches `old/\*\.md`"),
        ('claims = ["*.toml.old"]\n', "found no claims file"),
    ],
)
def test_a_glob_without_files_is_never_clean(root: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        config(root, text)


def test_a_folder_references_without_files_is_never_clean(tmp_path: Path) -> None:
    (tmp_path / "references").mkdir()
    with pytest.raises(ConfigError, match=r"found no library: nothing matches `references/"):
        open_workspace(tmp_path)


def test_a_named_file_that_is_missing_is_an_error(root: Path) -> None:
    with pytest.raises(InputError, match=r"a\.md: no such file"):
        config(root, 'articles = ["text/a.md"]\n')


def test_a_configuration_that_is_not_utf_8(root: Path) -> None:
    (root / "attachbib.toml").write_bytes(b'style = "\xe9"\n')
    with pytest.raises(EncodingError, match="byte 9"):
        open_workspace(root)
