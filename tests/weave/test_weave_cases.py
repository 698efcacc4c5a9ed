"""Articles woven into each format: the cases in `cases/`, and what they do not show."""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from attachbib.articles import parse_article, read_article
from attachbib.csl import load_style
from attachbib.errors import AttachbibError
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.source import Source
from attachbib.weave import FORMATS, Woven, weave

HERE = Path(__file__).parent


def book(key: str, title: str, year: int, *names: tuple[str, str], **text: str) -> Reference:
    return Reference(
        key,
        "book",
        {"title": title, **text},
        {"author": tuple(Name(family=family, given=given) for family, given in names)},
        {"issued": Date(DatePoint(year))},
    )


REFERENCES = {
    one.id: one
    for one in (
        book("doe2020", "First", 2020, ("Doe", "Jane"), DOI="10.1000/first"),
        book("roe2021", "Second & last", 2021, ("Roe", "Ann"), ("Poe", "Bob")),
        book("odd", "[1] `x` <script>", 2022, ("A*b_c", "X")),
    )
}


def read_cases(name: str) -> list[tuple[str, str, str, str]]:
    """Return (name, style, article, expected) of each case: two lines and two dotted parts."""
    parts = (HERE / "cases" / name).read_text("utf-8").split("\n.\n")
    cases = []
    for head, article, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        title, style = head.strip().splitlines()
        cases.append((title, style, article + "\n", expected + "\n"))
    return cases


FRAMES = {
    "html": ("<main>\n", "</main>"),
    "latex": ("\\begin{document}\n", "\\end{document}"),
}
"""What stands before and after the article in a whole document."""


def woven(text: str, style: str = "author-date", format: str = "markdown") -> Woven:
    article = parse_article(Source(Path("article.md"), text))
    return weave(article, REFERENCES, load_style(HERE / "styles" / f"{style}.csl"), format=format)


_LINK = re.compile(r'<a id="[^"]*"></a>|\[([^\[\]]*)\]\(#[^()]*\)')


def unlinked(text: str) -> str:
    """Return woven Markdown without the links between citations and entries."""
    return _LINK.sub(lambda match: match[1] or "", text.replace(" [↩](#cite-1)", ""))


def body(text: str, format: str) -> str:
    """Return a document without the frame around the article."""
    if format not in FRAMES:
        return text
    before, after = FRAMES[format]
    return text.split(before, 1)[1].rsplit(after, 1)[0].rstrip("\n") + "\n"


@pytest.mark.parametrize(
    ("format", "style", "article", "expected"),
    [
        pytest.param(format, *case[1:], id=f"{format}: {case[0]}")
        for format in FORMATS
        for case in read_cases(f"{format}.txt")
    ],
)
def test_case(format: str, style: str, article: str, expected: str) -> None:
    assert body(woven(article, style, format).text, format) == expected


def test_unknown_cites_are_reported_with_their_place() -> None:
    result = woven("One [@doe2020; @nobody].\n\nAs @no_one says.\n")
    assert [(cite.key, cite.span.start) for cite in result.unknown] == [
        ("nobody", 15),
        ("no_one", 29),
    ]


def test_line_ends_of_the_file_stay() -> None:
    text = woven("One [@doe2020].\r\n\r\n::: {#refs}\r\n:::\r\n", "note").text
    assert text.count("\n") == text.count("\r\n") == 7


def test_article_without_a_final_line_end() -> None:
    assert unlinked(woven("One [@doe2020]", "superscript").text) == "One^1^\n\n1. First.\n"


@pytest.mark.parametrize(
    ("code", "closed"),
    [
        ("```py\nx", "```py\nx\n```"),
        ("~~~~\n~~~\n", "~~~~\n~~~\n~~~~"),
        ("```", "```\n```"),
        ("```\nx\n````", "```\nx\n````"),
        ("    ```\n    x", "    ```\n    x"),
        ("> ```\n> x", "> ```\n> x"),
    ],
)
def test_code_left_open_does_not_take_the_list(code: str, closed: str) -> None:
    text = unlinked(woven(f"One [@doe2020].\n\n{code}", "superscript").text)
    assert text == f"One^1^.\n\n{closed}\n\n1. First.\n"


def test_footnotes_are_read_where_their_mark_stands() -> None:
    """A numeric style numbers a work cited in a footnote by the place of the mark."""
    article = "[^n]: In a note [@roe2021].\n\nText[^n], then [@doe2020].\n"
    text = unlinked(woven(article, "superscript").text)
    assert "In a note^1^" in text
    assert "then^2^" in text


def test_two_keys_of_one_work_are_one_entry() -> None:
    article = parse_article(Source(Path("article.md"), "[@doe2020] and [@alias].\n"))
    references = {**REFERENCES, "alias": REFERENCES["doe2020"]}
    style = load_style(HERE / "styles" / "superscript.csl")
    text = weave(article, references, style, format="markdown").text
    assert unlinked(text).startswith("^1^ and^1^.\n\n1. First. ")
    assert text.count('id="ref-') == 1


