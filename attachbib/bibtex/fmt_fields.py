"""The order in which a formatted entry has its fields."""

from __future__ import annotations

from collections.abc import Sequence

from attachbib.bibtex.blocks import RawField
from attachbib.bibtex.fields import ALIASES

_ORDER = """
ids crossref xref xdata entryset entrysubtype
author authortype shortauthor
editor|editora|editorb|editorc|translator|collaborator|director|illustrator|producer
editortype editoratype editorbtype editorctype shorteditor
annotator commentator introduction foreword afterword holder
composer interviewer narrator performer recipient scriptwriter
title subtitle titleaddon shorttitle
bookauthor booktitle booksubtitle booktitleaddon
maintitle mainsubtitle maintitleaddon
journaltitle journalsubtitle journaltitleaddon shortjournal
issuetitle issuesubtitle issuetitleaddon
eventtitle eventtitleaddon eventdate venue
origauthor origtitle origdate origpublisher origlocation
type series edition version
institution organization publisher howpublished location
date year month day season pubstate
volume part volumes number issue chapter pages eid pagetotal bookpagination pagination
isbn issn isrn doi nodoi pmid pmcid eprint eprinttype eprintclass arxiv url urldate
language langid langidopts origlanguage options
indextitle indexsorttitle sortkey sortname sorttitle sortyear presort shorthand label
related relatedtype relatedstring
note addendum keywords abstract annotation file
""".split()
"""Field names in BibLaTeX, in order; other names of a field stand where it does.

Those joined by `|` may give names to one CSL variable, whose order is that in the entry,
so they keep it among themselves.
"""

_RANKS = {name: rank for rank, group in enumerate(_ORDER) for name in group.split("|")}
_LAST = len(_ORDER)
"""The rank of fields that are not in the table; they keep their order."""

_PREFIXES = ("main", "book", "journal")
_PREFIXED = frozenset({"author", "title", "subtitle", "titleaddon"})


def in_order(fields: Sequence[RawField], *, is_parent: bool) -> list[RawField]:
    """Return the fields of an entry in the order of the table.

    Args:
        is_parent: whether other entries inherit from it. To its heirs `title` may mean
            what `booktitle` does, and then the first counts, so such fields keep their
            order among themselves.
    """
    if is_parent:
        return sorted(fields, key=lambda field: _rank(_inherited_name(field.name)))
    return sorted(fields, key=lambda field: _rank(field.name))


def _rank(name: str) -> int:
    return _RANKS.get(ALIASES.get(name, name), _LAST)


def _inherited_name(name: str) -> str:
    """`title` for `booktitle`, `author` for `bookauthor`; any other name as it is."""
    for prefix in _PREFIXES:
        if name.removeprefix(prefix) in _PREFIXED:
            return name.removeprefix(prefix)
    return name
