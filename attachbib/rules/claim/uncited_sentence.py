"""The rule `uncited-sentence`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import shortened
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("uncited-sentence", severity="error", since="0.1", scope="article")
def uncited_sentence(workspace: Workspace) -> Iterator[Finding]:
    """Every sentence of an article has a source, or a known reason to have none.

    ## Why

    A reader cannot tell an unsupported statement from one whose citation was forgotten.
    A sentence has a source by a citation of its own, by a claim in the claims file, or by
    the citation that opens its paragraph. Headings, questions and the like need none; the
    key `coverage` of the configuration says which. Sentences with a number or a quotation
    are left to `uncited-number`.

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
            if one.status == "uncited" and not one.needs_own:
                sentence = article.sentences[one.sentence]
                why = one.reason or "no source"
                yield finding_at(
                    article.source,
                    sentence.span,
                    "uncited-sentence",
                    f"{why}: {shortened(sentence.text)}",
                    help="Cite a work, or record a claim with its evidence or a reason for none.",
                )
