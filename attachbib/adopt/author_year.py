"""Author-year citations in parentheses: `(Doe & Roe, 2013; Poe et al., 2014, p. 3)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attachbib.adopt.dates import YEAR
from attachbib.articles import Article
from attachbib.articles.model import PROSE_KINDS
from attachbib.edits import Edit
from attachbib.reference import Reference

_GROUP = re.compile(r"\(([^()]{4,400})\)")
_PART = re.compile(
    rf"(?P<prefix>(?:see|cf\.|e\.g\.,?|see also) )?(?P<names>[^\d;]{{2,120}}?),? (?P<year>{YEAR})"
    r"(?P<locator>(?:,|:) ?(?:pp?\. ?)?\d[\d–-]*)?"
)
_FIRST_NAME = re.compile(r",? (?:et al\b|&|and )|, ")

Index = Mapping[tuple[str, str], Sequence[str]]
"""Family name of the first author in lower case, and year → citation keys."""


def author_year_edits(
    article: Article, references: Mapping[str, Reference], end: int
) -> list[Edit]:
    """Return edits that put pandoc citations in the place of author-year citations.

    A group is left as it is unless each of its parts names exactly one reference.

    Args:
        references: citation key → reference, in list order.
        end: where the list begins.
    """
    text = article.source.text
    index = _index(references)
    edits: list[Edit] = []
    for block in article.blocks:
        if block.kind in PROSE_KINDS and block.span.start < end:
            for match in _GROUP.finditer(text, *block.span):
                cites = list(_cites(match[1], index))
                if all(cites):
                    edits.append(Edit(*match.span(), f"[{'; '.join(cites)}]"))
    return edits


def _index(references: Mapping[str, Reference]) -> Index:
    found: dict[tuple[str, str], list[str]] = {}
    for key, one in references.items():
        people = next(iter(one.names.values()), ())
        issued = one.dates.get("issued")
        if people and issued and issued.start:
            name = people[0]
            family = f"{name.non_dropping_particle} {name.family}".strip() or name.literal
            found.setdefault((family.casefold(), str(issued.start.year)), []).append(key)
    return found


def _cites(group: str, index: Index) -> Iterator[str]:
    """Yield each part of a group as a cite, "" for one that names no reference."""
    for part in group.split(";"):
        match = _PART.fullmatch(" ".join(part.split()))
        yield _cite(match, index) if match else ""


def _cite(part: re.Match[str], index: Index) -> str:
    names, year = part["names"], part["year"]
    family = _FIRST_NAME.split(names, maxsplit=1)[0].casefold()
    keys = index.get((family, year[:4])) or index.get((names.casefold(), year[:4])) or ()
    letter = ord(year[4]) - ord("a") if len(year) > 4 else 0
    if not letter < len(keys) or (len(keys) > 1 and len(year) == 4):
        return ""
    locator = (part["locator"] or "").lstrip(",: ")
    pages = f", {'' if locator.startswith('p') else 'p. '}{locator}" if locator else ""
    return f"{part['prefix'] or ''}@{keys[letter]}{pages}"
