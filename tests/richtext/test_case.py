"""Values of `text-case`: words, small words, protected text, languages."""

from __future__ import annotations

import pytest

from attachbib.richtext.case import apply_case
from attachbib.richtext.markup import QuoteMarks, field_parser
from attachbib.richtext.model import Rich, plain


def field(text: str) -> Rich:
    return field_parser(QuoteMarks())(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the bond between parent and child", "The Bond between Parent and Child"),
        ("what it is for", "What It Is For"),
        ("the DNA of mRNA and iPhone", "The DNA of mRNA and iPhone"),
        ("attachment: a review", "Attachment: A Review"),
        ('a <span class="nocase">pH</span> study', "A pH Study"),
        ('<span class="nocase">P</span>ython for all', "Python for All"),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    assert plain(apply_case(field(text), "title")) == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("lowercase", "the café in NASA’s <lab>".lower()),
        ("uppercase", "THE CAFÉ IN NASA’S <LAB>"),
        ("capitalize-first", "The café in NASA’s <lab>"),
    ],
)
def test_plain_cases(case: str, expected: str) -> None:
    assert plain(apply_case("the café in NASA’s <lab>", case)) == expected


def test_turkish_capitals_keep_their_dot() -> None:
    assert plain(apply_case("istanbul", "uppercase", "tr")) == "İSTANBUL"
    assert plain(apply_case("istanbul", "uppercase", "en")) == "ISTANBUL"


def test_empty_text_has_no_case() -> None:
    assert apply_case("", "title") == ""
