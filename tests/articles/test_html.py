"""HTML articles: what cites, what is main content, and exact places."""

from __future__ import annotations

import pytest
from reading import clusters, cut_keys, cut_sentences, keys, kinds, read, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naps help.<sup>1</sup>", ["1"]),
        ("Naps help<sup>1,3&ndash;5</sup>.", ["1", "3", "4", "5"]),
        ("Naps help.<sup>[2]</sup>", ["2"]),
        ('Naps help.<sup><a href="#ref-1">1</a></sup>', ["1"]),
        ('Naps help.<sup><a href="#ref-1">1</a>, <a href="#ref-3">3</a></sup>', ["1", "3"]),
        ('Naps help.<sup id="c" class="reference"><a href="#cite_note-1">&#91;1&#93;</a></sup>',
         ["1"]),
        ('Naps help <a href="#B12">12</a>.', ["12"]),
        ('<a href="#ref-doe2020">Doe 2020</a> says.', ["doe2020"]),
        ('Naps help <span class="citation" data-cites="doe2020 roe2021">(Doe)</span>.',
         ["doe2020", "roe2021"]),
        ('Naps help <d-cite key="a,b"></d-cite>.', ["a", "b"]),
        ('Naps help <dt-cite key="a"></dt-cite>.', ["a"]),
        ("Naps help <cite>[3]</cite>.", ["3"]),
        ('Naps help <cite data-key="a">Doe</cite>.', ["a"]),
        ("Naps help [1–3, 5].", ["1", "2", "3", "5"]),
        ("Naps help.¹²", ["12"]),
        ("In <cite>Moby Dick</cite> it does.", []),
        ("About 10<sup>2</sup> m<sup>2</sup>.", []),
        ("On the 19<sup>th</sup> of May.", []),
        ("<code>[1]</code> and <pre>[2]</pre>", []),
        ("<!-- [1] --> Text.", []),
        ('<a href="https://example.org/#x">site</a> x@doe2020', []),
        ('<a href="#source-map-support">Source maps</a>.', []),
        ('<a href="https://example.org/a.html#c.set_errors">set_errors</a>.', []),
    ],
)  # fmt: skip
def test_what_cites(text: str, expected: list[str]) -> None:
    assert keys(read(f"<p>{text}</p>", "a.html")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<nav>Menu.</nav><p>Text.</p><footer>Foot.</footer>", ["Text."]),
        ("<p>Out.</p><main><p>In.</p></main><p>Out.</p>", ["In."]),
        ("<article>Card.</article><article><p>The long one.</p></article>", ["The long one."]),
        ("<div class='sidebar'>Side.</div><p>Text.</p>", ["Text."]),
        ("<div role='navigation'>Menu.</div><aside>A.</aside><p>Text.</p>", ["Text."]),
        ("<p hidden>No.</p><script>var a = '<p>No.</p>';</script><p>Text.</p>", ["Text."]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<p>A&nbsp;b &amp; c&#8217;s  <em>d</em>\n e.</p>", ["A b & c’s d e."]),
        ("<table><tr><th>A<th>B<tr><td>x<td>y</table>", ["A | B", "x | y"]),
        ("<p>One<br>two.</p>", ["One two."]),
        ("5 < 6 and <3 hold.", ["5 < 6 and <3 hold."]),
        ("<p>Text</b></i></div> goes on.", ["Text goes on."]),
        ("<p>Let <dt-math>x = y. Z</dt-math> hold.</p>", ["Let x = y. Z hold."]),
    ],
)
def test_what_a_reader_reads(text: str, expected: list[str]) -> None:
    assert sentences(read(text, "a.html")) == expected


PAGE = """<html lang="de-AT"><head><title>A &amp; B</title></head><body><h1>Sleep</h1>
<p>Naps help.<sup>1</sup> They <b>are</b> short<a href="#fn1" role="doc-noteref">a</a>.</p>
<!-- attachbib: exempt: known -->
<section role="doc-endnotes"><ol><li id="fn1">See [2].</li></ol></section>
<h2>References</h2><ol><li>Doe. 2020.</li><li>Roe. 2021.</li></ol>
<h2>Thanks</h2><p>Thank you.</p></body></html>
"""


def test_a_page() -> None:
    article = read(PAGE, "a.html")
    assert (article.language, article.title) == ("de-AT", "A & B")
    assert kinds(article) == [
        "heading", "paragraph", "footnote", "heading", "reference", "reference", "heading",
        "paragraph",
    ]  # fmt: skip
    assert [one.info for one in article.blocks if one.kind == "reference"] == ["1", "2"]
    assert [one.text for one in article.pragmas] == ["exempt: known"]
    assert keys(article) == ["1", "2"]
    assert [one.citations for one in article.sentences[1:4]] == [(0,), (1,), (1,)]


def test_spans_are_exact() -> None:
    article = read(PAGE, "a.html")
    assert clusters(article)[0] == "<sup>1</sup>"
    assert cut_keys(article) == ["1", "2"]
    assert cut_sentences(article)[1:3] == [
        "Naps help.<sup>1</sup>",
        'They <b>are</b> short<a href="#fn1" role="doc-noteref">a</a>.',
    ]


def test_keys_in_attributes_have_exact_spans() -> None:
    article = read('<p>Text <span data-cites="doe2020 roe2021">(1)</span>.', "a.html")
    assert cut_keys(article) == ["doe2020", "roe2021"]


def test_a_reference_read_as_text_is_in_the_text() -> None:
    article = read('<p>As <span data-cites="a">Doe (2020)</span> says <d-cite key="b"/>.', "a.html")
    assert sentences(article) == ["As Doe (2020) says."]
    assert [one.cites[0].mode for one in article.citations] == ["author-in-text", "normal"]


@pytest.mark.parametrize(
    "text",
    ["<", "<p", "<a href='", "<!--", "<sup>1", "</p></p>", "<p>" * 20_000, "<li><div>" * 10_000],
)
def test_broken_markup_is_read_all_the_same(text: str) -> None:
    read(text, "a.html")
