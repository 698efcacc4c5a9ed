"""Every writer prints what was meant and escapes what its format would take for markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from attachbib.richtext import FORMATS, Entry, ListLayout, writer
from attachbib.richtext.model import LINK, Rich, Span, span

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'


def listed(name: str, text: Rich, key: str = "key", note: str = "") -> str:
    return writer(name).write_list([Entry(key, text, note)], ListLayout())


@pytest.mark.parametrize("name", FORMATS)
def test_no_entries_print_nothing(name: str) -> None:
    assert writer(name).write_list([], ListLayout()) == ""


@pytest.mark.parametrize("name", FORMATS)
def test_entries_stand_in_order_and_end_with_a_line_end(name: str) -> None:
    entries = [Entry("b", "Second letter"), Entry("a", "First letter")]
    printed = writer(name).write_list(entries, ListLayout())
    assert printed.index("Second") < printed.index("First")
    assert printed.endswith("\n")


@pytest.mark.parametrize("text", [HOSTILE, '"><script>', "javascript:alert(1)"])
def test_html_holds_no_script(text: str) -> None:
    printed = listed("html", (Span(LINK, text, text), Span("italic", text)), text, text)
    tree = etree.fromstring(printed)
    assert {node.tag for node in tree.iter()} <= {"div", "p", "i"}
    assert text in "".join(tree.itertext())


def test_an_unsafe_link_is_printed_as_text() -> None:
    assert writer("html").write(span(LINK, "here", "javascript:alert(1)")) == "here"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_html_is_well_formed_and_loses_nothing(text: str) -> None:
    printed = writer("html").write((Span("italic", (text, Span("bold", text))),))
    assert unescape(re.sub(r"</?[ib]>", "", printed)) == text + text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 % of R&D_1 #2 $3", r"50 \% of R\&D\_1 \#2 \$3"),
        ("{a}", r"\{a\}"),
        ("a\\b", r"a\textbackslash{}b"),
        ("x^2~y", r"x\textasciicircum{}2\textasciitilde{}y"),
    ],
)
def test_latex_escapes(text: str, expected: str) -> None:
    assert writer("latex").write(text) == expected


@pytest.mark.parametrize("key", ["a%b", "a#b", "a{b", "a\\b", "a_b"])
def test_latex_anchor_and_link_of_a_key_are_the_same_and_safe(key: str) -> None:
    target = re.search(r"\\hypertarget\{(.*?)\}\{\}", listed("latex", "text", key))
    link = re.search(
        r"\\hyperlink\{(.*?)\}\{text\}", writer("latex").write(span(LINK, "text", f"#ref-{key}"))
    )
    assert target is not None
    assert link is not None
    assert target[1] == link[1]
    assert not set("%#{}\\") & set(target[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*not* emphasised", r"\*not\* emphasised"),
        ("a_b [c](d) `e` <f>", r"a\_b \[c\](d) \`e\` \<f\>"),
        ("$x$ a^2 ~b~ @key", r"\$x\$ a\^2 \~b\~ \@key"),
    ],
)
def test_markdown_escapes(text: str, expected: str) -> None:
    assert writer("markdown").write(text) == expected


def test_markdown_entry_that_begins_like_a_list_is_none() -> None:
    assert listed("markdown", "1. First").startswith(r"1\. First")


@pytest.mark.parametrize(("name", "expected"), [("markdown", "a *b* c"), ("rst", "a *b* c")])
def test_emphasis_marks_touch_the_text(name: str, expected: str) -> None:
    assert writer(name).write(("a", Span("italic", " b "), "c")) == expected


def test_rst_escapes() -> None:
    assert writer("rst").write("*a* `b` |c| d_ e_f") == r"\*a\* \`b\` \|c\| d\_ e_f"


def test_text_raises_digits_that_unicode_has() -> None:
    assert writer("text").write(span("superscript", "1–3")) == "¹–³"
    assert writer("text").write(span("superscript", "th")) == "th"


@pytest.mark.parametrize("name", FORMATS)
def test_the_note_of_an_entry_is_printed(name: str) -> None:
    assert "What it is used for" in listed(name, "Entry", note="What it is used for")
