"""Author-page citations of MLA: `(Doe and Roe 12)`, `(Doe et al.)`, `(“Naps at Home”)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attachbib.articles import Article
from attachbib.articles.model import PROSE_KINDS
from attachbib.edits import Edit
from attachbib.reference import Name, Reference

_GROUP = re.compile(r"\(([^()]{2,300})\)")
_PART = re.compile(
    r"(?P<quoted>[“\"‘'][^“”\"]{3,120}?[.,]?[”\"’'])?(?P<names>[^\d“”\"]{2,120}?)?"
    r"(?:,? (?:pp?\. ?)?(?P<pages>\d{1,4}(?:[–-]\d{1,4})?(?:, \d{1,4})?))?"
)
_MORE = re.compile(r",? et al\.?$")
_AND = re.compile(r", and | and | & |, ")
_SHORTEST_TITLE = 2
"""Words of a title that name a work without authors."""

Index = Mapping[tuple[str, ...], Sequence[str]]
"""Family names of the authors in lower case → citation keys."""


def author_page_edits(
    article: Article, references: Mapping[str, Reference], end: int
) -> list[Edit]:
    """Return edits that put pandoc citations in the place of author-page citations.

    A group is left as it is unless each of its parts names exactly one reference.

    Args:
        references: citation key → reference, in list order.
        end: where the list begins.
    """
    index: dict[tuple[str, ...], list[str]] = {}
    for key, one in references.items():
        for names in _namings(one):
            index.setdefault(names, []).append(key)
    edits: list[Edit] = []
    for block in article.blocks:
        if block.kind in PROSE_KINDS and block.span.start < end:
            for match in _GROUP.finditer(article.source.text, *block.span):
                cites = [_cite(part, references, index) for part in match[1].split("; ")]
                if all(cites):
                    edits.append(Edit(*match.span(), f"[{'; '.join(cites)}]"))
    return edits


def _namings(one: Reference) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a text names the authors of a work."""
    families = tuple(_family(name).casefold() for name in _people(one) if not name.others)
    if families:
        yield families
        if len(families) > 1 or len(_people(one)) > 1:
            yield (families[0], "…")


def _people(one: Reference) -> Sequence[Name]:
    return next(iter(one.names.values()), ())


def _family(name: Name) -> str:
    return f"{name.non_dropping_particle} {name.family}".strip() or name.literal


def _cite(part: str, references: Mapping[str, Reference], index: Index) -> str:
    match = _PART.fullmatch(" ".join(part.split()))
    if match is None or bool(match["quoted"]) == bool(match["names"]):
        return ""
    keys = _titled(match["quoted"], references) if match["quoted"] else _named(match, index)
    if len(keys) != 1:
        return ""
    return f"@{keys[0]}" + (f", p. {match['pages']}" if match["pages"] else "")


def _named(match: re.Match[str], index: Index) -> Sequence[str]:
    first = _MORE.sub("", match["names"])
    whole = (match["names"].casefold(),)
    names = (first, "…") if first != match["names"] else tuple(_AND.split(first))
    return index.get(tuple(name.casefold() for name in names)) or index.get(whole) or ()


def _titled(quoted: str, references: Mapping[str, Reference]) -> list[str]:
    """Return the works without authors whose titles begin with a text."""
    title = quoted.strip("“”\"‘’'.,").casefold()
    if len(title.split()) < _SHORTEST_TITLE:
        return []
    return [
        key
        for key, one in references.items()
        if not _people(one) and one.text.get("title", "").casefold().startswith(title)
    ]
