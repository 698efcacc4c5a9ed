"""Find entries of the same work in libraries, and those of works that belong together.

Not every entry is compared with every other: only those that share an identifier, the
beginning or the end of the title, first author and year, or the place in a journal. Where
many do, each is compared with its neighbours in the order of titles, so that time grows
with the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from attachbib.bibtex import Library
from attachbib.bibtex.likeness import KINDS, Facts, Kind, Likeness, clashing, compare
from attachbib.bibtex.summary import is_work
from attachbib.bibtex.works import Work, work_of

_MANY = 24
"""Entries that share something and are all compared with each other."""
_NEIGHBOURS = 6
"""Entries that each is compared with among more of them."""
_ENDS = 12
"""Characters of the beginning and the end of a title that similar ones share."""


class Group(NamedTuple):
    """Entries that have something to do with each other, in the order of the files."""

    kind: Kind
    """same: entries of one work, two or more; perhaps, related: a pair."""
    why: tuple[str, ...]
    works: tuple[Work, ...]


def find_duplicates(libraries: Iterable[Library]) -> tuple[Group, ...]:
    """Return the entries of libraries that are of one work, or look as if they were.

    First those that surely are, then perhaps, then those of two works that look alike.
    """
    works = [
        work_of(library, entry)
        for library in libraries
        for entry in library.entries
        if is_work(entry)
    ]
    groups = _Groups(works)
    apart: list[tuple[int, int, Likeness]] = []
    for one, other in sorted(_candidates(works)):
        likeness = compare(works[one], works[other])
        if likeness is None:
            continue
        if likeness.kind != "same":
            apart.append((one, other, likeness))
        elif not groups.join(one, other, likeness.why):
            apart.append((one, other, Likeness("perhaps", likeness.why)))
    pairs: dict[tuple[int, int], Group] = {}
    for one, other, likeness in apart:
        roots = groups.root(one), groups.root(other)
        if roots[0] != roots[1]:
            pair = Group(likeness.kind, (likeness.why,), (works[one], works[other]))
            pairs.setdefault(roots, pair)
    found = [*groups.found(), *pairs.values()]
    return tuple(sorted(found, key=lambda group: KINDS.index(group.kind)))


def _candidates(works: list[Work]) -> set[tuple[int, int]]:
    """The pairs of indices of entries that are worth a comparison."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for index, work in enumerate(works):
        for name in _bucket_names(work):
            buckets.setdefault(name, []).append(index)
    return {pair for bucket in buckets.values() for pair in _pairs(bucket, works)}


def _bucket_names(work: Work) -> Iterator[tuple[str, str]]:
    for name in ("doi", "pmid", "isbn"):
        yield from ((name, value) for value in work.facts.get(name, ()))
    title = "".join(work.words)
    if title:
        yield "beginning", title[:_ENDS]
        yield "end", title[-_ENDS:]
    if work.author and work.year:
        yield "author", f"{work.author} {work.year}"
    place = [*work.facts.get("journal volume", ()), *work.facts.get("page", ())]
    if work.container and place:
        yield "place", " ".join([work.container, *place])


def _pairs(bucket: list[int], works: list[Work]) -> Iterator[tuple[int, int]]:
    if len(bucket) <= _MANY:
        yield from combinations(bucket, 2)
        return
    ordered = sorted(bucket, key=lambda index: (works[index].words, works[index].author, index))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
            yield min(one, other), max(one, other)


class _Groups:
    """Groups of works that are joined pair by pair, unless that would join what clashes.

    If B could be A or C, but A and C are volumes 1 and 2, B joins A only. A group is known
    by the index of its first work, its root.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = works
        self._parents = list(range(len(works)))
        self._facts: list[Facts] = [work.facts for work in works]
        self._why: dict[int, list[str]] = {}

    def root(self, index: int) -> int:
        """Return the first work of the group that a work is in."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def join(self, one: int, other: int, why: str) -> bool:
        """Join the groups of two works of which one is found to be the other, if they fit."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            excused = clashing(self._works[one].facts, self._works[other].facts)
            if clashing(self._facts[first], self._facts[second]) - excused:
                return False
            self._parents[second] = first
            self._facts[first] = _united(self._facts[first], self._facts[second])
            self._why.setdefault(first, []).extend(self._why.pop(second, []))
        self._why.setdefault(first, []).append(why)
        return True

    def found(self) -> Iterator[Group]:
        """Yield the groups of more than one work."""
        members: dict[int, list[Work]] = {}
        for index, work in enumerate(self._works):
            members.setdefault(self.root(index), []).append(work)
        for root, works in members.items():
            if len(works) > 1:
                yield Group("same", tuple(dict.fromkeys(self._why[root])), tuple(works))


def _united(one: Facts, other: Facts) -> Facts:
    none: frozenset[str] = frozenset()
    return {
        name: one.get(name, none) | other.get(name, none) for name in dict.fromkeys([*one, *other])
    }
