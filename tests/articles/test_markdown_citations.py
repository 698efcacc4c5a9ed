"""Citations in Markdown: which text is one, what is in it, and exactly where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.articles import Article, Cite, parse_article
from attachbib.source import Source


def read(text: str, name: str = "article.md") -> Article:
    return parse_article(Source(Path(name), text))


def clusters(text: str, name: str = "article.md") -> list[str]:
    """Return the source of each citation."""
    article = read(text, name)
    return [text[one.span.start : one.span.end] for one in article.citations]


def keys(text: str, name: str = "article.md") -> list[str]:
    return [cite.key for one in read(text, name).citations for cite in one.cites]


def only_cite(text: str) -> Cite:
    [citation] = read(text).citations
    [cite] = citation.cites
    return cite


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A claim [@doe2020].", ["[@doe2020]"]),
        ("A claim [@doe2020; @roe2021].", ["[@doe2020; @roe2021]"]),
        ("A claim [see @doe2020,\np. 3, and more].", ["[see @doe2020,\np. 3, and more]"]),
        ("A claim [@doe2020, and @roe2021].", ["[@doe2020, and @roe2021]", "@roe2021"]),
        ("As @doe2020 says.", ["@doe2020"]),
        ("As @doe2020 [p. 3] says.", ["@doe2020 [p. 3]"]),
        ("As @doe2020\n[p. 3] says.", ["@doe2020\n[p. 3]"]),
        ("As @doe2020 [p. 3; @roe2021] says.", ["@doe2020 [p. 3; @roe2021]"]),
        ("Without the name [-@doe2020].", ["[-@doe2020]"]),
        ("Without the name -@doe2020.", ["-@doe2020"]),
        ("*Stressed [@doe2020]* and **[@roe2021]**.", ["[@doe2020]", "[@roe2021]"]),
        ("> Quoted [@doe2020\n> ; @roe2021].", ["[@doe2020\n> ; @roe2021]"]),
        ("| a | [@doe2020] |\n|---|---|\n| b | [@roe2021] |", ["[@doe2020]", "[@roe2021]"]),
        ("# Head [@doe2020]\n\nText @roe2021.", ["[@doe2020]", "@roe2021"]),
        ("- Item [@doe2020]\n  - Inner [@roe2021]", ["[@doe2020]", "[@roe2021]"]),
        ("Text[^n].\n\n[^n]: Note [@doe2020].", ["[@doe2020]"]),
        ("Text^[Note [@doe2020].].", ["[@doe2020]"]),
        ("![Picture [@doe2020]](a.png)", ["[@doe2020]"]),
        ("[Span [@doe2020]]{.small}", ["[@doe2020]"]),
        ("<div>\nIn HTML [@doe2020]\n</div>", ["[@doe2020]"]),
        ("::: note\nIn a div [@doe2020].\n:::", ["[@doe2020]"]),
        ("Term\n:   Meaning [@doe2020].", ["[@doe2020]"]),
    ],
)
def test_what_is_a_citation(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In `code [@doe2020]`.",
        "In ``code ` [@doe2020]``.",
        "```\n[@doe2020]\n```",
        "~~~ {.r}\n[@doe2020]\n~~~",
        "```\n[@doe2020]",
        "Text.\n\n    [@doe2020]",
        "A comment <!-- [@doe2020] -->.",
        "<!--\n[@doe2020]\n\n@roe2021\n-->",
        "Mail jane@doe2020.org now.",
        "Mail <jane@doe2020.org> now.",
        "See https://example.org/@doe2020 there.",
        "See <https://example.org/@doe2020> there.",
        "See www.example.org/@doe2020 there.",
        "A [link](https://example.org/@doe2020).",
        "A [link with @doe2020](https://example.org).",
        "A [link with [@doe2020]][label].\n\n[label]: https://example.org",
        "A [label].\n\n[label]: https://example.org/@doe2020",
        r"Escaped \@doe2020 and [\@roe2021].",
        "Math $x_{@doe2020}$ here.",
        "\\begin{equation}\n@doe2020\n\\end{equation}",
        "A lone @ sign, @. and @-x.",
        "---\ntitle: Of [@doe2020]\nnocite: '@roe2021'\n---\n\nText.",
        '<a href="mailto:x@doe2020">mail</a>',
        "<script>\n@doe2020\n</script>",
        "{{< include @doe2020 >}}",
        "An example (@first).\n\n(@first) It is this.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert clusters(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[@doe:2020]", "doe:2020"),
        ("[@doe-2020_a.b/c+d]", "doe-2020_a.b/c+d"),
        ("[@{a, strange key}]", ""),
        ("[@{a/b,c}]", "a/b,c"),
        ("[@10.1000/xyz(3)]", "10.1000/xyz"),
        ("[@{10.1000/xyz(3)}]", "10.1000/xyz(3)"),
        ("@doe2020.", "doe2020"),
        ("@doe2020, who", "doe2020"),
        ("x (@doe2020)", "doe2020"),
        ("“@doe2020”", "doe2020"),
        ("@doe2020's work", "doe2020"),
        ("@doe_2020_ and", "doe_2020_"),
        ("@Müller2020", "Müller2020"),
        ("@2020doe", "2020doe"),
        ("[@doe--2020]", "doe"),
        ("@https://example.org/a", "https://example.org/a"),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert keys(text) == ([key] if key else [])


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("[@doe2020]", "normal"),
        ("@doe2020", "author-in-text"),
        ("[-@doe2020]", "suppress-author"),
        ("-@doe2020", "suppress-author"),
        ("[see -@doe2020]", "suppress-author"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    assert only_cite(text).mode == mode


def test_only_the_first_cite_after_an_author_is_in_the_text() -> None:
    [citation] = read("@doe2020 [p. 3; @roe2021; -@poe2022]").citations
    assert [cite.mode for cite in citation.cites] == ["author-in-text", "normal", "suppress-author"]


@pytest.mark.parametrize(
    ("text", "prefix", "label", "locator", "suffix"),
    [
        ("[@a]", "", "", "", ""),
        ("[see @a]", "see", "", "", ""),
        ("[see *also* @a]", "see also", "", "", ""),
        ("[@a, 3]", "", "page", "3", ""),
        ("[@a, p. 3]", "", "page", "3", ""),
        ("[@a, pp. 33-35, 38-39 and *passim*]", "", "page", "33-35, 38-39", " and passim"),
        ("[@a p. 3]", "", "page", "3", ""),
        ("[@a, chap. 2]", "", "chapter", "2", ""),
        ("[@a, vol. 1, and more]", "", "volume", "1", ", and more"),
        ("[@a, § 4]", "", "section", "4", ""),
        ("[@a, ¶ 7]", "", "paragraph", "7", ""),
        ("[@a, sec. IV]", "", "section", "IV", ""),
        ("[@a, pp. iv, vi-xi, (xv)-(xvii)]", "", "page", "iv, vi-xi, (xv)-(xvii)", ""),
        ("[@a{ii, A, D-Z}]", "", "page", "ii, A, D-Z", ""),
        ("[@a, {pp. iv, vi-xi} with a suffix]", "", "page", "iv, vi-xi", " with a suffix"),
        ("[@a{}, 99 years later]", "", "", "", ", 99 years later"),
        ("[@a, and others]", "", "", "", ", and others"),
        ("[@a, figure it out]", "", "", "", ", figure it out"),
        ("[e.g., @a, fig. 3]", "e.g.,", "figure", "3", ""),
        ("@a [p. 3, at most]", "", "page", "3", ", at most"),
        ("@a [whoever that is]", "", "", "", "whoever that is"),
    ],
)
def test_prefix_locator_and_suffix(
    text: str, prefix: str, label: str, locator: str, suffix: str
) -> None:
    cite = only_cite(text)
    assert (cite.prefix, cite.label, cite.locator, cite.suffix) == (prefix, label, locator, suffix)


def test_each_cite_has_its_own_parts() -> None:
    [citation] = read("[see @a, p. 1; but cf. -@b, chap. 2, maybe; @c]").citations
    assert [(c.prefix, c.key, c.mode, c.label, c.locator, c.suffix) for c in citation.cites] == [
        ("see", "a", "normal", "page", "1", ""),
        ("but cf.", "b", "suppress-author", "chapter", "2", ", maybe"),
        ("", "c", "normal", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a", ["@a"]),
        ("@a]", ["@a"]),
        ("[[@a]]", ["[@a]"]),
        ("[text; @a]", ["@a"]),
        ("[@a; text]", ["@a"]),
        ("[@a](https://example.org)", []),
        ("[@a][@b]", ["@a", "[@b]"]),
        ("[@a] [@b]", ["[@a]", "[@b]"]),
        ("@a@b", ["@a", "@b"]),
        ("@a [@b]", ["@a [@b]"]),
        ("@a[^n]\n\n[^n]: x", ["@a"]),
        ("@a [link](https://example.org)", ["@a"]),
        ("[see *@a*]", ["[see *@a*]"]),
        ("~~[@a]~~", ["[@a]"]),
    ],
)
def test_brackets_that_do_not_fit(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize("name", ["article.qmd", "article.Rmd"])
def test_cross_references_of_quarto(name: str) -> None:
    text = "See @fig-plot, [@tbl-one], @sec-intro, @eq-mass, @thm-one and @doe2020."
    assert clusters(text, name) == ["@doe2020"]


def test_cross_references_of_pandoc_crossref() -> None:
    assert clusters("See @fig:plot and [@tbl:one; @doe2020] and @thm-one.") == [
        "[@tbl:one; @doe2020]",
        "@thm-one",
    ]
    assert keys("See [@tbl:one; @doe2020].") == ["doe2020"]


@pytest.mark.parametrize(
    "text",
    [
        "Plain [see @doe2020, p. 3; -@roe2021] text.",
        "> In a quote [see @doe2020,\n> p. 3; -@roe2021].",
        "- In *a [see @doe2020, p. 3; -@roe2021] list*",
        "Über ẞ 𝒳 [see @doe2020, p. 3; -@roe2021] `x` &amp; y.",
        "a\r\nb [see @doe2020,\r\np. 3; -@roe2021] c\r\n",
        "a\tb\t[see @doe2020, p. 3; -@roe2021]",
    ],
)
def test_spans_cut_the_keys_out_of_the_source(text: str) -> None:
    [citation] = read(text).citations
    assert text[citation.span.start] == "["
    assert text[citation.span.end - 1] == "]"
    cut = [text[one.span.start : one.span.end] for one in citation.cites]
    assert cut == ["@doe2020", "-@roe2021"]


def test_braces_belong_to_the_span_of_a_key() -> None:
    text = "See @{doe 2020} and @{doe/2020}."
    [citation] = read(text).citations
    assert text[citation.cites[0].span.start : citation.cites[0].span.end] == "@{doe/2020}"


def test_line_and_column() -> None:
    article = read("# One\n\nTwo words,\nthen [see @doe2020].\n")
    span = article.citations[0].cites[0].span
    assert article.source.position(span.start) == (4, 11)


def test_citations_come_in_order_and_belong_to_their_sentence() -> None:
    article = read("One [@a]. Two @b and [@c; @d]. Three.")
    assert [one.citations for one in article.sentences] == [(0,), (1, 2), ()]


def test_a_sentence_has_the_citations_of_its_footnotes() -> None:
    article = read("One[^1]. Two[^2]. Three[^1] [@c].\n\n[^1]: See @a.\n[^2]: See @b.\n")
    of_sentence = [
        [article.citations[index].cites[0].key for index in one.citations]
        for one in article.sentences
    ]
    assert of_sentence == [["a"], ["b"], ["c", "a"], ["a"], ["b"]]


def test_note_marks() -> None:
    text = "One[^a]. Two^[inline [@b]].\n\n[^a]: Note.\n"
    article = read(text)
    assert [(m.label, text[m.span.start : m.span.end]) for m in article.note_marks] == [
        ("a", "[^a]"),
        ("", "^[inline [@b]]"),
    ]


@pytest.mark.parametrize(
    ("text", "prefix", "suffix"),
    [
        ("[see -- for once -- @a]", "see – for once –", ""),
        ('[@a, the author\'s "last" word...]', "", ", the author’s “last” word…"),
        ("[@a,  two   spaces]", "", ", two spaces"),
    ],
)
def test_marks_are_typographic_as_in_pandoc(text: str, prefix: str, suffix: str) -> None:
    cite = only_cite(text)
    assert (cite.prefix, cite.suffix) == (prefix, suffix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@doi:10.1371/journal.pcbi.1007128]", ["doi:10.1371/journal.pcbi.1007128"]),
        ("[@pmid:29424689; @arxiv:1407.3561v1]", ["pmid:29424689", "arxiv:1407.3561v1"]),
        ("[@url:https://example.org/a]", ["url:https://example.org/a"]),
        ("x---@a", ["a"]),
        ("@{a{b}c}", ["a{b}c"]),
    ],
)
def test_more_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "label", "locator"),
    [
        ("de", "S. 3–5", "page", "3–5"),
        ("de-AT", "Kap. 2", "chapter", "2"),
        ("fr", "chapitre 4", "chapter", "4"),
        ("es", "págs. 3-5", "page", "3-5"),
        ("nl", "blz. 7", "page", "7"),
        ("de", "p. 3", "page", "3"),
        ("en", "S. 3", "", ""),
    ],
)
def test_locator_terms_of_the_language(language: str, text: str, label: str, locator: str) -> None:
    cite = only_cite(f"---\nlang: {language}\n---\n\nText [@a, {text}].")
    assert (cite.label, cite.locator) == (label, locator)


def test_a_cross_reference_may_begin_a_sentence_in_quarto() -> None:
    assert clusters("@Fig-plot shows it, as @doe2020 says.", "article.qmd") == ["@doe2020"]
