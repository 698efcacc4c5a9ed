"""The rule `article-without-references`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.articles import Article
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace


@rule("article-without-references", severity="warning", since="0.1", scope="article")
def article_without_references(workspace: Workspace) -> Iterator[Finding]:
    """Every article with sentences that need a source cites something.

    ## Why

    An article without a single citation was written without sources, or they were lost on
    the way. `uncited-sentence` reports each of its sentences, and one that stands alone.
    A LaTeX file that does not begin a document is a part of another, and left alone.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers. They do so to survive.
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. They do so to survive.
    ```

    ## Fix

    Cite the works that the article rests on.
    """
    for coverage in workspace.coverage:
        article = coverage.article
        if _is_part(article) or any(one.citations for one in (article, *article.included)):
            continue
        # A lone sentence is reported by `uncited-sentence`, which says all there is to say.
        if sum(one.status == "uncited" for one in coverage.sentences) > 1:
            yield finding_at(
                article.source,
                Span(0, 0),
                "article-without-references",
                "the article cites no work",
                help="Cite the works that it rests on.",
            )


def _is_part(article: Article) -> bool:
    return article.format == "latex" and "\\begin{document}" not in article.source.text
