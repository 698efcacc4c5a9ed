"""The rule `uncited-number`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import shortened
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("uncited-number", severity="error", since="0.1", scope="article")
def uncited_number(workspace: Workspace) -> Iterator[Finding]:
    """A number or a quotation has a citation in its own sentence.

    ## Why

    A number or a quotation can be looked up, and can be wrong by itself, so a reader has to
    know where it is from: the citation that opens the paragraph is not enough, nor is a
    claim in the claims file, which no reader sees. Dates, times of day, the numbers of
    figures, sections, versions, rooms and telephones, prices of what is on offer, names such
    as Apollo 13, code, formulas, what a sentence asks to imagine, and up to three quoted
    words are none. `direct` in the table `[coverage]` of the configuration says what needs a
    citation of its own: `["number", "quotation"]`.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. Of these, 40 % do so daily.
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969]. Of these, 40 % do so daily
    [@Bowlby1969, p. 194].
    ```

    ## Fix

    Cite the work in the sentence, with the page. If the number is your own or needs no
    source, say why: `exempt` in the claims file, or before the sentence
    `<!-- attachbib: exempt: the reason -->`.
    """
    for coverage in workspace.coverage:
        article = coverage.article
        for one in coverage.sentences:
            if one.needs_own:
                sentence = article.sentences[one.sentence]
                yield finding_at(
                    article.source,
                    sentence.span,
                    "uncited-number",
                    f"{one.reason}: {shortened(sentence.text)}",
                    help="Cite the work in this sentence, or say why it needs no source.",
                )
