"""The rule `claim-text-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.articles import Article
from attachbib.claims import Anchored, Claim, ClaimsFile
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import record_header, shortened
from attachbib.rules.rule import rule
from attachbib.spelling import closest
from attachbib.workspace import Workspace, claimed_path


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
        record_header(file, claim),
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
        advice = f"Line {line} is like it: {shortened(words)}"
    return finding_at(
        file.source,
        record_header(file, claim),
        "claim-text-missing",
        f"the words of claim '{claim.id}' are not in {workspace.name_of(article.source.path)}: "
        f"{shortened(claim.anchor.exact)}",
        help=advice,
        claim=claim.id,
    )
