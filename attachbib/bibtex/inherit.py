"""`crossref`, `xdata`, `related`: what an entry takes from others, and under which names.

The renaming follows appendix B of the biblatex manual ("Inheritance Setup"):
the `title` of a book is the `booktitle` of its chapter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from attachbib.bibtex.blocks import RawEntry
from attachbib.bibtex.fields import key_list
from attachbib.bibtex.related import related_values

_NEVER = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey".split()
)

Renames = Mapping[str, tuple[str, ...]]
Values = Mapping[str, str]
Parsed = tuple[RawEntry, Values]
"""An entry with its own values."""

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


def inherited_values(entries: Sequence[Parsed]) -> dict[int, dict[str, str]]:
    """Index of an entry → what it inherits; only entries that inherit something."""
    heirs, relatives = [], []
    for index, (_, values) in enumerate(entries):
        if "crossref" in values or "xdata" in values:
            heirs.append(index)
        if "related" in values:
            relatives.append(index)
    if not heirs and not relatives:
        return {}
    find = _finder(entries)
    found = {index: _inherited(*entries[index], entries, find) for index in heirs}
    from_parents = dict(found)

    def whole(index: int) -> Values:
        return {**from_parents.get(index, {}), **entries[index][1]}

    for index in relatives:
        taken = related_values(
            whole(index),
            lambda key: None if (other := find(key)) is None else whole(other),
        )
        if taken:
            found[index] = {**taken, **found.get(index, {})}
    return found


def _finder(entries: Sequence[Parsed]) -> Callable[[str], int | None]:
    """From a key to the index of its entry: as written, in another case, or one of its `ids`."""
    by_key: dict[str, int] = {}
    folded: dict[str, int] = {}
    aliases: dict[str, int] = {}
    for index, (raw, values) in enumerate(entries):
        by_key.setdefault(raw.key, index)
        folded.setdefault(raw.key.lower(), index)
        for alias in key_list(values.get("ids", "")):
            aliases.setdefault(alias, index)

    def find(key: str) -> int | None:
        if not key:
            return None
        return by_key.get(key, folded.get(key.lower(), aliases.get(key)))

    return find


def parents(values: Values) -> list[str]:
    """The keys an entry inherits from, nearest first."""
    crossref = values.get("crossref", "").strip()
    return [*([crossref] if crossref else ()), *key_list(values.get("xdata", ""))]


def _inherited(
    raw: RawEntry,
    values: Values,
    entries: Sequence[Parsed],
    find: Callable[[str], int | None],
) -> dict[str, str]:
    """What the parents, and theirs in turn, add; each parent counts once, so cycles end."""
    taken: dict[str, str] = {}
    seen = {find(raw.key)}
    queue: deque[tuple[str, tuple[str, ...]]] = deque((key, (raw.type,)) for key in parents(values))
    while queue:
        key, heirs = queue.popleft()
        found = find(key)
        if found is None or found in seen:
            continue
        seen.add(found)
        parent, parent_values = entries[found]
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
