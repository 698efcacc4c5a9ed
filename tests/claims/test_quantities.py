"""Numbers that need a source, told from those that need none: 100 sentences of each kind.

The sentences are made up. Few may be taken for the other kind, and the number of those is
exact, so that neither a loss nor a gain goes unseen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.articles import parse_article
from attachbib.claims import CoveragePolicy, check_worthiness, measure_coverage
from attachbib.source import Source

HERE = Path(__file__).parent


def needs_own(sentence: str, name: str = "a.md") -> bool:
    """Whether a sentence needs a citation of its own under the default policy."""
    article = parse_article(Source(Path(name), f"Opening.\n\n{sentence}\n"))
    covered = measure_coverage(article, [], CoveragePolicy()).sentences
    return any(one.needs_own for one in covered)


def sentences(name: str) -> list[str]:
    return (HERE / name).read_text("utf-8").splitlines()


def test_what_needs_a_source() -> None:
    all_ = sentences("numbers_that_need_a_source.txt")
    assert len(all_) == 100
    assert [one for one in all_ if not needs_own(one)] == []


def test_what_needs_none() -> None:
    all_ = sentences("numbers_that_need_none.txt")
    assert len(all_) == 100
    assert [one for one in all_ if needs_own(one)] == ["The function takes 2 arguments."]


@pytest.mark.parametrize(
    "text",
    [
        "The loop `for i in range(10)` sums.",
        "It runs in $O(n^2)$ time.",
        "The sum $$\\sum_{i=1}^{10} x_i$$ is finite.",
        "Read <https://example.org/2/3>.",
        "Set `retries` to `3`.",
        "The bias is $1$, its variance $16$.",
    ],
)
def test_digits_of_code_formulas_and_addresses_are_no_numbers(text: str) -> None:
    assert not needs_own(text)
    assert needs_own(f"{text[:-1]} in 40 % of cases.")


@pytest.mark.parametrize(
    "text",
    [
        "Naps help $40\\%$ of infants.",
        "It works ($p < .05$).",
        "Naps last \\SI{40}{\\minute} on average.",
        "They asked \\(1,200\\) parents and $300$ nurses.",
    ],
)
def test_numbers_that_latex_sets_as_math_are_numbers(text: str) -> None:
    assert needs_own(text, "a.tex")


def test_formulas_of_html_are_no_numbers() -> None:
    assert not needs_own("<p>So <math><mn>2</mn></math> and \\(x = 3\\) hold.</p>", "a.html")


def test_what_is_weighed_has_no_digits_of_code_either() -> None:
    [sentence] = parse_article(Source(Path("a.md"), "The command `sleep 300` ends.\n")).sentences
    assert check_worthiness(sentence.text).reasons == ("gives a number",)
    assert check_worthiness(sentence.wording).reasons == ()
