"""Claims as linked data: JSON-LD 1.1 in the words of three vocabularies.

    https://schema.org/         Article, Claim, citation, Review, and the works
    http://www.w3.org/ns/oa#    where a claim stands: Web Annotation, section 4.2.4
    http://purl.org/spar/cito/  how a work bears on a claim (CiTO 2.8)

The context is part of the document, so reading it needs no network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attachbib.articles import Article
from attachbib.claims.model import Evidence
from attachbib.claims.review import FindReference, Standing
from attachbib.claims.schema_org import work_id, work_node

CITO: Mapping[str, str] = {
    "supports": "citesAsEvidence",
    "contradicts": "disagreesWith",
    "qualifies": "qualifies",
    "background": "citesForInformation",
}
"""Stance → CiTO property."""

CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "locator": "http://purl.org/ontology/bibo/locator",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextQuoteSelector")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "identifying", "linking")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    **{name: {"@id": f"cito:{name}", "@type": "@id"} for name in CITO.values()},
    "Citation": "cito:Citation",
    "hasCitingEntity": {"@id": "cito:hasCitingEntity", "@type": "@id"},
    "hasCitedEntity": {"@id": "cito:hasCitedEntity", "@type": "@id"},
    "hasCitationCharacterization": {
        "@id": "cito:hasCitationCharacterization",
        "@type": "@vocab",
    },
    **{
        name: {"@id": f"https://schema.org/{name}", "@type": "@id"}
        for name in ("appearance", "citation", "hasPart")
    },
}

Node = dict[str, Any]


def claims_jsonld(
    articles: Sequence[Article],
    standings: Sequence[Standing],
    find: FindReference,
    name_of: Callable[[Path], str],
    *,
    base: str = "",
) -> Node:
    """Return articles, their claims and the works they cite as a JSON-LD document.

    Args:
        find: the references of the project.
        name_of: the path of an article → its path below `base`, with `/`.
        base: the address that the identifiers are relative to; "" for that of the document.
    """
    graph = Nodes(find, name_of)
    parts: dict[Path, list[Standing]] = {}
    for standing in standings:
        if standing.article is not None:
            parts.setdefault(standing.article.source.path, []).append(standing)
    nodes = [
        *(graph.article(one, parts.get(one.source.path, ())) for one in articles),
        *(node for standing in standings for node in graph.claim(standing)),
    ]
    context = {**CONTEXT, "@base": base} if base else CONTEXT
    return {"@context": context, "@graph": [*nodes, *graph.works.values()]}


class Nodes:
    """Makes nodes, and keeps those of the works that were named so far."""

    def __init__(self, find: FindReference, name_of: Callable[[Path], str]) -> None:
        self.find = find
        self.name_of = name_of
        self.works: dict[str, Node] = {}
        """Identifier → node."""

    def work(self, key: str) -> str:
        """Return the identifier of the work that a key means, which gets a node."""
        reference = self.find(key)
        id_ = work_id(key, reference)
        if id_ not in self.works:
            self.works[id_] = work_node(key if reference is None else reference.id, reference)
        return id_

    def works_of(self, keys: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self.work, keys)))

    def article(self, article: Article, standings: Iterable[Standing]) -> Node:
        cited = (cite.key for citation in article.citations for cite in citation.cites)
        return _known(
            {
                "@id": quote(self.name_of(article.source.path)),
                "@type": "Article",
                "name": _title(article),
                "inLanguage": article.language,
                "citation": self.works_of(cited),
                "hasPart": [self.claim_id(one) for one in standings],
            }
        )

    def claim(self, standing: Standing) -> Iterator[Node]:
        """Yield a claim, where it stands, and each piece of its evidence."""
        claim, id_ = standing.claim, self.claim_id(standing)
        by_stance = {
            CITO[stance]: self.works_of(one.key for one in claim.evidence if one.stance == stance)
            for stance in CITO
        }
        yield _known(
            {
                "@id": id_,
                "@type": "Claim",
                "identifier": claim.id,
                "text": standing.text or claim.anchor.exact,
                "genre": claim.kind,
                "description": claim.exempt,
                "appearance": self.article_id(standing),
                "citation": self.works_of(one.key for one in claim.evidence),
                **by_stance,
                "review": _review(standing),
            }
        )
        yield self.anchor(standing)
        for number, evidence in enumerate(claim.evidence, 1):
            yield self.evidence(f"{id_}-evidence-{number}", id_, evidence)

    def anchor(self, standing: Standing) -> Node:
        anchor, id_ = standing.claim.anchor, self.claim_id(standing)
        quoted = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        return {
            "@id": f"{id_}-anchor",
            "@type": "Annotation",
            "motivation": "identifying",
            "body": id_,
            "target": _selected(self.article_id(standing), quoted),
        }

    def evidence(self, id_: str, claim: str, evidence: Evidence) -> Node:
        work = self.work(evidence.key)
        return _known(
            {
                "@id": id_,
                "@type": ["Citation", "Annotation"],
                "hasCitingEntity": claim,
                "hasCitedEntity": work,
                "hasCitationCharacterization": f"cito:{CITO[evidence.stance]}",
                "motivation": "linking",
                "body": claim,
                "target": _selected(work, {"exact": evidence.quote}) if evidence.quote else work,
                "locator": evidence.locator,
                "description": evidence.note,
            }
        )

    def article_id(self, standing: Standing) -> str:
        article = standing.article
        return quote(standing.claim.file if article is None else self.name_of(article.source.path))

    def claim_id(self, standing: Standing) -> str:
        return f"{self.article_id(standing)}#claim-{quote(standing.claim.id, safe='')}"


def _title(article: Article) -> str:
    """Return the title a document gives itself, else its first heading, else ""."""
    headings = (
        sentence.text
        for sentence in article.sentences
        if article.blocks[sentence.block].kind == "heading"
    )
    return article.title or next(headings, "")


def _selected(source: str, quoted: Mapping[str, str]) -> Node:
    selector = _known({"@type": "TextQuoteSelector", **quoted})
    return {"@type": "SpecificResource", "source": source, "selector": selector}


def _review(standing: Standing) -> Node | None:
    """Return the review of a claim; an outdated one is of something else."""
    review = standing.claim.review
    if review is None or standing.changed:
        return None
    author = {"@type": "Person", "name": review.by}
    return {"@type": "Review", "author": author, "datePublished": review.on}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