def test_locale_comes_from_the_article_unless_given() -> None:
    text = "---\nlang: de\n---\n\n[@roe2021]\n"
    article = parse_article(Source(Path("article.md"), text))
    style = load_style(HERE / "styles" / "note.csl")
    assert "Roe und Poe" in weave(article, REFERENCES, style, format="text").text
    assert "Roe and Poe" in weave(article, REFERENCES, style, format="text", locale="en-US").text


def test_format_that_is_none() -> None:
    with pytest.raises(ValueError, match="expected one of html, markdown, text, latex"):
        woven("Text.\n", format="docx")


@pytest.mark.parametrize("package", ["markdown_it", "mdit_py_plugins.footnote"])
def test_without_the_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("attachbib.weave.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(AttachbibError, match=rf"needs the package {package}.*attachbib\[build\]"):
        woven("Text.\n", format="html")
    assert unlinked(woven("Text [@doe2020].\n").text).startswith("Text (Doe, 2020).")


@pytest.mark.parametrize("format", FORMATS)
def test_weaving_writes_nothing_and_changes_nothing(format: str, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text("One [@doe2020].\n", encoding="utf-8")
    article = read_article(path)
    before = copy.deepcopy(article)
    weave(article, REFERENCES, load_style(HERE / "styles" / "note.csl"), format=format)
    assert article == before
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == "One [@doe2020].\n"


def test_a_style_without_a_list_makes_no_dead_links(tmp_path: Path) -> None:
    """Some styles print all of a work in the note."""
    source = (HERE / "styles" / "note.csl").read_text("utf-8")
    before, after = source.split("<bibliography>")[0], source.split("</bibliography>")[1]
    (tmp_path / "bare.csl").write_text(before + after, encoding="utf-8")
    article = parse_article(Source(Path("article.md"), "One [@doe2020]. As @doe2020 says.\n"))
    page = weave(article, REFERENCES, load_style(tmp_path / "bare.csl"), format="html").text
    assert "Doe, <i>First</i>." in page
    assert "#ref-" not in page


def test_page_names_title_and_language() -> None:
    page = woven('---\ntitle: "A & B"\nlang: en-GB\n---\n\nText.\n', format="html").text
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>A &amp; B</title>" in page


def test_page_without_a_title_is_called_by_its_file() -> None:
    assert "<title>article</title>" in woven("Text.\n", format="html").text


def test_language_that_is_none_is_left_out() -> None:
    page = woven("---\nlang: '\"><script>'\n---\n\nText.\n", format="html").text
    assert "<html>" in page
    assert "<script" not in page


PIECES = st.sampled_from(
    [
        "[@doe2020]",
        "@roe2021 [p. 3]",
        "[@nobody; see @odd]",
        "[^n]",
        "^[inline @doe2020]",
        "\n\n[^n]: note [@roe2021]",
        "\n::: {#refs}\n:::\n",
        "\n::: note\n",
        "\n:::\n",
        "\n> ",
        "\n- ",
        "\n| a | b |\n|---|---|\n| c | ",
        "\n```\n",
        "`",
        "*",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>",
        "$x$",
        "\ue000",
        "{\ue0000}",
        "\r\n",
        "\n\n",
        " word",
        ".",
        "# ",
    ]
)
ARTICLES = st.lists(PIECES | st.text(max_size=8).filter(lambda text: "\0" not in text)).map("".join)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("style", ["author-date", "superscript", "note"])
@given(text=ARTICLES)
@settings(max_examples=30, deadline=None)
def test_any_article_can_be_woven(style: str, format: str, text: str) -> None:
    result = woven(text, style, format).text
    if format == "html":
        page = html.document_fromstring(result.encode(), parser=html.HTMLParser(encoding="utf-8"))

        def found(path: str) -> list[str]:
            values = page.xpath(path)
            assert isinstance(values, list)
            return [str(one) for one in values]

        assert found("//script") == found("//@onclick") == []
        ids = found("//@id")
        assert len(ids) == len(set(ids))
        assert {f"#{id_}" for id_ in ids}.issuperset(found("//a[starts-with(@href,'#')]/@href"))


@given(text=st.text().filter(lambda text: "\0" not in text and "@" not in text))
@settings(deadline=None)
def test_markdown_without_citations_is_kept_byte_for_byte(text: str) -> None:
    assert woven(text).text == text


@pytest.mark.parametrize(
    "unit", ["[", "*", "@", "`", "^[", "[@a;", "[^1]: ", "<!--", "::: a\n", "# \n"]
)
@pytest.mark.parametrize("format", FORMATS)
def test_long_senseless_articles_are_woven(unit: str, format: str) -> None:
    assert woven(unit * (20_000 // len(unit)), "note", format).text
