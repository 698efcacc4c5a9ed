"""Markdown articles: their blocks and sentences, what they say of themselves, odd files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachbib.articles import BLOCK_KINDS, Article, parse_article, read_article
from attachbib.errors import EncodingError, InputError
from attachbib.source import Source


def read(text: str, name: str = "article.md") -> Article:
    return parse_article(Source(Path(name), text))


def sentences(text: str) -> list[str]:
    return [one.text for one in read(text).sentences]


def kinds(text: str) -> list[str]:
    return [block.kind for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\nThree.", ["One.", "Two.", "Three."]),
        ("One\ntwo\n\nthree", ["One two", "three"]),
        ("A *stressed* and **strong** _word_.", ["A stressed and strong word."]),
        ("A `code` word, a \\*star\\* and &amp;.", ["A code word, a *star* and &."]),
        ("A [link](https://example.org 'title') here.", ["A link here."]),
        ("A [link][x] and [x].\n\n[x]: https://example.org", ["A link and x."]),
        ("A ![picture](a.png) here.", ["A picture here."]),
        ("A <b>bold</b> word<!-- not this -->.", ["A bold word."]),
        ("A claim [@doe2020]. Another[^n].\n\n[^n]: A note.", ["A claim.", "Another.", "A note."]),
        ("As @doe2020 says.", ["As @doe2020 says."]),
        ("# Head {#id .x}\n\nText.", ["Head", "Text."]),
        ("Head\n====\n\nSub\n---\n\nText.", ["Head", "Sub", "Text."]),
        ("- One. Two.\n- Three", ["One.", "Two.", "Three"]),
        ("1. One\n2. Two", ["One", "Two"]),
        ("a. One\nb. Two", ["One", "Two"]),
        ("- One on\n  p. 3 of it", ["One on p. 3 of it"]),
        ("- One on\np. 3 of it", ["One on p. 3 of it"]),
        ("One in\n2. two", ["One in 2. two"]),
        ("> Quoted.\n> > Deeper.", ["Quoted.", "Deeper."]),
        ("| a | b |\n|---|---|\n| One. Two. | c |", ["a | b", "One. Two. | c"]),
        ("Term\n:   Its meaning.", ["Term", "Its meaning."]),
        ("~~gone~~ H~2~O x^2^, 2^3 and 2^4", ["gone H2O x2, 2^3 and 2^4"]),
        ("Costs $x = 5$ now.", ["Costs $x = 5$ now."]),
        ("***", []),
        ("", []),
        ("[@doe2020]", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text.", ["paragraph"]),
        ("---\ntitle: x\n---\n\nText.", ["front-matter", "paragraph"]),
        ("# A\n\n## B", ["heading", "heading"]),
        ("- a\n- b", ["list-item", "list-item"]),
        ("> a", ["block-quote"]),
        ("[^1]: a", ["footnote"]),
        ("|a|b|\n|-|-|\n|c|d|", ["table-head", "table"]),
        ("<div>\na\n</div>", ["html"]),
        ("```\na\n```", ["code"]),
        ("    a", ["code"]),
        ("<!-- a -->", ["comment"]),
        ("[a]: https://example.org", ["definition"]),
        ("::: {#refs}\n:::", ["div"]),
        ("::: note\nText.\n:::", ["div", "paragraph"]),
        ("\\begin{table}\na\n\\end{table}", ["raw"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
    assert set(expected) <= set(BLOCK_KINDS)


def test_levels_and_info() -> None:
    article = read("# A\n\n### B\n\nC\n-\n\n```py\nx\n```\n\n[^n]: D\n\n::: {#refs .x}\n:::\n")
    assert [(one.kind, one.level, one.info) for one in article.blocks] == [
        ("heading", 1, ""),
        ("heading", 3, ""),
        ("heading", 2, ""),
        ("code", 0, "py"),
        ("footnote", 0, "n"),
        ("div", 0, "#refs .x"),
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\n\n```\nb\n```\n\nc", "```\nb\n```"),
        ("a\n\n::: {#refs}\n\nx\n\n:::\n\nb", "::: {#refs}\n\nx\n\n:::"),
        ("---\ntitle: x\n---\n\ny", "---\ntitle: x\n---"),
        ("a\r\n\r\n> b\r\n> c\r\n", "b\r\n> c"),
        ("|a|b|\n|-|-|\n|c|d|\n|e|f|\n\ng", "|c|d|\n|e|f|"),
    ],
)
def test_spans_of_blocks(text: str, block: str) -> None:
    found = [text[one.span.start : one.span.end] for one in read(text).blocks]
    assert block in found


def test_spans_of_sentences_take_in_markup_and_citations() -> None:
    text = "*One* thing [@a]. Another\n*thing* here [@b]. `Last` one.\n"
    cut = [text[one.span.start : one.span.end] for one in read(text).sentences]
    assert cut == ["*One* thing [@a].", "Another\n*thing* here [@b].", "`Last` one."]


def test_sentences_name_their_block() -> None:
    article = read("# Head\n\nOne. Two.\n\n- Three\n")
    assert [article.blocks[one.block].kind for one in article.sentences] == [
        "heading",
        "paragraph",
        "paragraph",
        "list-item",
    ]


@pytest.mark.parametrize(
    ("front_matter", "title", "language"),
    [
        ("title: Plain words\nlang: de", "Plain words", "de"),
        ("title: 'It''s \"quoted\"'\nlang: 'en-GB'", 'It\'s "quoted"', "en-GB"),
        ('title: "A \\"word\\" \\u00e9"', 'A "word" é', ""),
        ("title: Words # a comment", "Words", ""),
        ("title: >\n  Over two\n  lines\nlang: fr", "Over two lines", "fr"),
        ("title: |\n  Over two\n  lines", "Over two lines", ""),
        ("title: Over two\n  lines\nlang: fr", "Over two lines", "fr"),
        ("title:\n  text: x", "text: x", ""),
        ("title: [a, list]\nlang: [en]", "", ""),
        ("subtitle: x\ntitles: y\nlanguage: es", "", "es"),
        ("lang: not a tag", "", ""),
        ("author: x", "", ""),
    ],
)
def test_front_matter(front_matter: str, title: str, language: str) -> None:
    article = read(f"---\n{front_matter}\n---\n\nText.\n")
    assert (article.title, article.language) == (title, language)
    assert [one.text for one in article.sentences] == ["Text."]


def test_front_matter_is_only_at_the_top() -> None:
    assert read("Text.\n\n---\ntitle: x\n---\n").title == ""


def test_language_chooses_the_abbreviations() -> None:
    text = "Am 3. Oktober war es so.\n"
    assert len(read(f"---\nlang: de\n---\n\n{text}").sentences) == 1
    assert len(read(text).sentences) == 2


def test_pragmas() -> None:
    text = "One. <!-- attachbib: exempt: common\nknowledge --> Two.\n\n<!-- attachbib: x -->\n"
    article = read(text)
    assert [one.text for one in article.pragmas] == ["exempt: common knowledge", "x"]
    assert text[article.pragmas[1].span.start : article.pragmas[1].span.end] == (
        "<!-- attachbib: x -->"
    )
    assert read("<!-- another comment -->").pragmas == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n\n```\nb", 3, "code block is not closed"),
        ("a\n\n<!-- b", 3, "comment is not closed"),
        ("::: note\na", 1, "div is not closed"),
        ("\\begin{table}\na", 1, "TeX environment is not closed"),
    ],
)
def test_what_is_not_closed_is_a_problem(text: str, line: int, message: str) -> None:
    [problem] = read(text).problems
    assert (problem.rule, problem.line, problem.column) == ("parse-error", line, 1)
    assert message in problem.message
    assert problem.help


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["# Head", "", "One", "two [@a].", "", "> Three", "> four [@b].", ""])
    article = read(text)
    assert [one.text for one in article.sentences] == ["Head", "One two.", "Three four."]
    assert [article.source.position(one.span.start) for one in article.citations] == [
        (4, 5),
        (7, 8),
    ]


def test_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(b"\xef\xbb\xbf# Head\n\nText [@a].\n")
    article = read_article(path)
    assert article.blocks[0].kind == "heading"
    assert article.citations[0].span.start == 13


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.qmd", "a.Rmd", "A.MD", "a.mdx"])
def test_names_of_markdown_files(name: str) -> None:
    assert read("Text.", name).format == "markdown"


def test_file_without_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "article.xyz"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"no reader for '\.xyz'.*\.md"):
        read_article(path)
    with pytest.raises(InputError, match="without a suffix"):
        read_article(tmp_path / "article")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_article(tmp_path / "article.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(InputError, match="found a directory"):
        read_article(tmp_path / "folder.md")


def test_binary_files(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(b"text\n\x00\x01")
    with pytest.raises(InputError, match=r"article\.md:2:1: found a NUL character"):
        read_article(path)
    path.write_bytes(b"caf\xe9\n")
    with pytest.raises(EncodingError, match=r"byte 3 \(0xe9\).*iso-8859-1"):
        read_article(path)


def test_empty_article() -> None:
    article = read("")
    assert (article.blocks, article.sentences, article.citations) == ((), (), ())


def check(article: Article) -> None:
    """Assert what holds for every article."""
    text = article.source.text
    size = len(text)
    spans = [block.span for block in article.blocks]
    spans += [sentence.span for sentence in article.sentences]
    spans += [mark.span for mark in article.note_marks]
    spans += [pragma.span for pragma in article.pragmas]
    for citation in article.citations:
        spans.append(citation.span)
        assert citation.cites
        for cite in citation.cites:
            spans.append(cite.span)
            assert citation.span.start <= cite.span.start <= cite.span.end <= citation.span.end
            cut = text[cite.span.start : cite.span.end]
            assert cut.lstrip("-").lstrip("@").strip("{}") == cite.key.strip("{}")
    for span in spans:
        assert 0 <= span.start <= span.end <= size
    for sentence in article.sentences:
        assert sentence.text == " ".join(sentence.text.split(" ")).strip()
        assert "\n" not in sentence.text
        assert all(0 <= index < len(article.citations) for index in sentence.citations)
        block = article.blocks[sentence.block]
        assert block.span.start <= sentence.span.start <= sentence.span.end <= block.span.end
    for problem in article.problems:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1


PIECES = [
    "[@doe2020]", "@roe", "[see ", "; -@x, p. 3]", "[", "]", "(", ")", "^[", "[^n]", "[^n]: ",
    "!", "*", "**", "_", "`", "```\n", "~", "$", "<", ">", "<!-- ", " -->", "<b>", "&amp;", "\\",
    "{", "}", "# ", "- ", "1. ", "> ", ": ", "::: x\n", ":::\n", "|", "|-|-|\n", "---\n",
    "===\n", "    ", "\t", "\n", "\n\n", "\r\n", "\r", " ", ". ", "? ", "word ", "et al. ",
    "https://a.b/@c ", "é", "𝒳", "\ufffc", "\u2028", "\x0c", "\x85",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_an_article(text: str) -> None:
    check(read(text.replace("\0", "")))


@given(st.text())
@settings(deadline=None)
def test_any_front_matter_can_be_read(text: str) -> None:
    text = text.replace("\0", "")
    check(read(f"---\ntitle: {text}\nlang: {text}\n---\n\nText [@a].\n"))


@pytest.mark.parametrize(
    "unit",
    [
        "[", "]", "*", "_", "~", "@", "`", "$", "<", "<!--", "^[", "[^", "![", "[@a; ", "@a [",
        "{", "\\", "> ", "- ", "::: a\n", "```\n", "[^1]: ", "&", "|", "*a ", "_a_ ", "[@a] ",
        "\\begin{a}\n", "- a\n  ", "a\n: b\n", "|a|b|\n", "http://", "(", "'", "{{<", "[a](",
        "# a\n", "a. ",
    ],
)  # fmt: skip
def test_long_senseless_articles(unit: str) -> None:
    """Time must stay linear: with anything worse, one of these takes minutes."""
    check(read(unit * (100_000 // len(unit))))


def test_one_huge_line() -> None:
    article = read("A claim that is made [@doe2020]. " * 20_000)
    assert len(article.citations) == len(article.sentences) == 20_000


def test_deep_nesting() -> None:
    check(read("> " * 5_000 + "text [@a]"))
    check(read("[" * 5_000 + "@a" + "]" * 5_000))
    check(read("".join("  " * depth + "- a\n" for depth in range(500))))
