"""Coverage: for every sentence of an article, what it rests on.

    direct     it has a citation of its own
    inherited  a claim in the claims file names its source, or the citation that
               opens its paragraph is still in force
    weak       its paragraph has only a citation at its end, which may or may not be meant for
               it; or its recorded source was reviewed, and something changed since
    exempt     it needs no source, and the reason is known
    uncited    none of these

The first that holds counts, in this order: direct, recorded source, recorded
exemption, exempt by policy, opening citation, outdated source, closing citation. A
recorded exemption goes before an inherited citation, because a person made it for this
very sentence.

A claim whose review is outdated still has its evidence, but a person has yet to say that
the evidence holds for what stands there now. So it supports nothing by itself: its
sentence is weak, with what changed as the reason, which keeps the source in sight and
counts for no percentage. An exemption whose review is outdated lets nothing off. A claim
that nobody reviewed counts, for nothing is known to have changed since it was recorded;
rules can ask for reviews.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from attachbib.articles import Article, Sentence
from attachbib.claims.model import Claim
from attachbib.claims.policy import CoveragePolicy
from attachbib.claims.quantities import has_quantity
from attachbib.claims.review import Standing
from attachbib.claims.wording import EXEMPT_WORDING, has_quotation

Status = Literal["direct", "inherited", "weak", "exempt", "uncited"]

STATUSES: tuple[Status, ...] = ("direct", "inherited", "weak", "exempt", "uncited")

_HEADINGS = frozenset({"heading", "table-head"})
_EXEMPT_PRAGMA = "exempt:"


class Covered(NamedTuple):
    """What one sentence rests on."""

    sentence: int
    """Index into `Article.sentences`."""
    status: Status
    reason: str = ""
    """Why: the exemption's reason, or where the source comes from; "" when it is direct."""
    keys: tuple[str, ...] = ()
    """The citation keys it rests on."""
    claim: str = ""
    """The id of the claim that decided, or ""."""
    needs_own: bool = False
    """Whether it is uncited for want of a citation in it: it has a number or a quotation."""


