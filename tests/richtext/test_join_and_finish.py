"""Seams merge punctuation, text is left alone; quotation marks alternate; formatting flips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.richtext import writer
from attachbib.richtext.finish import finish
from attachbib.richtext.join import affix, join, join_all
from attachbib.richtext.markup import QuoteMarks, field_parser
from attachbib.richtext.model import plain, span

AMERICAN = QuoteMarks(punctuation_inside=True)
BRITISH = QuoteMarks("‘", "’", "“", "”")
GERMAN = QuoteMarks("„", "“", "‚", "‘")
ODD_DOIS = (
    "10.1016/S0140-6736(97)11096-0",
    "10.1002/(SICI)1099-1255(199603)11:2<123::AID-1>3.0.CO;2-Y",
    "10.1000/a..b,,c;;d.,e",
    "10.5555/x.",
)


def html(rich: object) -> str:
    return writer("html").write(rich)  # type: ignore[arg-type]


@pytest.mark.parametrize("doi", ODD_DOIS)
def test_a_doi_comes_through_joins_unchanged(doi: str) -> None:
    url = f"https://doi.org/{doi}"
    entry = affix(join_all(["Title.", span("link", url, url)], " "), "[", "]")
    assert url in plain(finish(entry, AMERICAN))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Title.", ". Next", "Title. Next"),
        ("Title?", ". Next", "Title? Next"),
        ("Title!", ".", "Title!"),
        ("one,", ", two", "one, two"),
        ("one ", " two", "one two"),
        ("a..b", "c..d", "a..bc..d"),
        ("", ", two", ", two"),
        ("one", "", "one"),
    ],
)
def test_marks_merge_at_the_seam_only(left: str, right: str, expected: str) -> None:
    assert plain(join(left, right)) == expected


def test_marks_merge_through_formatting() -> None:
    assert html(join(span("italic", "Really?"), ". Next")) == "<i>Really?</i> Next"


def test_affixes_of_nothing_are_nothing() -> None:
    assert affix("", "(", ")") == ""


@given(st.lists(st.text(alphabet="abc.,;:!? ", max_size=6)))
def test_joining_never_loses_a_letter(parts: list[str]) -> None:
    def letters(text: str) -> list[str]:
        return [character for character in text if character.isalpha()]

    assert letters(plain(join_all(parts, ", "))) == letters("".join(parts))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (AMERICAN, "“He said ‘yes’ twice”"),
        (BRITISH, "‘He said “yes” twice’"),
        (GERMAN, "„He said ‚yes‘ twice“"),
    ],
)
def test_quotation_marks_alternate(marks: QuoteMarks, expected: str) -> None:
    title = field_parser(marks)('He said "yes" twice')
    assert plain(finish(span("quote", title), marks)) == expected


def test_an_apostrophe_is_no_quotation_mark() -> None:
    title = field_parser(AMERICAN)("The child's and the parents' view")
    assert plain(finish(title, AMERICAN)) == "The child’s and the parents’ view"


@pytest.mark.parametrize(
    ("marks", "expected"), [(AMERICAN, "“Title.” Next"), (BRITISH, "‘Title’. Next")]
)
def test_a_period_goes_where_the_locale_puts_it(marks: QuoteMarks, expected: str) -> None:
    entry = join(span("quote", "Title"), ". Next")
    assert plain(finish(entry, marks)) == expected


def test_italics_in_italics_stand_upright() -> None:
    title = span("italic", field_parser(AMERICAN)("On <i>Homo sapiens</i> today"))
    expected = '<i>On <span style="font-style: normal">Homo sapiens</span> today</i>'
    assert html(finish(title, AMERICAN)) == expected


@given(st.text(alphabet="ab \"'“”‘’«»<>/i", max_size=40))
def test_unbalanced_marks_and_tags_lose_no_letter(text: str) -> None:
    printed = plain(finish(span("quote", field_parser(AMERICAN)(text)), AMERICAN))
    assert printed.count("a") == text.count("a")
