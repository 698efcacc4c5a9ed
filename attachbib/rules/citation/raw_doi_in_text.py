"""The rule `raw-doi-in-text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles import Article, Sentence
from attachbib.bibtex.addresses import unlabelled_doi
from attachbib.doi import fold_doi
from attachbib.rules.entry_fields import own_doi
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace

_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:\s?|(?<![\w./]))10\.\d{4,9}/[^\s<>\"'`\[\]{}|\\]+",
    re.I,
)
_CODE = r"<code\b[^<>]*>[^<]*|<[a-z][\w-]*(?:\s[^<>]*)?>"
_HIDDEN = re.compile(rf"`+[^`]*`+|\]\(\s*<?[^\s>]*|{_CODE}", re.I)
"""Code, roles, and the targets of links."""
_HIDDEN_IN_LATEX = re.compile(
    rf"\\href\s*\{{[^{{}}]*|\\(?:verb|texttt|lstinline)\b[^\n}}]*|{_CODE}"
)
"""There a backtick is a quotation mark."""
_MYST = re.compile(r"\{[a-z][\w:-]*\}`[^`]|^[`~:]{3,}\{[a-z]|^\([\w-]+\)=$", re.M)
"""A role, a directive or a label of MyST."""
_MYST_CITATION = re.compile(r"<(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)[^\s<>]*>", re.I)
"""An address that MyST makes a citation of."""


@rule(
    "raw-doi-in-text",
    severity="warning",
    since="0.1",
    scope="article",
    hides=("bare-link-as-source",),
)
def raw_doi_in_text(workspace: Workspace) -> Iterator[Finding]:
    """A work is cited by its key, not by a DOI in the text.

    ## Why

    A DOI in a sentence is in no list of references, and nothing checks the work. Code, the
    targets of links, addresses that MyST cites by (`<doi:…>`), and sections such as the
    references are left alone.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969], see doi:10.1000/182.
    ```

    ## Good

    ```markdown article.md
    Infants stay close to their caregivers [@Bowlby1969].
    ```

    ## Fix

    Cite the entry that has the DOI; if no library has one, add it.
    """
    found = [
        (coverage.article, span, doi)
        for coverage in workspace.coverage
        for one in coverage.sentences
        if one.status != "exempt"
        and "10." in (sentence := coverage.article.sentences[one.sentence]).text
        for span, doi in _dois(coverage.article, sentence)
    ]
    keys = _keys_by_doi(workspace) if found else {}
    for article, span, doi in found:
        key = keys.get(fold_doi(doi), "")
        yield finding_at(
            article.source,
            span,
            "raw-doi-in-text",
            f"the DOI {doi} stands in the text, expected a citation",
            help=f"Cite '{key}', which has it." if key else "Add an entry, and cite it.",
            key=key,
        )


def _keys_by_doi(workspace: Workspace) -> dict[str, str]:
    keys: dict[str, str] = {}
    for library in workspace.libraries:
        for entry in library.entries:
            if doi := own_doi(entry):
                keys.setdefault(fold_doi(unlabelled_doi(doi)), entry.key)
    return keys


def _hidden(article: Article, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what no reader takes for a DOI in the text in a range of an article."""
    text = article.source.text
    yield from (_HIDDEN_IN_LATEX if article.format == "latex" else _HIDDEN).finditer(
        text, start, end
    )
    is_myst = article.format in ("markdown", "notebook") and article.source.path.suffix != ".qmd"
    if is_myst and _MYST.search(text):
        yield from _MYST_CITATION.finditer(text, start, end)


def _dois(article: Article, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """Yield where the DOIs of a sentence stand, each once; those in citations and code do not."""
    start, end = sentence.span
    hidden = [match.span() for match in _hidden(article, start, end)]
    hidden += [article.citations[index].span for index in sentence.citations]
    seen: set[str] = set()
    for match in _DOI.finditer(article.source.text, start, end):
        if any(first <= match.start() < last for first, last in hidden):
            continue
        shown = match[0].rstrip(".,;:*_")
        if shown.endswith(")") and shown.count(")") > shown.count("("):
            shown = shown[: shown.rindex(")")]
        doi = unlabelled_doi(shown)
        if doi and doi not in seen:
            seen.add(doi)
            yield Span(match.start(), match.start() + len(shown)), doi