class ArticleCoverage(NamedTuple):
    """The coverage of an article."""

    article: Article
    sentences: tuple[Covered, ...]

    @property
    def path(self) -> Path:
        """The article's."""
        return self.article.source.path

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many sentences have each status."""
        counts: dict[Status, int] = dict.fromkeys(STATUSES, 0)
        for one in self.sentences:
            counts[one.status] += 1
        return counts

    @property
    def percent(self) -> float:
        """The part of the sentences needing a source that have one, 0-100; 100 if none needs one.

        Weak ones do not count: nobody can tell whether the citation is meant for them.
        """
        return percent_covered(self.counts)


def rounded_down(percent: float) -> float:
    """Return a percentage with one decimal, rounded down, so that only full coverage is 100."""
    return math.floor(percent * 10) / 10


def percent_covered(counts: Mapping[Status, int]) -> float:
    """Return direct and inherited sentences in percent of all that are not exempt."""
    total = sum(counts.values()) - counts["exempt"]
    return 100.0 * (counts["direct"] + counts["inherited"]) / total if total else 100.0


def measure_coverage(
    article: Article,
    standings: Iterable[Standing] = (),
    policy: CoveragePolicy | None = None,
) -> ArticleCoverage:
    """Return what every sentence of an article rests on.

    Args:
        standings: the claims recorded for this article and how it stands with them, from
            `judge_claims`. Only claims whose words stand in the article count.
    """
    measure = _Measure(article, standings, policy or CoveragePolicy())
    covered: list[Covered] = []
    for paragraph in measure.paragraphs():
        covered.extend(measure.paragraph(paragraph))
    return ArticleCoverage(article, tuple(covered))


class _Measure:
    """The facts about an article that its sentences are judged by."""

    def __init__(
        self, article: Article, standings: Iterable[Standing], policy: CoveragePolicy
    ) -> None:
        self.article = article
        self.policy = policy
        self.recorded: dict[int, Claim] = {}
        self.excused: dict[int, Claim] = {}
        self.outdated: dict[int, Standing] = {}
        for one in standings:
            self.record(one)
        self.sections = self._exempt_sections()
        self.pragmas = self._exempt_by_pragma()
        self.introduction: Covered | None = None

    def record(self, standing: Standing) -> None:
        """Enter a claim for each sentence it takes in; the first for a sentence counts."""
        claim = standing.claim
        if standing.anchored.is_doubtful or not (claim.support or claim.exempt):
            return
        for index in standing.anchored.sentences:
            if standing.changed:
                self.outdated.setdefault(index, standing)
            elif claim.support:
                self.recorded.setdefault(index, claim)
            else:
                self.excused.setdefault(index, claim)

    def paragraphs(self) -> Iterable[Sequence[int]]:
        """Yield the sentences of each block, by index."""
        sentences = self.article.sentences
        first = 0
        for index in range(1, len(sentences) + 1):
            if index == len(sentences) or sentences[index].block != sentences[first].block:
                yield range(first, index)
                first = index

    def keys(self, sentence: Sentence) -> tuple[str, ...]:
        citations = self.article.citations
        return tuple(
            dict.fromkeys(cite.key for one in sentence.citations for cite in citations[one].cites)
        )

    def paragraph(self, indices: Sequence[int]) -> list[Covered]:
        settled = [self.settled(index) for index in indices]
        if self.article.blocks[self.article.sentences[indices[0]].block].kind == "table":
            return [
                one or self.inherited(at, None, None)
                for one, at in zip(settled, indices, strict=True)
            ]
        opening = self.opening(indices[0])
        result: list[Covered] = []
        closing = self.closing(settled)
        for index, one in zip(indices, settled, strict=True):
            if one is None:
                one = self.inherited(index, opening, closing)
            elif one.status == "direct":
                is_first = all(other.status == "exempt" for other in result)
                if is_first or (opening and set(one.keys) <= set(opening.keys)):
                    opening = one
                else:
                    opening = None
            result.append(one)
        last = self.article.sentences[indices[-1]].text
        if self.article.blocks[self.article.sentences[indices[-1]].block].kind != "list-item":
            self.introduction = result[-1] if last.endswith(":") else None
        return result

    def opening(self, index: int) -> Covered | None:
        """Return the source in force before a paragraph: that of the sentence leading to a list."""
        block = self.article.blocks[self.article.sentences[index].block]
        if block.kind == "list-item" and self.introduction and self.introduction.keys:
            return self.introduction
        return None

    def closing(self, settled: list[Covered | None]) -> Covered | None:
        """Return the citation that stands for others: the last, or any one by paragraph."""
        direct = [one for one in settled if one is not None and one.status == "direct"]
        if self.policy.scope == "paragraph":
            return direct[-1] if direct else None
        return direct[0] if len(direct) == 1 and settled[-1] is direct[0] else None

    def settled(self, index: int) -> Covered | None:
        """Return the coverage of a sentence that does not hang on its neighbours, or None."""
        sentence = self.article.sentences[index]
        keys = self.keys(sentence)
        if keys:
            return Covered(index, "direct", keys=keys)
        must = self.must_be_direct(sentence.wording)
        recorded = self.recorded.get(index)
        if recorded and not must:
            return Covered(
                index, "inherited", f"claim `{recorded.id}`", _sources(recorded), recorded.id
            )
        if excused := self.excused.get(index):
            return Covered(index, "exempt", excused.exempt, claim=excused.id)
        if reason := self.pragmas.get(index) or self.exemption(sentence):
            return Covered(index, "exempt", reason)
        if must:
            reason = f"{must} needs a citation in its own sentence"
            return Covered(index, "uncited", reason, needs_own=True)
        return None

    def must_be_direct(self, text: str) -> str:
        direct = self.policy.direct
        if "number" in direct and has_quantity(text):
            return "a number"
        return "a quotation" if "quotation" in direct and has_quotation(text) else ""

    def exemption(self, sentence: Sentence) -> str:
        """Return why the policy asks for no source, or ""."""
        exempt = self.policy.exempt
        block = self.article.blocks[sentence.block]
        if "heading" in exempt and block.kind in _HEADINGS:
            return "a heading"
        if sentence.block in self.sections:
            return f"in the section “{self.sections[sentence.block]}”"
        for name, (wording, reason) in EXEMPT_WORDING.items():
            if name in exempt and wording.search(sentence.text):
                return reason
        return ""

    def in_doubt(self, index: int) -> Covered | None:
        """Return the coverage of a sentence whose recorded source was reviewed too long ago."""
        standing = self.outdated.get(index)
        if standing is None:
            return None
        claim = standing.claim
        reason = f"claim `{claim.id}` changed since its review: {standing.changes}"
        return Covered(
            index, "weak" if claim.support else "uncited", reason, _sources(claim), claim.id
        )

    def inherited(self, index: int, opening: Covered | None, closing: Covered | None) -> Covered:
        if opening is not None:
            why = f"the citation in line {self.line(opening.sentence)}"
            return Covered(index, "inherited", why, opening.keys)
        if closing is not None and self.policy.scope == "paragraph":
            why = f"its paragraph cites, line {self.line(closing.sentence)}"
            return Covered(index, "inherited", why, closing.keys)
        if doubt := self.in_doubt(index):
            return doubt
        if closing is not None:
            why = f"only line {self.line(closing.sentence)} cites, at the end"
            return Covered(index, "weak", why, closing.keys)
        return Covered(index, "uncited")

    def line(self, index: int) -> int:
        return self.article.source.position(self.article.sentences[index].span.start)[0]

    def _exempt_sections(self) -> dict[int, str]:
        """Return the blocks under headings that the policy names, each with its heading."""
        titles = {
            sentence.block: sentence.text
            for sentence in self.article.sentences
            if self.article.blocks[sentence.block].kind == "heading"
        }
        names = {name.casefold() for name in self.policy.sections}
        found: dict[int, str] = {}
        current, level = "", 0
        for index, block in enumerate(self.article.blocks):
            if block.kind == "heading":
                title = titles.get(index, "")
                if title.strip(" :.").casefold() in names:
                    current, level = title, block.level
                elif block.level <= level or not level:
                    current, level = "", 0
            if current:
                found[index] = current
        return found

    def _exempt_by_pragma(self) -> dict[int, str]:
        """Return the sentences that a comment `attachbib: exempt: reason` stands in or before."""
        found: dict[int, str] = {}
        sentences = self.article.sentences
        for pragma in self.article.pragmas:
            if not pragma.text.startswith(_EXEMPT_PRAGMA):
                continue
            reason = pragma.text.removeprefix(_EXEMPT_PRAGMA).strip()
            at = pragma.span.start
            after = [i for i, one in enumerate(sentences) if one.span.end > at]
            if reason and after:
                found[after[0]] = reason
        return found


def _sources(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.key for one in claim.support))
