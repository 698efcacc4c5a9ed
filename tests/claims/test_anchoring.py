"""Anchors: where a claim's words stand in the article as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachbib.articles import parse_article
from attachbib.claims import Anchored, TextQuoteSelector, find_anchor, reading_text
from attachbib.source import Source

ARTICLE = """\
# Growth

Trees grow slowly [@doe2020]. In a *good* year they
grow faster than `usual`. Trees grow slowly in winter.

They rest in winter. They rest at night.
"""


def find(exact: str, text: str = ARTICLE, **more: Any) -> Anchored:
    article = parse_article(Source(Path("article.md"), text))
    return find_anchor(TextQuoteSelector(exact, **more), reading_text(article))


def found_text(anchored: Anchored, text: str = ARTICLE) -> str:
    assert anchored.span is not None
    return text[anchored.span.start : anchored.span.end]


@pytest.mark.parametrize(
    ("exact", "source"),
    [
        ("Trees grow slowly.", "Trees grow slowly [@doe2020]."),
        (
            "In a good year they grow faster than usual.",
            "In a *good* year they\ngrow faster than `usual`.",
        ),
        (
            "In a good year they\n  grow faster than usual.",
            "In a *good* year they\ngrow faster than `usual`.",
        ),
        ("good year", "In a *good* year they\ngrow faster than `usual`."),
        ("They rest in winter. They rest at night.", "They rest in winter. They rest at night."),
        ("Trees grow slowly [@doe2020].", "Trees grow slowly [@doe2020]."),
        (
            "In a *good* year they grow faster than `usual`.",
            "In a *good* year they\ngrow faster than `usual`.",
        ),
    ],
)
def test_same_words(exact: str, source: str) -> None:
    """The words may be given as they are read, or as they stand in the source."""
    anchored = find(exact)
    assert anchored.state == "same"
    assert anchored.likeness == 1.0
    assert found_text(anchored) == source


def test_sentences_that_are_taken_in() -> None:
    assert find("They rest in winter.").sentences == (4,)
    assert find("They rest in winter. They rest at night.").sentences == (4, 5)
    assert find("winter. They rest").sentences == (3, 4)


def test_prefix_and_suffix_choose_among_equals() -> None:
    text = "One thing. It works. Two things. It works. The end.\n"
    first = find("It works.", text, prefix="One thing. ", suffix=" Two things.")
    second = find("It works.", text, prefix="Two things.", suffix="The end.")
    assert (first.state, first.sentences) == ("same", (1,))
    assert (second.state, second.sentences) == ("same", (3,))


def test_the_nearest_is_chosen_without_context() -> None:
    text = "It works. A word. It works. A word. It works.\n"
    assert find("It works.", text, start=17).sentences == (2,)


def test_exact_words_in_another_place_have_moved() -> None:
    assert find("They rest at night.", prefix="Once upon a time").state == "moved"
    assert find("They rest at night.", start=3).state == "moved"


@pytest.mark.parametrize(
    "exact",
    [
        "Trees grow very slowly.",
        "In a good year they grow much faster than usual.",
        "In a bad year they grow slower than usual.",
    ],
)
def test_changed_words_are_suspect(exact: str) -> None:
    anchored = find(exact)
    assert anchored.state == "suspect"
    assert 0.6 <= anchored.likeness < 1.0


@pytest.mark.parametrize("exact", ["Cats sleep all day long.", "", " \n", "\0", "[@doe2020]"])
def test_other_words_are_orphans(exact: str) -> None:
    anchored = find(exact)
    assert (anchored.state, anchored.span, anchored.sentences) == ("orphan", None, ())


def test_nothing_is_found_in_an_empty_article() -> None:
    assert find("Trees grow slowly.", "").state == "orphan"


def test_a_citation_or_emphasis_added_leaves_a_claim_in_place() -> None:
    before = "Trees grow slowly in winter. Birds sing.\n"
    after = "Trees *grow* slowly in [winter](https://example.org) [@roe2021]. Birds sing.\n"
    for text in (before, after):
        assert find("Trees grow slowly in winter.", text, suffix="Birds sing.").state == "same"


def test_a_claim_over_two_sentences_that_changed() -> None:
    text = "Trees grow slowly in winter. Birds sing in the morning. The end.\n"
    anchored = find("Trees grow slowly in winter. Birds sing in the evening.", text)
    assert (anchored.state, anchored.sentences) == ("suspect", (0, 1))


WORDS = st.sampled_from("tree bird rock rain grows sings falls [@a] *and*".split())
SENTENCES = st.lists(
    st.lists(WORDS, min_size=2).map(lambda words: " ".join(["The", *words]) + "."),
    min_size=1,
    max_size=8,
)


@given(SENTENCES, st.data())
def test_every_sentence_of_an_article_is_found_again(
    sentences: list[str], data: st.DataObject
) -> None:
    text = " ".join(sentences)
    article = parse_article(Source(Path("article.md"), text))
    index = data.draw(st.integers(0, len(article.sentences) - 1))
    wanted = article.sentences[index].text
    anchored = find_anchor(TextQuoteSelector(wanted), reading_text(article))
    assert anchored.state == "same"
    assert wanted in [article.sentences[one].text for one in anchored.sentences]


@given(exact=st.text(), prefix=st.text(max_size=9), suffix=st.text(max_size=9), text=st.text())
@settings(deadline=None)
def test_any_anchor_in_any_article(exact: str, prefix: str, suffix: str, text: str) -> None:
    text = text.replace("\0", "")
    anchored = find(exact, text, prefix=prefix, suffix=suffix)
    if anchored.span is not None:
        assert 0 <= anchored.span.start <= anchored.span.end <= len(text)
        assert anchored.sentences
    else:
        assert anchored.state == "orphan"
