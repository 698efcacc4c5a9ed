"""What rests on works: the claims that have them as evidence, and the sentences that cite them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from attachbib.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one work."""

    claims: dict[str, None] = field(default_factory=dict)
    """The ids of claims, each once, in their order."""
    sentences: dict[str, None] = field(default_factory=dict)
    """As `article.md:3`."""


def resting_on(workspace: Workspace, keys: Collection[str]) -> Mapping[str, Resting]:
    """Return what rests on each of some works.

    Args:
        keys: their citation keys; what names one by an alias counts.
    """
    found = {key: Resting() for key in keys}
    meant = {key: key for key in keys}
    meant |= {alias: key for alias, key in workspace.aliases.items() if key in found}
    for file in workspace.claims:
        for claim in file.claims:
            for evidence in claim.evidence:
                if (key := meant.get(evidence.key)) is not None:
                    found[key].claims[claim.id] = None
    for article in workspace.articles if found else ():
        if meant.keys().isdisjoint(article.cited_keys):
            continue
        source = article.source
        for sentence in article.sentences:
            for index in sentence.citations:
                for cite in article.citations[index].cites:
                    if (key := meant.get(cite.key)) is not None:
                        line, _ = source.position(sentence.span.start)
                        found[key].sentences[f"{workspace.name_of(source.path)}:{line}"] = None
    return found
