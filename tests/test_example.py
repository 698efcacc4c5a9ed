"""The example project in `references/`: complete, consistent, and in our own words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from attachbib.articles import Article, read_article
from attachbib.bibtex import Library, read_library
from attachbib.claims import (
    ClaimsFile,
    find_anchors,
    judge_claims,
    measure_coverage,
    read_claims,
)
from attachbib.csl import load_style
from attachbib.weave import FORMATS, weave

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "references"
SHARED = ROOT.parent / "shared" / "article"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs ../shared/article, the published article"
)

KEYS = [
    "Ettenberger2021",
    "Bowlby1982",
    "Cassidy2013",
    "Klaus1972",
    "Perry2001",
    "BickingKinsey2013",
    "EtzionCarasso2000",
    "Kerns2014",
    "Rholes2006",
    "Granqvist2017",
]
"""In the order in which the published article cites them."""


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(FOLDER / "article.md")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(FOLDER / "library.bib")


@pytest.fixture(scope="module")
def claims() -> ClaimsFile:
    return read_claims(FOLDER / "claims.toml")


def test_nothing_is_wrong_with_the_files(
    article: Article, library: Library, claims: ClaimsFile
) -> None:
    assert article.problems == ()
    assert library.problems == ()
    assert claims.problems == ()


def test_article_is_as_long_as_an_example_should_be(article: Article) -> None:
    prose = [one for one in article.sentences if article.blocks[one.block].kind == "paragraph"]
    assert 25 <= len(prose) <= 35
    assert article.title
    assert article.language == "en"


def test_article_cites_the_ten_works_in_the_published_order(article: Article) -> None:
    cited = dict.fromkeys(cite.key for one in article.citations for cite in one.cites)
    assert list(cited) == KEYS


def test_library_holds_the_ten_works(library: Library) -> None:
    assert list(library.references) == KEYS


def test_nine_works_have_a_doi_and_one_says_why_it_has_none(library: Library) -> None:
    without = [key for key, one in library.references.items() if "DOI" not in one.text]
    assert without == ["Perry2001"]
    entry = library.get("Perry2001")
    assert entry is not None
    assert "no DOI" in (entry.text("nodoi") or "")


def test_every_work_says_what_the_article_uses_it_for(library: Library) -> None:
    for key, reference in library.references.items():
        assert reference.text["annote"].startswith("Cited for "), key


def test_every_claim_stands_in_the_article(article: Article, claims: ClaimsFile) -> None:
    states = {one.id: at.state for one, at in find_anchors(claims.claims, article).items()}
    assert states == dict.fromkeys((claim.id for claim in claims.claims), "same")
    assert {claim.file for claim in claims.claims} == {"article.md"}


def test_every_claim_has_evidence_or_says_why_not(claims: ClaimsFile) -> None:
    for claim in claims.claims:
        assert bool(claim.evidence) != bool(claim.exempt), claim.id


def test_nothing_is_made_up_about_the_evidence(claims: ClaimsFile) -> None:
    """Nobody has looked the works up: no quotation, no locator, no review."""
    for claim in claims.claims:
        assert claim.review is None
        for one in claim.evidence:
            assert (one.quote, one.locator) == ("", "")


def test_every_citation_is_recorded_as_evidence(article: Article, claims: ClaimsFile) -> None:
    recorded: dict[int, set[str]] = {}
    anchors = find_anchors(claims.claims, article)
    for claim in claims.claims:
        for index in anchors[claim].sentences:
            recorded.setdefault(index, set()).update(one.key for one in claim.evidence)
    for index, sentence in enumerate(article.sentences):
        cited = {cite.key for one in sentence.citations for cite in article.citations[one].cites}
        assert cited <= recorded.get(index, set()), sentence.text


def test_no_sentence_is_left_without_a_source_or_a_reason(
    article: Article, claims: ClaimsFile
) -> None:
    standings = judge_claims(claims.claims, article, lambda key: None).values()
    coverage = measure_coverage(article, standings)
    assert [
        article.sentences[one.sentence].text
        for one in coverage.sentences
        if one.status in ("uncited", "weak")
    ] == []
    assert coverage.counts["direct"] == 10


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


@needs_shared
def test_no_eight_words_in_a_row_are_those_of_the_published_article(
    article: Article, library: Library, claims: ClaimsFile
) -> None:
    published = runs((SHARED / "attachment-bond.txt").read_text("utf-8"))
    own = [" ".join(one.text for one in article.sentences)]
    own += [one.text["annote"] for one in library.references.values()]
    own += [f"{claim.anchor.exact} {claim.exempt}" for claim in claims.claims]
    assert [" ".join(run) for text in own for run in sorted(runs(text) & published)] == []


@needs_shared
def test_library_agrees_with_the_records(library: Library) -> None:
    with (SHARED / "references.tsv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file, delimiter="\t"))
    for record in records:
        reference = library.references[record["key"]]
        assert reference.text.get("DOI", "") == record["doi"]
        assert reference.dates["issued"].start is not None
        assert str(reference.dates["issued"].start.year) == record["year"]
        assert reference.text.get("volume", "") == record["volume"]
        pages = record["pages"].split(" ")[0].replace("-", "–")
        assert reference.text.get("page", "").replace("-", "–") == pages
        families = [name.family.split()[-1] for name in reference.names["author"]]
        authors = record["authors"].split(" (")[0].split("; ")
        assert families == [author.split()[-1] for author in authors]
        title = words(record["title"].split(" (")[0])
        own = words(re.sub(r"<[^>]*>", "", reference.text["title"]))
        assert own[: len(title)] == title


@needs_shared
def test_the_published_list_holds_what_the_library_says() -> None:
    """One of the works is known from that list alone."""
    published = (SHARED / "attachment-bond.txt").read_text("utf-8")
    assert "Etzion-Carasso A, Oppenheim D. Open mother–pre-schooler communication" in published
    assert "December 2000:347-370. doi:10.1080/14616730010007914" in published


@pytest.mark.parametrize("style", ["apa", "ama", "ieee", "chicago-notes-bibliography"])
@pytest.mark.parametrize("format", FORMATS)
def test_example_can_be_woven(article: Article, library: Library, format: str, style: str) -> None:
    result = weave(article, library.references, load_style(style), format=format)
    assert result.unknown == ()
    assert "[@" not in result.text
    dois = [one.text["DOI"] for one in library.references.values() if "DOI" in one.text]
    assert all(doi in result.text for doi in dois)


def test_woven_markdown_differs_only_where_the_article_cites(
    article: Article, library: Library
) -> None:
    woven = weave(article, library.references, load_style("apa"), format="markdown").text
    source = article.source.text
    position = 0
    last = 0
    for citation in article.citations:
        kept = source[last : citation.span.start]
        assert woven.startswith(kept, position)
        position = woven.index("))", position + len(kept)) + 2
        last = citation.span.end
    rest = source[last:]
    before, after = rest.split("::: {#refs}\n")
    assert woven.startswith(before + "::: {#refs}\n", position)
    assert woven.endswith(after)


def test_woven_page_links_citations_and_entries_both_ways(
    article: Article, library: Library
) -> None:
    result = weave(article, library.references, load_style("apa"), format="html")
    page = html.document_fromstring(result.text)

    def found(path: str) -> list[str]:
        values = page.xpath(path)
        assert isinstance(values, list)
        return [str(one) for one in values]

    links = Counter(found("//*[@class='citation']//a/@href"))
    assert links == Counter(f"#ref-{key}" for key in KEYS)
    back = Counter(found("//*[@id='refs']//a[starts-with(@href, '#')]/@href"))
    assert back == Counter(f"#cite-{number}" for number in range(1, 11))
    assert set(links + back) <= {f"#{id_}" for id_ in found("//@id")}
    assert found("//h1/text()")[0] == article.title
    assert page.get("lang") == "en"
