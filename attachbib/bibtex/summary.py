"""A reference in a line: who, when, what, and its DOI."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.bibtex import Entry
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.latex import strip_markup
from attachbib.bibtex.model import NO_WORKS
from attachbib.reference import Date, Name, Reference

_MAKERS = ("author", "editor", "director", "translator", "compiler", "recipient")
"""Name variables, in the order in which they say who made a work."""


class Summary(NamedTuple):
    """What tells a reference from others; "" where something is not known."""

    key: str
    type: str
    """The CSL item type."""
    authors: str
    """Family names: of one, of two, or of the first of more."""
    year: str
    title: str
    """Without markup."""
    doi: str


def is_work(entry: Entry) -> bool:
    """Whether an entry stands for a work, which `@xdata` and `@set` do not."""
    return entry.type not in NO_WORKS


def summarize(entry: Entry) -> Summary:
    """Return the summary of an entry."""
    reference = to_reference(entry, sentence_case=False)
    return Summary(
        entry.key,
        reference.type,
        _authors(makers(reference)),
        year_of(reference.dates.get("issued")),
        strip_markup(reference.text.get("title", "")),
        reference.text.get("DOI", ""),
    )


def makers(reference: Reference) -> tuple[Name, ...]:
    """Return the names of those who made a work: its authors, or editors if it has none."""
    return next((found for role in _MAKERS if (found := reference.names.get(role))), ())


def year_of(date: Date | None) -> str:
    """Return the year in which a date begins, or the words that stand for it."""
    if date is None:
        return ""
    point = date.start or date.end
    return str(point.year) if point else date.literal


def _authors(names: tuple[Name, ...]) -> str:
    shown = [_family(name) for name in names if not name.others]
    if not shown:
        return ""
    if len(shown) > 2 or len(shown) < len(names):
        return f"{shown[0]} et al."
    return " & ".join(shown)


def _family(name: Name) -> str:
    return name.literal or f"{name.non_dropping_particle} {name.family}".strip()
