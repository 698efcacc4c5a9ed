"""An article with its citations rendered in place, and the list of references where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from attachbib.articles import Article, Cite
from attachbib.csl import Style
from attachbib.errors import InputError
from attachbib.reference import Reference
from attachbib.weave.cites import render_citations
from attachbib.weave.placing import place_citations, place_list

__all__ = ["FORMATS", "Woven", "weave"]

FORMATS = ("html", "markdown", "text", "latex")
"""What an article can be woven into."""


@dataclass(frozen=True, slots=True)
class Woven:
    """An article, woven."""

    text: str
    unknown: tuple[Cite, ...] = ()
    """Cites whose key no reference has; each stays visible in `text` as `key?` in bold."""


def weave(
    article: Article,
    references: Mapping[str, Reference],
    style: Style,
    *,
    format: str = "html",
    locale: str | None = None,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> Woven:
    """Render the citations of an article where they stand, and its list of references.

    The list holds what the article cites and what it only lists (`nocite`), numbered after
    that, in the order of the style. It goes into the
    div with the id `refs` (`::: {#refs}`), else to the end. Styles of the class `note`
    turn citations into notes.

    Args:
        article: from `attachbib.articles`; nothing of it is changed.
        references: citation key → reference.
        style: from `attachbib.csl.load_style`.
        format: one of `FORMATS`. `markdown` keeps the source byte for byte apart from the
            citations and the list; `html` and `latex` are whole documents, in which raw
            HTML of the article is shown as text, never passed on.
        locale: a BCP 47 tag; None for the article's language, else the style's locale.
        aliases: other names of references → their citation keys.

    Raises:
        ValueError: `format` is none of `FORMATS`.
        InputError: the article is not Markdown.
        AttachbibError: `format` is not `markdown` and the packages of the extra `build`
            are not installed.
    """
    if format not in FORMATS:
        raise ValueError(f"format is {format!r}, expected one of {', '.join(FORMATS)}")
    if article.format != "markdown":
        raise InputError(
            f"this is {article.format}; citations can be put into Markdown only.",
            path=article.source.path,
            hint="Convert it first, for example with pandoc; check and coverage read it as it is.",
        )
    cited = render_citations(
        article, references, style, locale or article.language or None, aliases
    )
    places = place_citations(article, cited.citations)
    list_place = place_list(article)
    if format == "markdown":
        from attachbib.weave.source import to_markdown

        text = to_markdown(article, cited, places, list_place)
    else:
        from attachbib.weave.document import to_document

        text = to_document(article, cited, places, list_place, format)
    return Woven(text, cited.unknown)
