"""What a project rests on a reference: sentences and claims, and which of them on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attachbib.bibtex import Entry
from attachbib.claims import ArticleCoverage, Claim, ClaimsFile, Evidence, Status
from attachbib.source import Source, Span
from attachbib.workspace import Workspace


class SentenceUse(NamedTuple):
    """A sentence that rests on a reference."""

    source: Source
    span: Span
    text: str
    status: Status
    """`direct` when it cites the reference itself."""
    reason: str
    """How it rests on the reference when it does not cite it; else ""."""
    others: tuple[str, ...]
    """The other keys it rests on."""


class ClaimUse(NamedTuple):
    """A claim whose evidence names a reference."""

    source: Source
    claim: Claim
    evidence: Evidence
    others: tuple[str, ...]
    """The other keys that support the claim."""

    @property
    def rests(self) -> bool:
        """Whether the claim rests on the reference; evidence may also speak against it."""
        return self.evidence in self.claim.support


class Usage(NamedTuple):
    """What rests on a reference, in the order of the project's files."""

    sentences: tuple[SentenceUse, ...] = ()
    claims: tuple[ClaimUse, ...] = ()

    @property
    def alone(self) -> tuple[int, int]:
        """How many sentences and how many claims have no source but this reference."""
        return (
            sum(not use.others for use in self.sentences),
            sum(use.rests and not use.others for use in self.claims),
        )


def find_usage(workspace: Workspace, entry: Entry) -> Usage:
    """Return what rests on an entry in the articles and claims of a workspace."""
    aliases = {alias for alias, key in workspace.aliases.items() if key == entry.key}
    keys = frozenset({entry.key, *aliases})
    return Usage(
        tuple(use for one in workspace.coverage for use in _sentences(one, keys)),
        tuple(use for file in workspace.claims for use in _claims(file, keys)),
    )


def _sentences(coverage: ArticleCoverage, keys: frozenset[str]) -> Iterator[SentenceUse]:
    article = coverage.article
    for covered in coverage.sentences:
        if keys.isdisjoint(covered.keys):
            continue
        sentence = article.sentences[covered.sentence]
        yield SentenceUse(
            article.source,
            sentence.span,
            sentence.text,
            covered.status,
            covered.reason,
            tuple(key for key in covered.keys if key not in keys),
        )


def _claims(file: ClaimsFile, keys: frozenset[str]) -> Iterator[ClaimUse]:
    for claim in file.claims:
        others = tuple(dict.fromkeys(one.key for one in claim.support if one.key not in keys))
        for evidence in claim.evidence:
            if evidence.key in keys:
                yield ClaimUse(file.source, claim, evidence, others)
