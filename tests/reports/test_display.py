"""Source lines as a terminal shows them: the carets stand below the marked part."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.reports.display import WIDTH, escape, excerpt, relative_path, width


@pytest.mark.parametrize(
    ("line", "start", "end", "text", "carets"),
    [
        ("a word here", 2, 6, "a word here", "  ^^^^"),
        ("a word here", 2, 2, "a word here", "  ^"),
        ("at the end", 10, 10, "at the end", "          ^"),
        ("\tx = 1", 1, 2, "    x = 1", "    ^"),
        ("ab\tx", 3, 4, "ab  x", "    ^"),
        ("ab\tx", 2, 3, "ab  x", "  ^^"),
        ("依恋理论 [@a]", 5, 9, "依恋理论 [@a]", "         ^^^^"),
        ("依恋理论", 1, 3, "依恋理论", "  ^^^^"),
        ("e\u0301te x", 5, 6, "e\u0301te x", "    ^"),
        ("a\x1b[31mb", 6, 7, "a\\x1b[31mb", "         ^"),
        ("a\u202eb", 2, 3, "a\\u202eb", "       ^"),
        ("", 0, 0, "", "^"),
    ],
)
def test_carets(line: str, start: int, end: int, text: str, carets: str) -> None:
    assert excerpt(line, start, end) == (text, carets)


LONG = "".join(f"{number:04}" for number in range(100))


@pytest.mark.parametrize("start", [0, 30, 70, 200, 396])
def test_a_long_line_is_cut_around_the_marked_part(start: int) -> None:
    text, carets = excerpt(LONG, start, start + 4)
    at = carets.index("^")
    assert text[at : at + 4] == LONG[start : start + 4]
    assert carets.strip() == "^^^^"
    assert len(text) <= WIDTH + 2
    assert text.startswith("…") == (start > 40)
    assert text.endswith("…") == (start < 300)


def test_a_mark_longer_than_what_is_shown_ends_with_it() -> None:
    text, carets = excerpt(LONG, 200, 400)
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(carets) <= len(text)
    assert text[carets.index("^") :].startswith(LONG[200:240])


LINES = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"),
        st.sampled_from("\t 依\u0301\u200d"),
    ),
    max_size=200,
)


@given(LINES, st.integers(0, 200), st.integers(0, 20))
def test_any_line_can_be_shown(line: str, start: int, length: int) -> None:
    start = min(start, len(line))
    text, carets = excerpt(line, start, min(start + length, len(line)))
    assert set(carets) <= {" ", "^"}
    assert carets.strip(" ").strip("^") == ""
    assert "^" in carets
    assert width(text) <= WIDTH + 2
    assert not any(unicodedata.category(char) == "Cc" for char in text)


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=300), st.data())
def test_the_carets_are_below_the_marked_character(line: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line) - 1))
    text, carets = excerpt(line, at, at + 1)
    below = carets.index("^")
    column = 0
    for char in text:
        if column == below:
            assert char == line[at]
            break
        column += width(char)
    else:
        pytest.fail("the caret is below no character")


def test_what_steers_a_terminal_is_escaped_and_writing_is_not() -> None:
    assert escape("\x1b]0;x\x07\x9b\u2066\u2028\x00") == ("\\x1b]0;x\\x07\\x9b\\u2066\\u2028\\x00")
    assert escape("naïve 依恋 👩\u200d👧 \udce9") == "naïve 依恋 👩\u200d👧 \\udce9"


def test_paths_are_relative_when_they_are_below() -> None:
    base = Path("/home/ann/paper")
    assert relative_path(base / "a" / "b.md", base) == str(Path("a/b.md"))
    assert relative_path(Path("/home/ann/other.md"), base) == str(Path("/home/ann/other.md"))
    assert relative_path(base / "a\nb.md", base) == "a\\nb.md"
