"""Anchoring: where the words of a claim stand in an article as it is now.

The article is compared as a reader reads it: the text of its sentences, without
markup and citations. So a new citation or emphasis leaves a claim in place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

from attachbib.articles import Article
from attachbib.claims.model import Claim, TextQuoteSelector
from attachbib.source import Span

State = Literal["same", "moved", "suspect", "orphan"]

DOUBTFUL: frozenset[State] = frozenset({"suspect", "orphan"})
"""The states in which a person has to look at a claim."""

NEAR = 0.6
"""How alike (0-1) changed words must be to be taken for the claim, never silently: suspect."""

_SHARED = 0.4
"""The part of a claim's words a sentence must have to be compared closely."""


class Anchored(NamedTuple):
    """Where a claim stands."""

    state: State
    """same: its words where they were; moved: its words elsewhere; suspect: words like them;
    orphan: nothing like it."""
    sentences: tuple[int, ...] = ()
    """Indices into `Article.sentences` of those it takes in."""
    span: Span | None = None
    """Of those sentences in the article's source."""
    start: int = 0
    """Offset in the reading text."""
    end: int = 0
    """Offset after its last character there."""
    likeness: float = 1.0
    """1.0 when the words are the same."""

    @property
    def is_doubtful(self) -> bool:
        """Whether its words do not stand in the article: it is suspect or an orphan."""
        return self.state in DOUBTFUL


class ReadingText(NamedTuple):
    """An article's sentences as one text, in which anchors are looked for."""

    article: Article
    text: str
    offsets: tuple[int, ...]
    """Where each sentence starts in `text`."""

    def sentences(self, start: int, end: int) -> tuple[int, ...]:
        """Return the sentences that a range of the text touches."""
        first = max(bisect_right(self.offsets, start) - 1, 0)
        return tuple(range(first, bisect_left(self.offsets, end)))


def reading_text(article: Article) -> ReadingText:
    """Return the text of an article's sentences, with single spaces in and between them."""
    texts = [_squeeze(sentence.text) for sentence in article.sentences]
    offsets: list[int] = []
    offset = 0
    for text in texts:
        offsets.append(offset)
        offset += len(text) + 1
    return ReadingText(article, " ".join(texts), tuple(offsets))


def find_anchors(claims: Iterable[Claim], article: Article) -> dict[Claim, Anchored]:
    """Return where each claim of an article stands."""
    reading = reading_text(article)
    return {claim: find_anchor(claim.anchor, reading) for claim in claims}


def find_anchor(anchor: TextQuoteSelector, reading: ReadingText) -> Anchored:
    """Return where an anchor's words stand in an article."""
    exact = _squeeze(anchor.exact)
    if not exact:
        return Anchored("orphan", likeness=0.0)
    found = _exact(exact, anchor, reading)
    if found is None and (read := _as_read(anchor.exact, reading.article)) not in ("", exact):
        exact = read
        found = _exact(exact, anchor, reading)
    return found or _near(exact, anchor, reading)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _as_read(text: str, article: Article) -> str:
    """Return words copied from an article's source as a reader reads them."""
    from attachbib.articles import parse_article
    from attachbib.source import Source

    if "\0" in text:
        return ""
    copied = parse_article(Source(article.source.path, text))
    return reading_text(copied).text


def _exact(exact: str, anchor: TextQuoteSelector, reading: ReadingText) -> Anchored | None:
    best: tuple[float, int] | None = None
    at = reading.text.find(exact)
    while at >= 0:
        rank = (_context(anchor, reading.text, at, at + len(exact)), -abs(at - (anchor.start or 0)))
        if best is None or rank > (best[0], -abs(best[1] - (anchor.start or 0))):
            best = (rank[0], at)
        at = reading.text.find(exact, at + 1)
    if best is None:
        return None
    context, start = best
    has_context = bool(anchor.prefix or anchor.suffix)
    in_place = context == 2.0 if has_context else anchor.start in (None, start)
    state: State = "same" if in_place else "moved"
    return _anchored(state, reading, start, start + len(exact), 1.0)


def _context(anchor: TextQuoteSelector, text: str, start: int, end: int) -> float:
    """Return how much of prefix and suffix stands around a range: 2.0 when both do wholly."""
    prefix = _squeeze(anchor.prefix)
    suffix = _squeeze(anchor.suffix)
    before = text[max(0, start - len(prefix) - 1) : start].rstrip()
    after = text[end : end + len(suffix) + 1].lstrip()
    return _common(prefix[::-1], before[::-1]) + _common(suffix, after)


def _common(wanted: str, found: str) -> float:
    """Return the part of `wanted` that `found` begins with."""
    if not wanted:
        return 1.0
    same = 0
    for one, other in zip(wanted, found, strict=False):
        if one != other:
            break
        same += 1
    return same / len(wanted)


def _near(exact: str, anchor: TextQuoteSelector, reading: ReadingText) -> Anchored:
    """Look for changed words: among runs of as many sentences as the claim has."""
    from difflib import SequenceMatcher

    from attachbib.articles.sentences import split_sentences

    words = exact.lower().split()
    wanted = set(words)
    sentences = reading.article.sentences
    size = max(1, len(split_sentences(exact, reading.article.language or "en")))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    best = (0.0, 0)
    for first in range(len(sentences) - size + 1):
        here = " ".join(one.text for one in sentences[first : first + size]).lower().split()
        if len(wanted.intersection(here)) < _SHARED * len(wanted):
            continue
        matcher.set_seq1(here)
        start = reading.offsets[first]
        around = _context(anchor, reading.text, start, start + len(" ".join(here)))
        best = max(best, (matcher.ratio() + 0.02 * around, -first))
    likeness, first = best[0], -best[1]
    if likeness < NEAR:
        return Anchored("orphan", likeness=likeness)
    start = reading.offsets[first]
    end = start + len(_squeeze(" ".join(one.text for one in sentences[first : first + size])))
    return _anchored("suspect", reading, start, end, min(likeness, 0.99))


def _anchored(
    state: State, reading: ReadingText, start: int, end: int, likeness: float
) -> Anchored:
    inside = reading.sentences(start, end)
    sentences = reading.article.sentences
    span = Span(sentences[inside[0]].span.start, sentences[inside[-1]].span.end)
    return Anchored(state, inside, span, start, end, likeness)
