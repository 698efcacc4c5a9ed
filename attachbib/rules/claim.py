"""Rules about claims and the sentences of articles: whether each has a source."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.articles import Article
from attachbib.claims import Anchored, Claim, ClaimsFile, rounded_down
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.registry import rule
from attachbib.source import Span
from attachbib.spelling import closest
from attachbib.workspace import Workspace, claimed_path

_SHOWN = 60
"""Characters of a sentence that a message quotes at most."""


@rule("claim-without-source", severity="error", since="0.1")
def claim_without_source(workspace: Workspace) -> Iterator[Finding]:
    """Every claim names at least one reference that supports it, or why it needs none.

    ## Why

    A recorded claim without evidence says that someone saw the statement and left it
    unsupported. Evidence with the stance `contradicts` or `background` does not support
    it either.

    ## Bad

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    ```

    ## Good

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."

    [[claim.evidence]]
    key = "Bowlby1969"
    ```

    ## Fix

    Add `[[claim.evidence]]` with the `key` of a reference, or `exempt = "…"` with the
    reason why the claim needs no source.
    """
    for file in workspace.claims:
        for claim in file.claims:
            if claim.exempt or claim.support:
                continue
            stances = sorted({one.stance for one in claim.evidence})
            yield finding_at(
                file.source,
                _header(file, claim),
                "claim-without-source",
                f"claim '{claim.id}' has no source"
                + (
                    f"; its evidence only has the stance {' and '.join(stances)}" if stances else ""
                ),
                help="Add `[[claim.evidence]]` with a `key`, or `exempt` with the reason.",
                claim=claim.id,
            )


@rule("uncited-sentence", severity="error", since="0.1")
def uncited_sentence(workspace: Workspace) -> Iterator[Finding]:
    """Every sentence of an article has a source, or a known reason to have none.

    ## Why

    A reader cannot tell an unsupported statement from one whose citation was forgotten.
    A sentence has a source by a citation of its own, by a claim in the claims file, or by
    the citation that opens its paragraph. Headings, questions and the like need none; the
    key `coverage` of the configuration says which. A number or a quotation needs a
    citation in its own sentence.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers.
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. They do so to survive.

    <!-- attachbib: exempt: what every parent has seen -->
    Children grow.
    ```

    ## Fix

    Cite a work in the sentence, record it as a claim with its evidence, or say why it
    needs no source: `exempt` in the claims file, or before the sentence
    `<!-- attachbib: exempt: the reason -->`.
    """
    for coverage in workspace.coverage:
        article = coverage.article
        for one in coverage.sentences:
            if one.status == "uncited":
                sentence = article.sentences[one.sentence]
                why = one.reason or "no source"
                yield finding_at(
                    article.source,
                    sentence.span,
                    "uncited-sentence",
                    f"{why}: {_shortened(sentence.text)}",
                    help="Cite a work, or record a claim with its evidence or a reason for none.",
                )


@rule("coverage-below", severity="error", since="0.1")
def coverage_below(workspace: Workspace) -> Iterator[Finding]:
    """The coverage of every article is at least what the configuration asks for.

    ## Why

    Sentences whose only source is a citation at the end of their paragraph count as weak:
    each may be meant or not, so none is an error, but an article of such sentences is not
    well supported. Only runs with `coverage.fail_under` in the configuration.

    ## Bad

    ```toml attachbib.toml
    [coverage]
    fail_under = 80
    ```

    ```markdown article.md
    Infants cry. They smile. They stay close to their caregivers [@Bowlby1969].
    ```

    ## Good

    ```toml attachbib.toml
    [coverage]
    fail_under = 80
    ```

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. They cry. They smile.
    ```

    ## Fix

    Cite where the statement begins that the source supports, record claims with their
    evidence, or accept less for now.
    """
    policy = workspace.config.coverage
    least = policy.fail_under if policy else 0.0
    for coverage in workspace.coverage:
        if coverage.percent < least:
            yield finding_at(
                coverage.article.source,
                Span(0, 0),
                "coverage-below",
                f"{rounded_down(coverage.percent)} % of the sentences that need a source have one, "
                f"expected at least {least:g} %",
                help="Cite works, or record claims with their evidence.",
            )


@rule("claim-text-missing", severity="error", since="0.1", needs=("article",))
def claim_text_missing(workspace: Workspace) -> Iterator[Finding]:
    """The words of every claim stand in the article that it names.

    ## Why

    A claim holds for the words that were looked at. When they were changed or removed,
    nobody knows whether its evidence still supports what the article says now, so it
    counts for no sentence.

    ## Bad

    ```markdown article.md
    Infants stay close to their parents [@Bowlby1969].
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```markdown article.md
    Infants *stay close* to their caregivers [@Bowlby1969].
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Fix

    Compare the evidence with what the article says now, then copy the sentence, as it is
    read, to `anchor.exact`. If the article no longer says it, remove the claim.
    """
    articles = {article.source.path: article for article in workspace.articles}
    for file in workspace.claims:
        for claim in file.claims:
            if not claim.file or not claim.anchor.exact.strip():
                continue
            article = articles.get(claimed_path(file, claim))
            if article is None:
                yield _no_article(workspace, file, claim)
            else:
                anchored = workspace.anchors[claim]
                if anchored.is_doubtful:
                    yield _not_there(workspace, file, claim, article, anchored)


def _no_article(workspace: Workspace, file: ClaimsFile, claim: Claim) -> Finding:
    names = [workspace.name_of(one.source.path) for one in workspace.articles]
    close = closest(workspace.name_of(claimed_path(file, claim)), names)
    return finding_at(
        file.source,
        _header(file, claim),
        "claim-text-missing",
        f"claim '{claim.id}' names '{claim.file}', which is no article of the project",
        help=f"Did you mean {close}?" if close else "Correct `file`, or remove the claim.",
        claim=claim.id,
    )


def _not_there(
    workspace: Workspace, file: ClaimsFile, claim: Claim, article: Article, anchored: Anchored
) -> Finding:
    advice = "Correct `anchor.exact`, or remove the claim."
    if anchored.span is not None:
        line = article.source.position(anchored.span.start)[0]
        words = " ".join(article.sentences[index].text for index in anchored.sentences)
        advice = f"Line {line} is like it: {_shortened(words)}"
    return finding_at(
        file.source,
        _header(file, claim),
        "claim-text-missing",
        f"the words of claim '{claim.id}' are not in {workspace.name_of(article.source.path)}: "
        f"{_shortened(claim.anchor.exact)}",
        help=advice,
        claim=claim.id,
    )


def _header(file: ClaimsFile, claim: Claim) -> Span:
    """Return the line on which a claim's record begins."""
    line, column = file.source.position(claim.span.start)
    return Span(claim.span.start, claim.span.start + len(file.source.line_text(line)) - column + 1)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rsplit(' ', 1)[0]} …”"
