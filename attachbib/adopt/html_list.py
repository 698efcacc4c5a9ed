"""The list of references of an HTML page: where its entries stand, and what is read of each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from attachbib.articles import Article
from attachbib.articles.model import Block
from attachbib.articles.reference_list import looks_like_reference
from attachbib.source import Span

_SHORTEST_LIST = 3
"""Items with years or addresses in a row that are a list of references without a heading."""

_REACH = 300
"""Characters at the end of an entry in which such links stand."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ITEM_BEFORE = re.compile(r"<li\b[^<>]*>(?:\s|<[a-zA-Z][^<>]*>)*$", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:<[^<>]*>\s*)*[\[(]?\d{1,3}[\]).]")
_BACK_LINK_BEFORE = re.compile(r"(?:[\^↑](?:\s+[a-z](?:,?\s+[a-z])*(?=\s))?|Jump up(?: to)?:?)\s*")
_BACK_LINK_BEHIND = re.compile(
    r"\s*(?:[↩↑⤴↵⮌^][\ufe0e\ufe0f]?|(?:Back|Return|Jump) to (?:text|top|citation|article))[\s.]*$"
)
_FINDERS = (
    r"PubMed(?: Central)?|Google Scholar|Cross ?Ref|Scopus|Web of Science|Medline|ISI|CAS"
    r"|(?:View|Read) [Aa]rticle|(?:Free )?(?:PMC|Full)[ -](?:[Tt]ext|[Aa]rticle)|PDF|Abstract"
)
_FINDER_LINKS = re.compile(rf"(?:[\s|·•,;]*[\[(]?(?:{_FINDERS})[\])]?)+[\s.]*$")
"""What a publisher's page offers behind an entry: where else the work is found."""


def html_entries(article: Article) -> list[Span]:
    """Return where the entries stand; of a list in list items, they alone are its entries."""
    spans = [block.span for block in article.blocks if block.kind == "reference"]
    items = [span for span in spans if _is_item(article.source.text, span)]
    found = (items if 2 * len(items) >= len(spans) else spans) or _evident_items(article)
    return [part for span in found for part in _parts(article.source.text, span)]


def _is_item(text: str, span: Span) -> bool:
    return _ITEM_BEFORE.search(text, max(span.start - 500, 0), span.start) is not None


def _evident_items(article: Article) -> list[Span]:
    """The last list whose items all look like references."""
    last: list[Span] = []
    current: list[Span] = []
    for block in [*article.blocks, Block("paragraph", Span(0, 0))]:
        text = article.source.text[block.span.start : block.span.end]
        if block.kind == "list-item" and looks_like_reference(html_text(text)):
            current.append(block.span)
        elif block.kind != "list-item" or current:
            last = current if len(current) >= _SHORTEST_LIST else last
            current = []
    return last


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Yield a paragraph, or each of the numbered entries that line breaks divide it into."""
    start = span.start
    breaks = [match.span() for match in _BREAK.finditer(text, *span)]
    for at, end in breaks if _NUMBERED.match(text, span.start, span.end) else ():
        if _NUMBERED.match(text, end, span.end):
            yield Span(start, at)
            start = end
    yield Span(start, span.end)


def html_text(text: str) -> str:
    """Return what is read of an entry, without the links back to the text and to finders."""
    plain = " ".join(html.unescape(_TAG.sub("", text)).split())
    if before := _BACK_LINK_BEFORE.match(plain):
        plain = plain[before.end() :]
    start, end = plain[:-_REACH], plain[-_REACH:]
    return (start + _FINDER_LINKS.sub("", _BACK_LINK_BEHIND.sub("", end))).strip()
