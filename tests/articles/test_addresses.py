"""Sentences end behind an address as behind any word, in every format."""

from __future__ import annotations

from html import escape

import pytest
from reading import cut_sentences, read


@pytest.mark.parametrize("name", ["a.md", "a.rst", "a.txt", "a.tex", "a.html"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("One (https://example.org/x).", "Two stands."),
        ("One (see https://example.org/x.)", "Two."),
        ("One https://example.org/x.", "Two."),
        ("One https://example.org/x!", "Two."),
        ("One “https://example.org/x.”", "Two."),
        ("One <https://example.org/x>.", "Two."),
        ("See https://example.org/A_(b).", "Two."),
        ("One (https://example.org/A_(b)).", "Two."),
        ("One www.example.org.", "Two (www.example.org)."),
        ("One https://example.org/v1.2?a=b, and more.", "Two."),
        ("One (write to a@example.org).", "Two."),
        ("One https://example.org/?q=Who?", "Two."),
    ],
)
def test_an_address_ends_before_the_punctuation(name: str, first: str, second: str) -> None:
    text = f"{first} {second}"
    if name == "a.html":
        text, first, second = (escape(one, quote=False) for one in (text, first, second))
    assert cut_sentences(read(f"{text}\n", name)) == [first, second]
