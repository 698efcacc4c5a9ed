"""The rule `numbering-gap`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from attachbib.articles import Article
from attachbib.articles.printed_numbers import PrintedNumber, printed_numbers
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


@rule("numbering-gap", severity="warning", since="0.1", scope="article")
def numbering_gap(workspace: Workspace) -> Iterator[Finding]:
    """Numbered markers, and the numbers of the list, come in order, and none is left out.

    ## Why

    A number that comes too early is often mistyped, or the citation before it was removed.
    The first number out of order is reported for each article. Ignore the rule where lists
    are in alphabetical order, so that they are cited in any order.

    In the list of references, a number that is missing, that is there twice or that comes too
    late sends readers to another work than was meant. Numbers that nobody types are in order.

    ## Bad

    ```toml attachbib.toml
    articles = ["article.html"]
    ```

    ```html article.html
    <p>Infants stay close<sup>1</sup>. They cry<sup>3</sup>.</p>
    <h2>References</h2>
    <p>[1] Doe J. Closeness. 2020.</p>
    <p>[3] Roe R. Tears. 2021.</p>
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Fix

    Number the citations in the order of the text, and the list from 1 on.
    """
    for article in workspace.articles:
        entries = printed_numbers(article)
        yield from _in_text(article, {one.number for one in entries})
        yield from _in_list(article, entries)


def _in_text(article: Article, listed: AbstractSet[int]) -> Iterator[Finding]:
    """Yield the first marker that comes too early; what the list leaves out is reported there."""
    last = 0
    for cite in (one for citation in article.citations for one in citation.cites):
        if not cite.key.isdecimal() or int(cite.key) <= last:
            continue
        while listed and last + 1 < int(cite.key) and last + 1 not in listed:
            last += 1
        if int(cite.key) > last + 1:
            yield finding_at(
                article.source,
                cite.span,
                "numbering-gap",
                f"the number {cite.key} comes before {last + 1}",
                help="Number the citations in the order of the text.",
                key=cite.key,
            )
            break
        last = int(cite.key)


def _in_list(article: Article, entries: Sequence[PrintedNumber]) -> Iterator[Finding]:
    known = {one.number for one in entries}
    lines: dict[int, int] = {}
    last = 0
    for number, span in entries:
        message = ""
        missing = [one for one in range(last + 1, number) if one not in known]
        if number in lines:
            message = f"an entry has the number {number}, as the one in line {lines[number]} has"
        elif number < last:
            message = f"the entry {number} comes after {last}"
        elif missing:
            before = f"comes after {last}" if last else "is the first"
            message = f"the entry {number} {before}, {_listed(missing)} missing"
        if message:
            yield finding_at(
                article.source,
                span,
                "numbering-gap",
                f"{message} in the list of references",
                help="Number the entries from 1 on, and correct the markers that mean them.",
                key=str(number),
            )
        lines.setdefault(number, article.source.position(span.start)[0])
        last = max(last, number)


def _listed(numbers: list[int]) -> str:
    """Return numbers that follow each other in words: `3 is`, `3–5 are`."""
    first, last = numbers[0], numbers[-1]
    return f"{first} is" if first == last else f"{first}–{last} are"
