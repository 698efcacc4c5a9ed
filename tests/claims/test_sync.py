"""What `claims sync` proposes: new claims with their evidence, new contexts of moved ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.articles import Article, parse_article
from attachbib.claims import Claim, find_anchor, find_anchors, reading_text
from attachbib.claims.sync import propose_claims, slug, update_anchor
from attachbib.source import Source


def article_of(text: str) -> Article:
    return parse_article(Source(Path("article.md"), text))


def propose(text: str) -> list[Claim]:
    return list(propose_claims(article_of(text), "article.md", (), ()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The naps of a child are short.", "naps-child-short"),
        ("Naps help adults, infants, toddlers and others.", "naps-help-adults-infants"),
        ("It is.", "it-is"),
        ("Élan's “vital” — über_alles 3.5 %", "elans-vital-uber-alles"),
        ("昼寝は体に良い。", "昼寝は体に良い"),
        ("…!", "claim"),
        (
            "Pneumonoultramicroscopicsilicovolcanoconiosis",
            "pneumonoultramicroscopicsilicovolcanocon",
        ),
    ],
)
def test_names(text: str, name: str) -> None:
    assert slug(text) == name


def test_names_are_unique() -> None:
    article = article_of("Naps help [@a].\n\nNaps help [@b].\n\nNaps help [@c].\n")
    claims = propose_claims(article, "article.md", (), {"naps-help", "naps-help-3"})
    assert [claim.id for claim in claims] == ["naps-help-2", "naps-help-4", "naps-help-5"]


def test_only_sentences_that_cite_are_proposed() -> None:
    text = "# Head [@a]\n\nNaps help [@a]. Not cited.\n\n- Item [see @b, p. 3].\n"
    assert [claim.anchor.exact for claim in propose(text)] == ["Naps help.", "Item."]


@pytest.mark.parametrize(
    ("citation", "evidence"),
    [
        ("[@a]", [("a", "")]),
        ("[@a, p. 3; @b, pp. 3-5]", [("a", "p. 3"), ("b", "pp. 3-5")]),
        ("[@a, chap. 2] [@a, chap. 2] [-@a]", [("a", "chapter 2"), ("a", "")]),
    ],
)
def test_evidence(citation: str, evidence: list[tuple[str, str]]) -> None:
    [claim] = propose(f"Naps help {citation}.\n")
    assert [(one.key, one.locator) for one in claim.evidence] == evidence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Naps help [@a].", "other"),
        ("Naps help 40 % of them [@a].", "statistics"),
        ("She said “naps help all of us” [@a].", "quotation"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [claim.kind for claim in propose(text)] == [kind]


def test_context_is_whole_words() -> None:
    before = "Everybody in the whole wide world sleeps at night."
    after = "Nobody in the whole wide world is awake all night."
    [claim] = propose(f"{before} Naps help [@a]. {after}\n")
    assert claim.anchor.prefix == "wide world sleeps at night."
    assert claim.anchor.suffix == "Nobody in the whole wide world"
    assert claim.anchor.start == len(before) + 1


@pytest.mark.parametrize("state", ["same", "suspect"])
def test_a_recorded_sentence_is_not_proposed_again(state: str) -> None:
    [claim] = propose("Naps help small children to learn words [@a].\n")
    word = "help" if state == "same" else "never help"
    article = article_of(f"Naps {word} small children to learn words [@a].\n")
    anchors = find_anchors([claim], article)
    assert anchors[claim].state == state
    assert list(propose_claims(article, "article.md", anchors.values(), ())) == []


SENTENCES = st.sampled_from(
    [
        "Naps help [@a]. ",
        "Naps  *help* [@a]. ",
        "So they say. ",
        "Naps help. ",
        "Ja [@b, p. 2].\n\n",
        "\n\n# Head\n\n",
        "- item [@c]\n",
        "昼寝は良い [@d]。",
        "| a [@a] | b |\n|---|---|\n| c | d [@b] |\n\n",
        "\n\nText^[A note [@e].] goes on.\n\n",
        "`code` [@f] ends. ",
        "$x$ [@a].\n\n",
        "“Oh!” [@a] ",
    ]
)
TEXTS = st.lists(SENTENCES, max_size=12).map("".join)


@given(TEXTS)
def test_proposed_claims_stand_where_they_were_found(text: str) -> None:
    article = article_of(text)
    claims = propose(text)
    anchors = find_anchors(claims, article)
    assert {found.state for found in anchors.values()} <= {"same"}
    assert list(propose_claims(article, "article.md", anchors.values(), ())) == []


@given(TEXTS, TEXTS)
def test_renewed_anchors_are_in_place(text: str, before: str) -> None:
    claims = propose(text)
    article = article_of(f"{before}\n\n{text}")
    reading = reading_text(article)
    for claim, found in find_anchors(claims, article).items():
        renewed = update_anchor(claim, found, reading)
        assert renewed.anchor.exact == claim.anchor.exact
        if found.state == "moved":
            assert find_anchor(renewed.anchor, reading).state == "same"
        else:
            assert renewed == claim
