"""What rests on a work: the claims that have it as evidence, and the sentences that cite it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attachbib.workspace import Workspace


def resting_on(workspace: Workspace, keys: Collection[str]) -> tuple[list[str], list[str]]:
    """Return what rests on the work that some keys mean.

    Args:
        keys: its citation key and its aliases.

    Returns:
        The ids of the claims, and the sentences as `article.md:3`.
    """
    claims = [
        claim.id
        for file in workspace.claims
        for claim in file.claims
        if any(evidence.key in keys for evidence in claim.evidence)
    ]
    return claims, list(dict.fromkeys(_sentences(workspace, keys)))


def keys_of(workspace: Workspace, key: str) -> frozenset[str]:
    """Return a citation key with its aliases."""
    return frozenset([key, *(alias for alias, meant in workspace.aliases.items() if meant == key)])


def _sentences(workspace: Workspace, keys: Collection[str]) -> Iterator[str]:
    for article in workspace.articles:
        citing = {
            index
            for index, citation in enumerate(article.citations)
            if any(cite.key in keys for cite in citation.cites)
        }
        source = article.source
        for sentence in article.sentences if citing else ():
            if citing.intersection(sentence.citations):
                line, _ = source.position(sentence.span.start)
                yield f"{workspace.name_of(source.path)}:{line}"
