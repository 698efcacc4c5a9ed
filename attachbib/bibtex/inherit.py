"""`crossref` and `xdata`: which fields an entry takes from others, and under which names.

The renaming follows appendix B of the biblatex manual ("Inheritance Setup"):
the `title` of a book is the `booktitle` of its chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from attachbib.bibtex.blocks import RawEntry

_NEVER = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey".split()
)

Renames = Mapping[str, tuple[str, ...]]
Values = Mapping[str, str]
Find = Callable[[str], tuple[RawEntry, Values] | None]

_SHORT: dict[str, tuple[str, ...]] = {
    "shorttitle": (),
    "sorttitle": (),
    "indextitle": (),
    "indexsorttitle": (),
}


def _titles(prefix: str) -> dict[str, tuple[str, ...]]:
    return {name: (prefix + name,) for name in ("title", "subtitle", "titleaddon")} | _SHORT


_AUTHOR: dict[str, tuple[str, ...]] = {"author": ("author", "bookauthor")}

_RENAMES: tuple[tuple[str, str, Renames], ...] = (
    ("mvbook", "book inbook bookinbook suppbook", _titles("main") | _AUTHOR),
    (
        "mvcollection mvreference",
        "collection reference incollection inreference suppcollection",
        _titles("main"),
    ),
    ("mvproceedings", "proceedings inproceedings conference", _titles("main")),
    ("book", "inbook bookinbook suppbook", _titles("book") | _AUTHOR),
    ("book collection reference", "incollection inreference suppcollection", _titles("book")),
    ("book proceedings", "inproceedings conference", _titles("book")),
    ("periodical", "article suppperiodical", _titles("journal")),
)
"""Types of the parent, types of the child, name in the parent → names in the child.

The manual has no rule for `@incollection` or `@inproceedings` in a `@book`; BibTeX
users write it, and without the renaming the chapter would have no container.
"""

_RENAMES_OF: dict[tuple[str, str], Renames] = {
    (parent, child): names
    for parents, children, names in _RENAMES
    for parent in parents.split()
    for child in children.split()
}


def inherited_values(
    entries: Sequence[tuple[RawEntry, dict[str, str]]],
) -> dict[int, dict[str, str]]:
    """Index of an entry → what it inherits; only entries that inherit something."""
    heirs = [
        index
        for index, (_, values) in enumerate(entries)
        if "crossref" in values or "xdata" in values
    ]
    if not heirs:
        return {}
    by_key: dict[str, tuple[RawEntry, dict[str, str]]] = {}
    for raw, values in entries:
        by_key.setdefault(raw.key, (raw, values))
    folded = {key.lower(): entry for key, entry in by_key.items()}

    def find(key: str) -> tuple[RawEntry, Values] | None:
        return by_key.get(key) or folded.get(key.lower())

    return {index: _inherited(*entries[index], find) for index in heirs}


def parents(values: Values) -> list[str]:
    """The keys an entry inherits from, nearest first."""
    keys = [values.get("crossref", ""), *values.get("xdata", "").split(",")]
    return [key.strip() for key in keys if key.strip()]


def _inherited(raw: RawEntry, values: Values, find: Find) -> dict[str, str]:
    """What the parents, and theirs in turn, add; each parent counts once, so cycles end."""
    taken: dict[str, str] = {}
    seen = {raw.key}
    queue: list[tuple[str, tuple[str, ...]]] = [(key, (raw.type,)) for key in parents(values)]
    while queue:
        key, heirs = queue.pop(0)
        found = None if key in seen else find(key)
        seen.add(key)
        if found is None:
            continue
        parent, parent_values = found
        for name, value in parent_values.items():
            for new_name in _names_in(name, (parent.type, *heirs)):
                if new_name not in values:
                    taken.setdefault(new_name, value)
        queue.extend((key, (parent.type, *heirs)) for key in parents(parent_values))
    return taken


def _names_in(name: str, types: tuple[str, ...]) -> tuple[str, ...]:
    """The names a field gets on its way from `types[0]` down to `types[-1]`."""
    names: tuple[str, ...] = () if name in _NEVER else (name,)
    for parent, child in pairwise(types):
        renames = _RENAMES_OF.get((parent, child), {})
        names = tuple(new for old in names for new in renames.get(old, (old,)))
    return names
