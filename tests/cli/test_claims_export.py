"""`attachbib claims export`: the linked data that other programs read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

LIBRARY = """\
@article{doe2020,
  author = {von Doe, Jane and {Nap Society} and others},
  title = {Naps of \\emph{Adults} <3},
  journal = {Journal of Sleep}, issn = {1234-5679}, date = {2020-05}, pages = {1--9},
  doi = {10.1000/a<b>#c}
}
@book{adams2019, author = {Adams, Ann}, title = {Naps}, publisher = {Pillow}, date = {2019-02-03},
  isbn = {978-3-16-148410-0}, url = {https://example.org/a b"c}}
"""

CLAIMS = """\
[[claim]]
id = "naps help"
file = "article.md"
kind = "scientific"

[claim.anchor]
exact = "Naps help."
suffix = "They help"

[[claim.evidence]]
key = "doe2020"
locator = "p. 3"
quote = "naps </script> do"
note = "Only of adults."

[[claim.evidence]]
key = "adams2019"
stance = "contradicts"

[[claim.evidence]]
key = "adams2019"
stance = "qualifies"

[[claim.evidence]]
key = "gone 1"
stance = "background"

[[claim]]
id = "gone"
file = "old text.md"
anchor.exact = "Naps are old."
exempt = "Known."
"""

ARTICLE = "references/article.md"
CLAIM = f"{ARTICLE}#claim-naps%20help"
DOE = "https://doi.org/10.1000/a%3Cb%3E%23c"
ADAMS = "https://example.org/a%20b%22c"


@pytest.fixture
def nodes(attachbib: Run, project: Path) -> dict[str, Any]:
    """The nodes of the exported project, by their identifiers."""
    (project / "library.bib").write_text(LIBRARY, encoding="utf-8")
    (project / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    done = attachbib("claims", "export")
    assert (done.returncode, done.stderr) == (0, "")
    assert "<" not in done.stdout
    return {node["@id"]: node for node in json.loads(done.stdout)["@graph"]}


def test_articles(nodes: dict[str, Any]) -> None:
    assert nodes[ARTICLE] == {
        "@id": ARTICLE,
        "@type": "Article",
        "name": "Sleep",
        "citation": [DOE, ADAMS],
        "hasPart": [CLAIM],
    }


def test_claims_cite_by_stance(nodes: dict[str, Any]) -> None:
    assert nodes[CLAIM] == {
        "@id": CLAIM,
        "@type": "Claim",
        "identifier": "naps help",
        "text": "Naps help.",
        "genre": "scientific",
        "appearance": ARTICLE,
        "citation": [DOE, ADAMS, "#ref-gone%201"],
        "citesAsEvidence": [DOE],
        "disagreesWith": [ADAMS],
        "qualifies": [ADAMS],
        "citesForInformation": ["#ref-gone%201"],
    }


def test_where_a_claim_stands(nodes: dict[str, Any]) -> None:
    assert nodes[f"{CLAIM}-anchor"] == {
        "@id": f"{CLAIM}-anchor",
        "@type": "Annotation",
        "motivation": "identifying",
        "body": CLAIM,
        "target": {
            "@type": "SpecificResource",
            "source": ARTICLE,
            "selector": {
                "@type": "TextQuoteSelector",
                "exact": "Naps help.",
                "suffix": "They help",
            },
        },
    }


def test_evidence(nodes: dict[str, Any]) -> None:
    first = nodes[f"{CLAIM}-evidence-1"]
    assert (first["hasCitingEntity"], first["hasCitedEntity"]) == (CLAIM, DOE)
    assert first["hasCitationCharacterization"] == "cito:citesAsEvidence"
    assert (first["locator"], first["description"]) == ("p. 3", "Only of adults.")
    assert first["target"]["source"] == DOE
    assert first["target"]["selector"]["exact"] == "naps </script> do"
    second = nodes[f"{CLAIM}-evidence-2"]
    assert second["hasCitationCharacterization"] == "cito:disagreesWith"
    assert second["target"] == ADAMS


def test_claim_whose_article_is_gone(nodes: dict[str, Any]) -> None:
    claim = nodes["old%20text.md#claim-gone"]
    assert (claim["text"], claim["description"]) == ("Naps are old.", "Known.")
    assert "citation" not in claim


def test_works(nodes: dict[str, Any]) -> None:
    assert nodes[DOE] == {
        "@id": DOE,
        "@type": "ScholarlyArticle",
        "name": "Naps of adults <3",
        "author": [
            {
                "@type": "Person",
                "name": "Jane von Doe",
                "givenName": "Jane",
                "familyName": "von Doe",
            },
            {"@type": "Organization", "name": "Nap Society"},
        ],
        "datePublished": "2020-05",
        "isPartOf": {"@type": "Periodical", "name": "Journal of Sleep", "issn": "1234-5679"},
        "pagination": "1-9",
        "identifier": "doe2020",
    }
    assert nodes[ADAMS]["@type"] == "Book"
    assert nodes[ADAMS]["datePublished"] == "2019-02-03"
    assert nodes[ADAMS]["publisher"] == {"@type": "Organization", "name": "Pillow"}
    assert nodes["#ref-gone%201"] == {
        "@id": "#ref-gone%201",
        "@type": "CreativeWork",
        "identifier": "gone 1",
    }


def test_review_is_written_while_it_holds(attachbib: Run, project: Path) -> None:
    attachbib("claims", "review", "naps-help", "--by", "Ann Adams", "--on", "2024-05-01")

    def claim() -> dict[str, Any]:
        graph = json.loads(attachbib("claims", "export").stdout)["@graph"]
        found: dict[str, Any] = next(node for node in graph if node["@type"] == "Claim")
        return found

    assert claim()["review"] == {
        "@type": "Review",
        "author": {"@type": "Person", "name": "Ann Adams"},
        "datePublished": "2024-05-01",
    }
    attachbib("claims", "link", "naps-help", "roe2021")
    assert "review" not in claim()


def test_reviewed_claims_become_nanopublications(attachbib: Run, project: Path) -> None:
    def graphs() -> dict[str, list[dict[str, Any]]]:
        document = json.loads(attachbib("claims", "export", "--format", "nanopub").stdout)
        return {one["@id"]: one["@graph"] for one in document["@graph"]}

    assert graphs() == {}
    attachbib("claims", "review", "naps-help", "--by", "Ann Adams", "--on", "2024-05-01")
    claim = f"{ARTICLE}#claim-naps-help"
    id_ = f"{claim}-nanopub"
    head, assertion, provenance, publication = graphs().values()
    assert head == [
        {
            "@id": id_,
            "@type": "Nanopublication",
            "hasAssertion": f"{id_}-assertion",
            "hasProvenance": f"{id_}-provenance",
            "hasPublicationInfo": f"{id_}-pubinfo",
        }
    ]
    assert list(graphs()) == [f"{id_}-head", *list(head[0].values())[2:]]
    assert assertion[0]["@id"] == claim
    assert assertion[0]["citesAsEvidence"] == ["#ref-doe2020"]
    assert "review" not in assertion[0]
    assert provenance == [
        {
            "@id": f"{id_}-assertion",
            "wasDerivedFrom": ARTICLE,
            "wasAttributedTo": f"{id_}-reviewer",
        },
        {"@id": f"{id_}-reviewer", "@type": "Person", "name": "Ann Adams"},
    ]
    assert publication == [{"@id": id_, "created": "2024-05-01", "creator": f"{id_}-reviewer"}]
    attachbib("claims", "link", "naps-help", "roe2021")
    assert graphs() == {}


@pytest.mark.parametrize("base", ["https://example.org/a", "https://example.org/a/"])
def test_base(attachbib: Run, project: Path, base: str) -> None:
    document = json.loads(attachbib("claims", "export", "--base", base).stdout)
    assert document["@context"]["@base"] == "https://example.org/a/"


def test_base_that_is_no_address(attachbib: Run, project: Path) -> None:
    done = attachbib("claims", "export", "--base", "javascript:alert(1)")
    assert done.returncode == 2
    assert "expected an address: https://…" in done.stderr


def test_context_names_its_vocabularies(attachbib: Run, project: Path) -> None:
    context = json.loads(attachbib("claims", "export").stdout)["@context"]
    assert context["@vocab"] == "https://schema.org/"
    assert context["TextQuoteSelector"] == "oa:TextQuoteSelector"
    assert context["citesAsEvidence"] == {"@id": "cito:citesAsEvidence", "@type": "@id"}
    assert "@base" not in context
