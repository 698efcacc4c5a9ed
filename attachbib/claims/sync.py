"""Keeping a claims file up to date: records for new sentences, new contexts for moved ones.

Only proposed here, as claims; nothing is removed, and no words of a person are changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from attachbib.articles import Article, Cite, Sentence
from attachbib.claims.anchoring import Anchored, ReadingText, reading_text
from attachbib.claims.coverage import ArticleCoverage
from attachbib.claims.model import Claim, Evidence, TextQuoteSelector
from attachbib.claims.quantities import has_quantity
from attachbib.claims.wording import has_quotation
from attachbib.claims.worthiness import Worthiness, check_worthiness

_CONTEXT = 32
"""Characters of context to record on either side, as browsers do for text fragments."""
_NOT_CLAIMS = frozenset({"heading", "table-head"})
_ID_LENGTH = 40
_ID_WORDS = 4
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset(
    (
        "a an and are as at be been but by can for from had has have in is it its may not of on "
        "or so such than that the their then there these they this those to was were which who "
        "will with"
    ).split()
)


def update_anchor(claim: Claim, anchored: Anchored, reading: ReadingText) -> Claim:
    """Return a claim whose words stand elsewhere with the context of their new place.

    Only what the record has of prefix, suffix and start is changed.
    """
    if anchored.state != "moved":
        return claim
    old, now = claim.anchor, _anchor(reading, anchored.start, anchored.end)
    anchor = old._replace(
        prefix=now.prefix if old.prefix else "",
        suffix=now.suffix if old.suffix else "",
        start=now.start if old.start is not None else None,
    )
    return claim._replace(anchor=anchor)


def propose_claims(
    article: Article,
    file: str,
    anchors: Collection[Anchored],
    taken: Collection[str],
    worthy: Mapping[int, Worthiness] | None = None,
) -> Iterator[Claim]:
    """Yield a claim for each sentence that cites and that no recorded claim takes in.

    One for a sentence that only is check-worthy has no evidence and says why it was proposed.

    Args:
        file: the article, as the claims file is to name it.
        anchors: where the recorded claims of the article stand; a suspect one takes in the
            sentence that is like it.
        taken: the ids that are in use.
        worthy: from `worthy_sentences`; nothing proposes only what cites.
    """
    recorded = {index for anchored in anchors for index in anchored.sentences}
    reading = reading_text(article)
    ids = set(taken)
    for index, sentence in enumerate(article.sentences):
        evidence = _evidence(article, sentence)
        why = None if evidence else (worthy or {}).get(index)
        if index in recorded or not (evidence or why) or not sentence.text.strip():
            continue
        if article.blocks[sentence.block].kind in _NOT_CLAIMS:
            continue
        id_ = _unique(slug(sentence.text), ids)
        ids.add(id_)
        start = reading.offsets[index]
        anchor = _anchor(reading, start, start + len(" ".join(sentence.text.split())))
        if why:
            yield Claim(id_, file, anchor, kind=why.kind, proposed=", ".join(why.reasons))
        else:
            yield Claim(id_, file, anchor, kind=_kind(sentence.wording), evidence=evidence)


def worthy_sentences(coverage: ArticleCoverage, least: float) -> dict[int, Worthiness]:
    """Return the uncited sentences of an article whose check-worthiness reaches a score.

    Args:
        least: from 0 to 1; no score is 1, so 1 leaves all of them out.
    """
    article = coverage.article
    scores = (
        (one.sentence, check_worthiness(article.sentences[one.sentence].wording, article.language))
        for one in coverage.sentences
        if one.status == "uncited"
    )
    return {index: found for index, found in scores if found.score and found.score >= least}


def slug(text: str) -> str:
    """Return a short name made of the first words of a text that say something."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    words = _WORD.findall(plain.replace("'", "").replace("’", ""))
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    return "-".join(telling[:_ID_WORDS])[:_ID_LENGTH].strip("-") or "claim"


def _unique(name: str, taken: Collection[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _anchor(reading: ReadingText, start: int, end: int) -> TextQuoteSelector:
    """Return the anchor of a range of the reading text, with whole words around it."""
    before = reading.text[max(0, start - _CONTEXT) : start]
    if start > _CONTEXT and " " in before.strip():
        before = before.partition(" ")[2]
    after = reading.text[end : end + _CONTEXT]
    if end + _CONTEXT < len(reading.text) and " " in after.strip():
        after = after.rpartition(" ")[0]
    return TextQuoteSelector(reading.text[start:end], before.strip(), after.strip(), start)


def _evidence(article: Article, sentence: Sentence) -> tuple[Evidence, ...]:
    cites = (cite for index in sentence.citations for cite in article.citations[index].cites)
    return tuple(dict.fromkeys(Evidence(cite.key, locator=_locator(cite)) for cite in cites))


def _locator(cite: Cite) -> str:
    """Return where in the work a cite points to, as a person writes it: `pp. 3-5`."""
    if not cite.locator:
        return ""
    label = cite.label
    if label == "page":
        label = "p." if cite.locator.isalnum() else "pp."
    return f"{label} {cite.locator}".strip()


def _kind(text: str) -> str:
    if has_quotation(text):
        return "quotation"
    return "statistics" if has_quantity(text) else "other"
