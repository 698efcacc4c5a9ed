"""Footnotes that are the list of references: `[^1]: Doe J. Naps. …`, and `<li id="fn1">`."""

from __future__ import annotations

import re
from collections.abc import Container

from attachbib.adopt.lines import without_year_letter
from attachbib.adopt.marks import Mark
from attachbib.articles import Article
from attachbib.articles.reference_list import looks_like_reference
from attachbib.source import Span

_LABEL = re.compile(r"^ {0,3}\[\^[^\]\s]{1,200}\]:[ \t]*$", re.MULTILINE)


def footnote_spans(article: Article) -> list[tuple[str, Span]]:
    """Return the label of each footnote that looks like a reference, and where it stands.

    A note of Markdown begins with its label.
    """
    text = article.source.text
    found: dict[str, Span] = {}
    for block in article.blocks:
        if block.kind != "footnote" or block.info in found:
            continue
        start, end = block.span
        if looks_like_reference(without_year_letter(text[start:end])):
            label = _LABEL.match(text, text.rfind("\n", 0, start) + 1, start)
            found[block.info] = Span(label.start() if label else start, end)
    return list(found.items())


def footnote_marks(article: Article, labels: Container[str]) -> list[Mark]:
    """Return the marks of footnotes with some labels."""
    return [Mark(one.span, (one.label,)) for one in article.note_marks if one.label in labels]
