"""`attachbib build`: the article comes out with citations and list in place, and safely."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run


def test_markdown_keeps_everything_but_citations_and_list(attachbib: Run, project: Path) -> None:
    done = attachbib("build", "references/article.md", "--to", "markdown", "--style", "apa")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Sleep\n\nNaps help ")
    assert "Doe, 2020" in done.stdout
    assert done.stdout.index("Naps of adults") < done.stdout.index("Thank you.")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("html", "<h1"),
        ("markdown", "# Sleep"),
        ("text", "Thank you."),
        ("latex", r"\documentclass"),
    ],
)
def test_formats(attachbib: Run, project: Path, format: str, expected: str) -> None:
    done = attachbib("build", project / "article.md", "--to", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert expected in done.stdout
    assert "@doe2020" not in done.stdout


def test_output_goes_to_the_file_named(attachbib: Run, project: Path) -> None:
    printed = attachbib("build", "references/article.md").stdout
    done = attachbib("build", "references/article.md", "-o", "out.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (project.parent / "out.html").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("name", ["article.md", "library.bib", "claims.toml", "link.md"])
def test_what_it_reads_is_never_written_over(attachbib: Run, project: Path, name: str) -> None:
    (project / "link.md").symlink_to(project / "article.md")
    before = (project / name).read_bytes()
    done = attachbib("build", "article.md", "--to", "markdown", "-o", name, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "which attachbib only reads; nothing was written" in done.stderr
    assert (project / name).read_bytes() == before


def test_an_unknown_key_is_reported_with_its_place(attachbib: Run, project: Path) -> None:
    article = project / "article.md"
    article.write_text("One.\n\nWalks help [@nobody1999].\n", encoding="utf-8")
    done = attachbib("build", "article.md", "--to", "text", cwd=project)
    assert done.returncode == 1
    assert "Walks help" in done.stdout
    assert done.stderr.startswith(
        "article.md:3:13: error unknown-key: no library has the key 'nobody1999'"
    )


def test_articles_in_other_formats_are_refused(attachbib: Run, project: Path) -> None:
    (project / "article.tex").write_text("Naps help \\cite{doe2020}.\n", encoding="utf-8")
    done = attachbib("build", "references/article.tex")
    assert (done.returncode, done.stdout) == (2, "")
    assert "article.tex: this is latex; citations can be put into Markdown only." in done.stderr
