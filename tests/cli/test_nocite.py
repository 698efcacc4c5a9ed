"""`nocite`: references that are listed without being cited, in each command that it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

LIBRARY = """@book{roe2021, author = {Roe, Rita}, title = {Days}, year = 2021}
@book{adams2019, author = {Adams, Ann}, title = {Naps of Adults}, year = 2019, ids = {adams}}
@book{doe2020, author = {Doe, Jane}, title = {Naps}, year = 2020}
"""


def write(project: Path, nocite: str, text: str = "Naps help [@doe2020]. They calm.") -> None:
    (project / "library.bib").write_text(LIBRARY, "utf-8")
    (project / "claims.toml").unlink()
    (project / "article.md").write_text(f"---\nnocite: |\n  {nocite}\n---\n\n{text}\n", "utf-8")


def numbered(printed: str) -> list[str]:
    """Return the number and the first author of each entry of a list in the IEEE style."""
    return [" ".join(line.split()[:3:2]) for line in printed.splitlines() if line[:1] == "["]


@pytest.mark.parametrize(
    ("nocite", "expected"),
    [
        ("@adams2019, @doe2020", ["[1] Doe,", "[2] Adams,"]),
        ("@adams2019, @roe2021", ["[1] Doe,", "[2] Roe,", "[3] Adams,"]),
        ("@*", ["[1] Doe,", "[2] Roe,", "[3] Adams,"]),
    ],
)
def test_lists_number_them_after_what_is_cited_in_the_order_of_the_library(
    attachbib: Run, project: Path, nocite: str, expected: list[str]
) -> None:
    write(project, nocite)
    article = project / "article.md"
    for command in (
        ("render", "--style", "ieee"),
        ("build", article, "--to", "text", "--style", "ieee"),
    ):
        done = attachbib(*command)
        assert (done.returncode, numbered(done.stdout), done.stderr) == (0, expected, "")


@pytest.mark.parametrize(
    ("nocite", "text", "expected"),
    [
        ("@adams", "They nap [@doe2020].", ["[1] Doe,", "[2] Adams,"]),
        ("@*", "They nap [@adams; @adams2019].", ["[1] Adams,", "[2] Roe,", "[3] Doe,"]),
        ("@*", "Nothing is cited.", ["[1] Roe,", "[2] Adams,", "[3] Doe,"]),
    ],
)
def test_aliases_mean_their_entry(
    attachbib: Run, project: Path, nocite: str, text: str, expected: list[str]
) -> None:
    write(project, nocite, text)
    built = attachbib("build", project / "article.md", "--to", "text", "--style", "ieee")
    assert (built.returncode, numbered(built.stdout), built.stderr) == (0, expected, "")
    assert numbered(attachbib("render", "--style", "ieee").stdout) == expected


def test_latex_lists_too(attachbib: Run, project: Path) -> None:
    write(project, "")
    (project / "article.md").unlink()
    (project / "article.tex").write_text("Naps help \\cite{doe2020}. \\nocite{*}\n", "utf-8")
    (project.parent / "attachbib.toml").write_text('articles = ["references/*.tex"]\n', "utf-8")
    assert numbered(attachbib("render", "--style", "ieee").stdout) == [
        "[1] Doe,",
        "[2] Roe,",
        "[3] Adams,",
    ]


def test_an_unknown_key_is_reported_with_its_place(attachbib: Run, project: Path) -> None:
    write(project, "@nobody, @adams2019")
    article = project / "article.md"
    for command in (("render",), ("build", article, "--to", "text")):
        done = attachbib(*command)
        assert done.returncode == 1
        assert "Naps of adults" in done.stdout
        assert "article.md:3:3: error unknown-key: no library has the key 'nobody'" in done.stderr
    done = attachbib("check", "--select", "unknown-key", "--output-format", "concise")
    assert done.returncode == 1
    assert "article.md:3:3: error unknown-key: no library has the key 'nobody'" in done.stdout


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("nocite", "unused"), [("@adams", ["roe2021"]), ("@*", [])])
def test_what_is_listed_is_used_yet_supports_nothing(
    attachbib: Run, project: Path, nocite: str, unused: list[str], again: bool
) -> None:
    write(project, nocite, "Naps help [@doe2020].\n\nThey are short.")
    rules = "uncited-reference,uncited-sentence"
    for _ in range(1 + again):
        done = attachbib("check", "--select", rules, "--output-format", "concise")
    found = [line for line in done.stdout.splitlines() if "nothing cites" in line]
    assert [line.split("'")[1] for line in found] == unused
    assert "article.md:8:1: " in done.stdout


def test_rename_reaches_it(attachbib: Run, project: Path) -> None:
    write(project, "@adams2019, @doe2020")
    done = attachbib("refs", "rename", "adams2019", "adams2020+", cwd=project)
    assert done.stdout == "changed library.bib\nchanged article.md\n"
    assert "  @{adams2020+}, @doe2020\n" in (project / "article.md").read_text("utf-8")


def test_export_of_what_is_cited_has_it(attachbib: Run, project: Path) -> None:
    write(project, "@roe2021")
    done = attachbib("refs", "export", "--cited", "--to", "bibtex")
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("@")] == [
        "@book{doe2020,",
        "@book{roe2021,",
    ]
