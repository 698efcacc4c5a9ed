"""Author-year citations: `(Doe & Roe, 2013; Poe et al., 2014, p. 3)`, and `Doe (2013)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attachbib.adopt.dates import YEAR
from attachbib.articles import Article
from attachbib.articles.model import PROSE_KINDS
from attachbib.edits import Edit
from attachbib.reference import Reference
from attachbib.source import Span

_GROUP = re.compile(r"\(([^()]{4,400})\)")
_PREFIX = (
    r"(?:[Ss]ee|[Rr]eviewed in|[Ff]or (?:a )?review,? see)(?: also|,? e\.g\.,?| for example)?"
    r"|[Cc]f\.|e\.g\.,?|[Vv]gl\.(?: auch)?|[Ss]iehe(?: auch)?|[Ss]\.|z\. ?B\.|[Vv]oir|[Vv]éase"
)
_UNDATED = r"n\. ?d\.?|no date|in press|forthcoming|o\. ?J\.|s\. ?d\."
"""What stands for the year of a work that has none."""
_PART = re.compile(
    rf"(?P<prefix>(?:{_PREFIX}) )?(?P<names>[^\d;]{{2,120}}?),? (?P<year>{YEAR}|{_UNDATED})"
    r"(?P<locator>(?:,|:) ?(?:pp?\. ?)?\d[\d–-]*)?"
)
_YEARS = re.compile(
    rf"\((?P<years>{YEAR}(?:, {YEAR}){{0,3}})"
    r"(?P<locator>(?:,|:) ?(?:pp?\. ?)?\d{1,3}(?:[–-]\d+)?)?\)"
)
_AUTHORS_BEFORE = 160
"""Characters before a year in which its authors stand."""
_MORE_AUTHORS = (
    r"(?:,? et al\.?|(?:, [^\W\d_][\w’'-]*){0,6},? (?:and|&|und|et|y|e|en) [^\W\d_][\w’'-]*"
    r"(?: [^\W\d_][\w’'-]*)?| and colleagues)?(?:['’]s?)?\s+"
)
_FIRST_NAME = re.compile(r",? (?:et al\b|&|and )|, ")

Index = Mapping[tuple[str, str], Sequence[str]]
"""Family name of the first author in lower case, and year, "" if there is none → citation keys."""


def author_year_edits(
    article: Article, references: Mapping[str, Reference], end: int
) -> list[Edit]:
    """Return edits that put pandoc citations in the place of author-year citations.

    A group is left as it is unless each of its parts names exactly one reference. Behind
    authors that the sentence names, only the year becomes a citation: `Doe [-@doe2013]`.

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
            edits += _narrative(text, block.span, index)
    return edits


def _narrative(text: str, span: Span, index: Index) -> Iterator[Edit]:
    """Yield an edit for each year behind its authors; their names stay as they are written."""
    for match in _YEARS.finditer(text, *span):
        before = text[max(span.start, match.start() - _AUTHORS_BEFORE) : match.start()]
        cites = [_cite_of_authors(before, year, index) for year in match["years"].split(", ")]
        if all(cites):
            pages = _pages(match["locator"])
            yield Edit(*match.span(), f"[{'; '.join(cites)}{pages}]")


def _cite_of_authors(before: str, year: str, index: Index) -> str:
    """Return the cite of the one work of a year whose authors a text ends with, or ""."""
    found: list[tuple[int, str]] = []
    for (family, issued), keys in index.items():
        key = _key(keys, year) if issued == year[:4] else ""
        if key:
            pattern = rf"(?<!\w){re.escape(family)}{_MORE_AUTHORS}$"
            named = re.search(pattern, before, re.IGNORECASE)
            found += [(named.start(), key)] if named else []
    # In `Doe and Roe (2013)` Roe, too, stands before the year, but Doe comes first.
    return f"-@{min(found)[1]}" if found else ""


def _index(references: Mapping[str, Reference]) -> Index:
    found: dict[tuple[str, str], list[str]] = {}
    for key, one in references.items():
        people = next(iter(one.names.values()), ())
        issued = one.dates.get("issued")
        if people:
            name = people[0]
            year = str(issued.start.year) if issued and issued.start else ""
            family = f"{name.non_dropping_particle} {name.family}".strip() or name.literal
            found.setdefault((family.casefold(), year), []).append(key)
    return found


def _cites(group: str, index: Index) -> Iterator[str]:
    """Yield each part of a group as a cite, "" for one that names no reference."""
    for part in group.split(";"):
        match = _PART.fullmatch(" ".join(part.split()))
        yield _cite(match, index) if match else ""


def _cite(part: re.Match[str], index: Index) -> str:
    names, year = part["names"], part["year"] if part["year"][0].isdigit() else ""
    family = _FIRST_NAME.split(names, maxsplit=1)[0].casefold()
    keys = index.get((family, year[:4])) or index.get((names.casefold(), year[:4])) or ()
    key = _key(keys, year)
    return f"{part['prefix'] or ''}@{key}{_pages(part['locator'])}" if key else ""


def _key(keys: Sequence[str], year: str) -> str:
    """Return the one of an author's works of a year that `2013b` means; "" if none is alone."""
    letter = ord(year[4]) - ord("a") if len(year) > 4 else 0
    return keys[letter] if letter < len(keys) and (len(keys) == 1 or len(year) > 4) else ""


def _pages(locator: str | None) -> str:
    pages = (locator or "").lstrip(",: ")
    return f", {'' if pages.startswith('p') else 'p. '}{pages}" if pages else ""
