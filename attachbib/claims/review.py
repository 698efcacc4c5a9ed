"""Reviews: what a person looked at, as hashes, and whether it is still what they saw.

Nothing is written during a check: the hashes of what stands there now are compared with
those in the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from attachbib.articles import Article
from attachbib.claims.anchoring import DOUBTFUL, Anchored, State, find_anchors
from attachbib.claims.model import Claim, Review
from attachbib.reference import Reference

Part = Literal["text", "evidence", "reference"]
PARTS: Mapping[Part, str] = {
    "text": "the text",
    "evidence": "the evidence",
    "reference": "the works named",
}
"""What a review is of, in the order of the hashes, and how it is called."""

ReviewState = Literal["unreviewed", "current", "outdated"]

FindReference = Callable[[str], Reference | None]
"""Citation key → the reference it means, or None."""

_OWN_WORDS = frozenset({"id", "annote", "keyword"})
"""CSL variables with which the author of the article speaks of a work; they do not change it."""


class Fingerprint(NamedTuple):
    """What a review is of, each as a SHA-256 in hexadecimal."""

    text_sha256: str
    """Of the sentences the claim takes in, as a reader reads them."""
    evidence_sha256: str
    """Of the exemption, and of each stance, locator, quote and note in their order. The
    keys are left out: renaming one changes nothing that was reviewed."""
    reference_sha256: str
    """Of the works the evidence names, in its order."""


class Standing(NamedTuple):
    """How it stands with a claim: where its words are, and what its review is worth."""

    claim: Claim
    article: Article | None
    """The one it names; None when the project has no such article."""
    anchored: Anchored
    changed: tuple[Part, ...] = ()
    """What is not, or not known to be, as it was when the claim was reviewed."""

    @property
    def state(self) -> State:
        """That of the anchor; suspect too when something changed since the review."""
        if self.changed and self.anchored.state != "orphan":
            return "suspect"
        return self.anchored.state

    @property
    def is_doubtful(self) -> bool:
        """Whether a person has to look at it: it is suspect or an orphan."""
        return self.state in DOUBTFUL

    @property
    def review_state(self) -> ReviewState:
        """Whether there is a review, and whether it still holds."""
        if self.claim.review is None:
            return "unreviewed"
        return "outdated" if self.changed else "current"

    @property
    def changes(self) -> str:
        """What changed since the review, in words: `the text, the evidence`; else ""."""
        return ", ".join(PARTS[part] for part in self.changed)

    @property
    def text(self) -> str:
        """The sentences it takes in as they stand in the article; "" when there are none."""
        return _text(self.article, self.anchored)


def judge_claims(
    claims: Iterable[Claim], article: Article, find: FindReference
) -> dict[Claim, Standing]:
    """Return how it stands with each claim of an article; see `judge_claim`."""
    return {
        claim: judge_claim(claim, article, anchored, find)
        for claim, anchored in find_anchors(claims, article).items()
    }


def judge_claim(
    claim: Claim, article: Article | None, anchored: Anchored | None, find: FindReference
) -> Standing:
    """Return how it stands with a claim; looks up references only if it was reviewed.

    Args:
        article: the article it names, or None if it was not read.
        anchored: where its words are in that article, from `find_anchors`.
        find: the references of the project.
    """
    anchored = anchored or Anchored("orphan", likeness=0.0)
    changed: tuple[Part, ...] = ()
    if claim.review is not None:
        now = fingerprint(claim, article, anchored, find)
        changed = _changed(claim.review, now)
    return Standing(claim, article, anchored, changed)


def fingerprint(
    claim: Claim, article: Article | None, anchored: Anchored, find: FindReference
) -> Fingerprint:
    """Return the hashes that a review made now would record."""
    evidence = [[one.stance, one.locator, one.quote, one.note] for one in claim.evidence]
    works = [_work(find(one.key)) for one in claim.evidence]
    return Fingerprint(
        _sha256(_text(article, anchored)), _sha256([claim.exempt, evidence]), _sha256(works)
    )


def _changed(review: Review, now: Fingerprint) -> tuple[Part, ...]:
    then = (review.text_sha256, review.evidence_sha256, review.reference_sha256)
    return tuple(part for part, old, new in zip(PARTS, then, now, strict=True) if old != new)


def _text(article: Article | None, anchored: Anchored) -> str:
    if article is None:
        return ""
    texts = (article.sentences[index].text for index in anchored.sentences)
    return " ".join(" ".join(texts).split())


def _work(reference: Reference | None) -> Mapping[str, Any] | None:
    """Return what tells a work from others; capitals and markup of its title do not."""
    from attachbib.bibtex.latex import strip_markup
    from attachbib.formats.csl_json import item_from_reference

    if reference is None:
        return None
    return {
        name: strip_markup(value).casefold() if isinstance(value, str) else value
        for name, value in item_from_reference(reference).items()
        if name not in _OWN_WORDS
    }


def _sha256(value: object) -> str:
    # Plain JSON: the hashes are compared with those written by other versions.
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
