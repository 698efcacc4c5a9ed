"""`attachbib init`: a new project, and one made from an article."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import ROOT, Run

from attachbib.adopt.lines import is_exact

ARTICLES = ROOT / "tests" / "adopt" / "articles"
SHARED = ROOT.parent / "shared" / "article" / "attachment-bond.txt"

FILES = ["article.md", "attachbib.toml", "claims.toml", "library.bib"]

LIST = """Naps help.1 They help adults2.

References

1. Doe J. Naps. J Sleep. 2013;12(3):1-9.
2. Roe R. More naps. J Sleep. 2014;13(3):1-9.
"""


def test_new_project_passes_the_check(attachbib: Run, tmp_path: Path) -> None:
    done = attachbib("init", "--into", "new")

    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in (tmp_path / "new").iterdir()) == FILES
    checked = attachbib("check", cwd=tmp_path / "new")
    assert checked.returncode == 0, checked.stdout


def test_new_project_in_a_style(attachbib: Run, tmp_path: Path) -> None:
    assert attachbib("init", "--style", "vancouver").returncode == 0

    assert 'style = "nlm-citation-sequence"' in (tmp_path / "attachbib.toml").read_text("utf-8")
    assert attachbib("render").stdout.startswith("1. Bowlby J.")


def test_unknown_style_writes_nothing(attachbib: Run, tmp_path: Path) -> None:
    done = attachbib("init", "--style", "no such style")

    assert done.returncode == 2
    assert "no citation style" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "style", "marks"),
    [
        ("vancouver.md", "nlm-citation-sequence", 9),
        ("ieee.txt", "ieee", 8),
        ("chicago.html", "chicago-author-date", 10),
        ("apa.txt", "apa", 10),
    ],
)
def test_article_in_a_style(
    attachbib: Run, tmp_path: Path, name: str, style: str, marks: int
) -> None:
    before = (ARTICLES / name).read_bytes()
    done = attachbib("init", ARTICLES / name, "--into", tmp_path / "new")

    assert done.returncode == 0, done.stderr
    assert f"({style})" in done.stdout
    assert "references: 10 of 10 reproduced exactly" in done.stdout
    assert f"markers: {marks} attached" in done.stdout
    assert (ARTICLES / name).read_bytes() == before
    rendered = attachbib("render", "--all", "--format", "json", cwd=tmp_path / "new")
    printed = [one["text"] for one in json.loads(rendered.stdout)]
    assert len(printed) == 10
    source = before.decode("utf-8").replace("&amp;", "&").splitlines()
    lines = [line.removesuffix("</li>").rpartition('">')[2] for line in source]
    for text in printed:
        assert any(is_exact(text, line) for line in lines), text


def test_the_list_is_generated_where_it_was_printed(attachbib: Run, tmp_path: Path) -> None:
    attachbib("init", ARTICLES / "vancouver.md", "--into", tmp_path / "new")

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert article.endswith("## References\n\n::: {#refs}\n:::\n")
    assert "`x[1]`" in article
    assert "[@rholes2006; @granqvist2017]" in article


def test_markers_become_citations_of_their_sentences(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.txt").write_text(LIST, encoding="utf-8")

    assert attachbib("init", "naps.txt", "--into", "new").returncode == 0

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "Naps help [@doe2013]. They help adults [@roe2014]." in article
    claims = (tmp_path / "new" / "claims.toml").read_text(encoding="utf-8")
    assert claims.count("[[claim]]") == 2
    assert 'exact = "Naps help."' in claims


def test_author_year_citations(attachbib: Run, tmp_path: Path) -> None:
    attachbib("init", ARTICLES / "apa.txt", "--into", tmp_path / "new")

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "exchanged [@bickingkinsey2013]." in article
    assert "[see @etzioncarasso2000]" in article
    assert "[@kerns2014, p. 12]" in article
    assert "[@granqvist2017; @perry2001]" in article


def test_author_year_citation_that_may_be_two_works_stays(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.txt").write_text(
        "Naps help (Doe, 2013). They do (Doe, 2013b). So (in 2013), (Poe, 2013).\n\n"
        "References\n\n"
        "Doe, J. (2013a). Naps. Journal of Sleep, 12(3), 1–9.\n"
        "Doe, J. (2013b). More naps. Journal of Sleep, 13(3), 1–9.\n",
        encoding="utf-8",
    )

    attachbib("init", "naps.txt", "--into", "new")

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "Naps help (Doe, 2013). They do [@doe2013a]. So (in 2013), (Poe, 2013)." in article


def test_years_behind_authors_named_in_the_text(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.txt").write_text(
        "Doe (2013) naps. Doe and Roe (2014, p. 4) do, and Poe (2015) does not. Roe (2014) too.\n"
        "\nReferences\n\n"
        "Doe, J. (2013). Naps. Journal of Sleep, 12(3), 1–9.\n"
        "Doe, J., & Roe, R. (2014). More naps. Journal of Sleep, 13(3), 1–9.\n",
        encoding="utf-8",
    )

    done = attachbib("init", "naps.txt", "--into", "new")

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "markers: 2 attached" in done.stdout
    assert (
        "Doe [-@doe2013] naps. Doe and Roe [-@doe2014, p. 4] do, and Poe (2015) does not. "
        "Roe (2014) too." in article
    )


def test_article_without_markers(attachbib: Run, tmp_path: Path) -> None:
    text = LIST.replace("help.1", "help.").replace("adults2", "adults")
    (tmp_path / "naps.txt").write_text(text, encoding="utf-8")

    done = attachbib("init", "naps.txt", "--into", "new")

    assert done.returncode == 1
    assert "cites nothing yet" in done.stderr
    assert "markers: 0 attached" in done.stdout


def test_what_is_no_marker_stays(attachbib: Run, tmp_path: Path) -> None:
    entries = LIST.partition("References")[2]
    text = (
        f"It is 10^2^ m and `x[1]`, see [1](https://example.org), *so*.^1^\n\n# References{entries}"
    )
    (tmp_path / "naps.md").write_text(text, encoding="utf-8")

    assert attachbib("init", "naps.md", "--into", "new").returncode == 0

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "It is 10^2^ m and `x[1]`, see [1](https://example.org), *so* [@doe2013]." in article


def test_text_of_a_web_page_is_kept(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.html").write_text(
        '<html><head><title>On "naps"</title></head><body><main><h1>Naps</h1>'
        "<p>Naps &lt;3 <strong>do </strong>help<sup>1</sup>, <code>a[1]</code> is code,"
        ' <a href="https://example.org/a">more</a>.</p><h2>References</h2><ol>'
        "<li>Doe J. Naps. <i>J Sleep</i>. 2013;12(3):1-9.</li></ol><p>Read by editors.</p>"
        "</main></body></html>",
        encoding="utf-8",
    )

    assert attachbib("init", "naps.html", "--into", "new").returncode == 0

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert 'title: "On \\"naps\\""' in article
    assert "Naps \\<3 **do** help [@doe2013], `a[1]` is code" in article
    assert "[more](<https://example.org/a>)" in article
    assert article.endswith("::: {#refs}\n:::\n\nRead by editors.\n")


def test_same_author_and_year_get_letters(attachbib: Run, tmp_path: Path) -> None:
    text = LIST.replace("Roe R", "Doe J").replace("2014", "2013")
    (tmp_path / "naps.txt").write_text(text, encoding="utf-8")

    attachbib("init", "naps.txt", "--into", "new")

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert "[@doe2013]" in article
    assert "[@doe2013a]" in article


def test_unsure_lines_are_said_and_kept(attachbib: Run, tmp_path: Path) -> None:
    line = "Roe, personal notes on naps; around 2014, 13 pages"
    text = LIST.replace("Roe R. More naps. J Sleep. 2014;13(3):1-9.", line)
    (tmp_path / "naps.txt").write_text(text, encoding="utf-8")

    done = attachbib("init", "naps.txt", "--into", "new")

    assert done.returncode == 1
    assert "1 unsure" in done.stdout
    assert "naps.txt:6:1: warning: " in done.stderr
    library = (tmp_path / "new" / "library.bib").read_text(encoding="utf-8")
    assert line in library
    assert "2014" in library


def test_list_in_no_known_style(attachbib: Run, tmp_path: Path) -> None:
    text = "Naps help.1\n\nReferences\n\n1. naps / DOE // 2013 /// J SLEEP\n"
    (tmp_path / "naps.txt").write_text(text, encoding="utf-8")

    done = attachbib("init", "naps.txt", "--into", "new")

    assert done.returncode == 1
    assert "style: none that is known" in done.stdout
    assert "style" not in (tmp_path / "new" / "attachbib.toml").read_text(encoding="utf-8")


def test_nothing_is_overwritten_without_force(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text("% mine\n", encoding="utf-8")

    done = attachbib("init")

    assert done.returncode == 2
    assert "library.bib" in done.stderr
    assert "--force" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["library.bib"]
    assert (tmp_path / "library.bib").read_text(encoding="utf-8") == "% mine\n"
    assert attachbib("init", "--force").returncode == 0
    assert "bowlby1982" in (tmp_path / "library.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", [False, True])
def test_the_article_itself_is_never_overwritten(
    attachbib: Run, tmp_path: Path, link: bool
) -> None:
    source = tmp_path / ("source.md" if link else "article.md")
    source.write_bytes((ARTICLES / "vancouver.md").read_bytes())
    if link:
        os.symlink(source, tmp_path / "article.md")

    done = attachbib("init", source, "--force")

    assert done.returncode == 2
    assert "never changed" in done.stderr
    assert source.read_bytes() == (ARTICLES / "vancouver.md").read_bytes()
    assert not (tmp_path / "library.bib").exists()


def test_article_without_a_list(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.txt").write_text("Naps help.\n", encoding="utf-8")

    done = attachbib("init", "naps.txt", "--into", "new")

    assert done.returncode == 2
    assert "no list of references" in done.stderr
    assert not (tmp_path / "new").exists()


def test_folder_that_is_a_file(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("", encoding="utf-8")

    done = attachbib("init", "--into", "new")

    assert done.returncode == 2
    assert "cannot be made" in done.stderr


@pytest.mark.skipif(not SHARED.is_file(), reason="needs ../shared/article, a published article")
def test_published_article_in_ama_style(attachbib: Run, tmp_path: Path) -> None:
    done = attachbib("init", SHARED, "--into", tmp_path / "new")

    assert done.returncode == 0, done.stderr
    assert "references: 10 of 10 reproduced exactly" in done.stdout
    assert "markers: 10 attached" in done.stdout
    assert "claims: 10" in done.stdout
    printed = attachbib("render", "--style", "ama", cwd=tmp_path / "new").stdout
    lines = [line for line in SHARED.read_text(encoding="utf-8").splitlines() if line.strip()]
    rendered = [line for line in printed.splitlines() if line.strip()]
    assert len(rendered) == 10
    assert all(any(is_exact(text, line) for line in lines) for text in rendered)
    assert "educational purposes" not in (tmp_path / "new" / "claims.toml").read_text("utf-8")
