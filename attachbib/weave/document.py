"""The article as a document of its own: HTML, LaTeX or text, by way of markdown-it-py."""

from __future__ import annotations

from collections.abc import Sequence

from attachbib.articles import Article
from attachbib.errors import AttachbibError
from attachbib.weave.cites import Cited
from attachbib.weave.placing import ListPlace, Place
from attachbib.weave.slots import slot_article


def to_document(
    article: Article, cited: Cited, places: Sequence[Place], list_place: ListPlace, format: str
) -> str:
    """Return the article in one of the formats that are written from Markdown's tokens.

    Raises:
        AttachbibError: the packages of the extra `build` are not installed.
    """
    try:
        from attachbib.weave.parsing import parse_document
    except ImportError as error:
        raise AttachbibError(
            f"writing {format} needs the package {error.name}, which is not installed.",
            hint="Install attachbib with its extra: `pip install 'attachbib[build]'`.",
        ) from error
    slotted = slot_article(article, places, list_place)
    markdown, tokens = parse_document(slotted)
    if format == "latex":
        from attachbib.weave.latex import write_latex

        return write_latex(article, cited, slotted, tokens)
    if format == "text":
        from attachbib.weave.plain import write_text

        return write_text(article, cited, slotted, tokens)
    from attachbib.weave.html import write_html

    return write_html(article, cited, slotted, markdown, tokens)
