"""Reviewed claims as nanopublications: https://nanopub.net/guidelines/working_draft/.

Each has four named graphs: a head, the assertion (the claim and what it cites), where that
comes from, and what is known of the nanopublication itself. A nanopublication needs
somebody who stands for it, so only claims whose review still holds become one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attachbib.claims.jsonld import CONTEXT, Node, Nodes
from attachbib.claims.model import Review
from attachbib.claims.review import FindReference, Standing

_CONTEXT: Mapping[str, Any] = {
    **CONTEXT,
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "Nanopublication": "np:Nanopublication",
    **{
        name: {"@id": f"np:{name}", "@type": "@id"}
        for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")
    },
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "created": {
        "@id": "http://purl.org/dc/terms/created",
        "@type": "http://www.w3.org/2001/XMLSchema#date",
    },
    "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
}


def claims_nanopubs(
    standings: Iterable[Standing],
    find: FindReference,
    name_of: Callable[[Path], str],
    *,
    base: str = "",
) -> Node:
    """Return the reviewed claims as a JSON-LD document of nanopublications.

    The arguments are those of `claims_jsonld`.
    """
    graphs = [
        graph
        for standing in standings
        if standing.claim.review is not None and not standing.changed
        for graph in _graphs(standing, standing.claim.review, Nodes(find, name_of))
    ]
    context = {**_CONTEXT, "@base": base} if base else _CONTEXT
    return {"@context": context, "@graph": graphs}


def _graphs(standing: Standing, review: Review, nodes: Nodes) -> Iterator[Node]:
    id_ = f"{nodes.claim_id(standing)}-nanopub"
    person = {"@id": f"{id_}-reviewer", "@type": "Person", "name": review.by}
    parts = {
        "hasAssertion": f"{id_}-assertion",
        "hasProvenance": f"{id_}-provenance",
        "hasPublicationInfo": f"{id_}-pubinfo",
    }
    claim, *more = nodes.claim(standing)
    claim.pop("review", None)
    provenance = {
        "@id": parts["hasAssertion"],
        "wasDerivedFrom": nodes.article_id(standing),
        "wasAttributedTo": person["@id"],
    }
    publication = {"@id": id_, "created": review.on, "creator": person["@id"]}
    yield _named(f"{id_}-head", [{"@id": id_, "@type": "Nanopublication", **parts}])
    yield _named(parts["hasAssertion"], [claim, *more, *nodes.works.values()])
    yield _named(parts["hasProvenance"], [provenance, person])
    yield _named(parts["hasPublicationInfo"], [publication])


def _named(id_: str, nodes: list[Node]) -> Node:
    return {"@id": id_, "@graph": nodes}
