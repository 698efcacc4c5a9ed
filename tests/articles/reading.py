"""What the tests of the readers share: reading text, and saying what was read."""

from __future__ import annotations

from pathlib import Path

from attachbib.articles import Article, parse_article
from attachbib.source import Source


def read(text: str, name: str) -> Article:
    """Read text as the file of a name would be."""
    return parse_article(Source(Path(name), text))


def clusters(article: Article) -> list[str]:
    """Return the source of each citation."""
    text = article.source.text
    return [text[slice(*one.span)] for one in article.citations]


def cites(article: Article) -> list[tuple[str, ...]]:
    """Return key, mode, prefix, label, locator and suffix of each cite."""
    return [
        (cite.key, cite.mode, cite.prefix, cite.label, cite.locator, cite.suffix)
        for citation in article.citations
        for cite in citation.cites
    ]


def keys(article: Article) -> list[str]:
    """Return the key of each cite."""
    return [cite.key for citation in article.citations for cite in citation.cites]


def cut_keys(article: Article) -> list[str]:
    """Return what stands in the source at the span of each cite."""
    text = article.source.text
    return [text[slice(*cite.span)] for one in article.citations for cite in one.cites]


def sentences(article: Article) -> list[str]:
    """Return the text of each sentence."""
    return [one.text for one in article.sentences]


def cut_sentences(article: Article) -> list[str]:
    """Return what stands in the source at the span of each sentence."""
    text = article.source.text
    return [text[slice(*one.span)] for one in article.sentences]


def kinds(article: Article) -> list[str]:
    """Return the kind of each block."""
    return [one.kind for one in article.blocks]
