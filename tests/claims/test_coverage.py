"""Coverage: what each sentence rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attachbib.articles import parse_article
from attachbib.claims import (
    STATUSES,
    ArticleCoverage,
    Claim,
    CoveragePolicy,
    Evidence,
    Review,
    TextQuoteSelector,
    find_anchors,
    fingerprint,
    judge_claims,
    measure_coverage,
    percent_covered,
    policy_from_config,
)
from attachbib.errors import ConfigError
from attachbib.source import Source


def claim(exact: str, *keys: str, **more: Any) -> Claim:
    evidence = tuple(Evidence(key, stance=more.pop("stance", "supports")) for key in keys)
    return Claim(exact, "article.md", TextQuoteSelector(exact), evidence=evidence, **more)


def nothing(key: str) -> None:
    """No reference has this key."""


def cover(text: str, *claims: Claim, **policy: Any) -> ArticleCoverage:
    article = parse_article(Source(Path("article.md"), text))
    standings = judge_claims(claims, article, nothing).values()
    return measure_coverage(article, standings, CoveragePolicy(**policy))


def statuses(text: str, *claims: Claim, **policy: Any) -> list[str]:
    return [one.status for one in cover(text, *claims, **policy).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grows [@a].", ["direct"]),
        ("As @a says, it grows.", ["direct"]),
        ("It grows[^1].\n\n[^1]: See @a.", ["direct", "direct"]),
        ("It grows.", ["uncited"]),
        ("It grows [@a]. It rests. It sleeps.", ["direct", "inherited", "inherited"]),
        ("It grows [@a]. It rests [@b]. It sleeps.", ["direct", "direct", "uncited"]),
        ("It grows [@a]. It rests [@a]. It sleeps.", ["direct", "direct", "inherited"]),
        ("It grows [@a].\n\nIt rests.", ["direct", "uncited"]),
        ("It grows. It rests [@a].", ["weak", "direct"]),
        ("It grows. It rests [@a]. It sleeps.", ["uncited", "direct", "uncited"]),
        ("It grows. It rests [@a]. It sleeps [@b].", ["uncited", "direct", "direct"]),
        ("Does it grow? It does [@a]. It rests.", ["exempt", "direct", "inherited"]),
        ("It grows in two ways [@a]:\n\n- up\n- down", ["direct", "inherited", "inherited"]),
        ("It grows in two ways:\n\n- up [@a]\n- down", ["exempt", "direct", "uncited"]),
        ("| a | b |\n|---|---|\n| c [@a] | d |\n| e | f |", ["exempt", "direct", "uncited"]),
    ],
)
def test_citations_in_the_text(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# It grows", "exempt"),
        ("Why does it grow?", "exempt"),
        ("In this section, growth is shown.", "exempt"),
        ("There are two kinds:", "exempt"),
        ("This page does not replace medical advice.", "exempt"),
        ("Please consult a physician.", "exempt"),
        ("I saw it grow.", "exempt"),
        ("We measured growth.", "exempt"),
        ("It is wet outside.", "uncited"),
        ("Weighing is work.", "uncited"),
    ],
)
def test_wording_that_needs_no_source(text: str, expected: str) -> None:
    [one] = cover(text).sentences
    assert one.status == expected
    assert bool(one.reason) == (expected == "exempt")


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("It grew by 3 %.", True),
        ("It has 12 legs.", True),
        ("Half of all trees grow.", True),
        ("Sales rose twofold.", True),
        ("It began in 1999.", False),
        ("As Fig. 3 and Table 2 show, it grows.", False),
        ("It runs on Python 3.11 there.", False),
        ("It began in the 1990s there.", False),
        ("It is the B12 vitamin.", False),
    ],
)
def test_numbers_need_a_citation_of_their_own(text: str, is_number: bool) -> None:
    expected = ["direct", "uncited" if is_number else "inherited"]
    assert statuses(f"It grows [@a]. {text}") == expected


@pytest.mark.parametrize(
    ("text", "is_quotation"),
    [
        ("He said “it grows in the spring”.", True),
        ('He said "it grows in the spring".', True),
        ("Er sagte „es wächst im Frühling“.", True),
        ("Il dit « il pousse au printemps ».", True),
        ("It is a “secure base”.", False),
        ("It's the child's own's thing.", False),
    ],
)
def test_quotations_need_a_citation_of_their_own(text: str, is_quotation: bool) -> None:
    expected = ["direct", "uncited" if is_quotation else "inherited"]
    assert statuses(f"It grows [@a]. {text}") == expected


def test_recorded_sources() -> None:
    [one, two] = cover("It grows. It rests.", claim("It grows.", "a", "b")).sentences
    assert (one.status, one.keys, one.claim) == ("inherited", ("a", "b"), "It grows.")
    assert "It grows." in one.reason
    assert two.status == "uncited"


def test_recorded_exemption() -> None:
    [one] = cover("It grows.", claim("It grows.", exempt="common knowledge")).sentences
    assert (one.status, one.reason, one.claim) == ("exempt", "common knowledge", "It grows.")


def test_recorded_exemption_goes_before_an_inherited_citation() -> None:
    text = "It grows [@a]. It rests."
    assert statuses(text, claim("It rests.", exempt="obvious")) == ["direct", "exempt"]


def test_a_recorded_source_is_not_enough_for_a_number() -> None:
    assert statuses("It grew by 3 %.", claim("It grew by 3 %.", "a")) == ["uncited"]


def test_a_number_can_be_exempted_by_a_person() -> None:
    assert statuses("It has 12 legs.", claim("It has 12 legs.", exempt="counted")) == ["exempt"]


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("supports", "inherited"),
        ("qualifies", "inherited"),
        ("contradicts", "uncited"),
        ("background", "uncited"),
    ],
)
def test_only_some_stances_support(stance: str, expected: str) -> None:
    assert statuses("It grows.", claim("It grows.", "a", stance=stance)) == [expected]


def test_a_claim_whose_words_changed_does_not_count() -> None:
    text = "It grows in the spring of the year."
    assert statuses(text, claim("It grows in the autumn of the year.", "a")) == ["uncited"]


def test_the_text_before_the_record() -> None:
    [one] = cover("It grows [@a].", claim("It grows.", "b")).sentences
    assert (one.status, one.keys, one.claim) == ("direct", ("a",), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grows. <!-- attachbib: exempt: known --> It rests.", ["uncited", "exempt"]),
        ("<!-- attachbib: exempt: known -->\n\nIt grows. It rests.", ["exempt", "uncited"]),
        ("It grows <!-- attachbib: exempt: known -->. It rests.", ["exempt", "uncited"]),
        ("<!-- attachbib: exempt: -->\n\nIt grows.", ["uncited"]),
        ("<!-- attachbib: other: x -->\n\nIt grows.", ["uncited"]),
        ("<!-- exempt: x -->\n\nIt grows.", ["uncited"]),
    ],
)
def test_pragmas_need_a_reason(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_sections_that_need_no_source() -> None:
    parts = [
        "# Text",
        "It grows.",
        "## Funding",
        "By us.",
        "### More",
        "And you.",
        "## End",
        "It is.",
    ]
    text = "\n\n".join(parts)
    assert statuses(text) == [
        "exempt",
        "uncited",
        "exempt",
        "exempt",
        "exempt",
        "exempt",
        "exempt",
        "uncited",
    ]


def test_scope_by_paragraph() -> None:
    text = "It grows. It rests [@a]. It sleeps.\n\nIt eats."
    assert statuses(text, scope="paragraph") == ["inherited", "direct", "inherited", "uncited"]


def test_policy_without_exemptions() -> None:
    assert statuses("# Head\n\nWhy?", exempt=(), sections=()) == ["uncited", "uncited"]
    assert statuses("It grows [@a]. It has 3 legs.", direct=()) == ["direct", "inherited"]


def test_counts_and_percent() -> None:
    coverage = cover("# Head\n\nIt grows [@a]. It rests.\n\nIt sleeps. It eats [@b].\n\nIt is.")
    assert dict(coverage.counts) == {
        "direct": 2,
        "inherited": 1,
        "weak": 1,
        "exempt": 1,
        "uncited": 1,
    }
    assert coverage.percent == pytest.approx(60.0)


def test_percent_of_nothing_is_all() -> None:
    assert percent_covered(dict.fromkeys(STATUSES, 0)) == 100.0
    assert cover("# Only a heading").percent == 100.0
    assert cover("").percent == 100.0


def test_reasons_name_the_line_of_the_citation() -> None:
    [_, two] = cover("# Head\n\nIt grows [@a]. It rests.").sentences[1:]
    assert two.reason == "the citation in line 3"
    assert two.keys == ("a",)


def test_policy_from_config() -> None:
    policy = policy_from_config(
        {
            "scope": "paragraph",
            "exempt": ["heading"],
            "sections": ["Notes"],
            "direct": [],
            "fail-under": 80,
        }
    )
    assert policy == CoveragePolicy("paragraph", ("heading",), ("Notes",), (), 80.0)
    assert policy_from_config({}) == CoveragePolicy()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"scpe": "sentence"}, r"unknown key `coverage\.scpe`.*Did you mean `scope`\?"),
        ({"xyz": 1}, "Known keys: direct, exempt, fail_under, scope, sections"),
        ({"scope": "page"}, '\'page\', expected "sentence" or "paragraph"'),
        ({"exempt": "heading"}, "expected a list of strings"),
        ({"exempt": [1]}, "expected a list of strings"),
        ({"exempt": ["headings"]}, "has 'headings'.*Use any of: heading, question"),
        ({"direct": ["percent"]}, "has 'percent'.*Use any of: number, quotation"),
        ({"fail_under": 101}, "expected a number from 0 to 100"),
        ({"fail_under": True}, "expected a number from 0 to 100"),
        ({"fail_under": "80"}, "expected a number from 0 to 100"),
        ({"fail_under": float("nan")}, "expected a number from 0 to 100"),
    ],
)
def test_policy_that_is_wrong(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        policy_from_config(table, path=Path("attachbib.toml"))
    assert str(caught.value).startswith("attachbib.toml: ")


def test_long_article_with_many_claims() -> None:
    sentences = [f"Tree {'x' * (index % 40)}{index // 40 * 'y'} grows." for index in range(1_000)]
    coverage = cover("\n\n".join(sentences), *(claim(one, "a") for one in sentences))
    assert coverage.counts["inherited"] == 1_000


def reviewed(one: Claim, text: str) -> Claim:
    """A claim as a person left it who reviewed it in an article with this text."""
    article = parse_article(Source(Path("article.md"), text))
    now = fingerprint(one, article, find_anchors([one], article)[one], nothing)
    return one._replace(review=Review("A. Reader", "2026-01-02", *now))


def test_a_source_counts_while_its_review_holds() -> None:
    text = "It grows in spring."
    one = reviewed(claim(text, "a"), text)
    assert statuses(text, one) == ["inherited"]


@pytest.mark.parametrize(
    ("then", "now", "statuses_now"),
    [
        ("It grows in spring.", "Some say it grows in spring.", ["weak"]),
        ("It grows in spring.", "It rests [@b]. It grows in spring now.", ["direct", "inherited"]),
        ("It grows in spring.", "Some say it grows in spring [@b].", ["direct"]),
    ],
)
def test_a_source_reviewed_for_other_words_is_weak(
    then: str, now: str, statuses_now: list[str]
) -> None:
    one = reviewed(claim("grows in spring", "a"), then)
    assert statuses(now, one) == statuses_now


def test_the_reason_of_a_weak_sentence_names_the_claim_and_what_changed() -> None:
    one = reviewed(claim("grows in spring", "a", kind="other"), "It grows in spring.")
    [found] = cover("Some say it grows in spring.", one).sentences
    assert found.reason == "claim `grows in spring` changed since its review: the text"
    assert (found.keys, found.claim) == (("a",), one.id)


def test_an_exemption_reviewed_for_other_words_lets_nothing_off() -> None:
    one = reviewed(claim("grows in spring", exempt="seen by all"), "It grows in spring.")
    assert statuses("It grows in spring.", one) == ["exempt"]
    assert statuses("It never grows in spring.", one) == ["uncited"]
