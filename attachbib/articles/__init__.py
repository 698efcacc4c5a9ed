"""Articles: source documents read into blocks, sentences and citations with exact spans."""

from attachbib.articles.model import (
    BLOCK_KINDS,
    EVERY_KEY,
    PROSE_KINDS,
    Article,
    Block,
    Citation,
    Cite,
    Mode,
    NoteMark,
    Pragma,
    Sentence,
)
from attachbib.articles.read import SUFFIXES, open_article, parse_article, read_article

__all__ = [
    "BLOCK_KINDS",
    "EVERY_KEY",
    "PROSE_KINDS",
    "SUFFIXES",
    "Article",
    "Block",
    "Citation",
    "Cite",
    "Mode",
    "NoteMark",
    "Pragma",
    "Sentence",
    "open_article",
    "parse_article",
    "read_article",
]
