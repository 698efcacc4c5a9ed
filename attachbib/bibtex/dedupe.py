"""Find entries of the same work in libraries, and those of works that belong together.

Not every entry is compared with every other: only those that share an identifier, the
beginning or the end of the title, first author and year, or the place in a journal. Where
many do, each is compared with its neighbours in the order of titles, so that time grows with the
entries; those that share the end of the title in the order of titles read backwards, for a
slip in the first half parts equal titles in the one order, and in the second half in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from attachbib.bibtex import Library
from attachbib.bibtex.likeness import (
    KINDS,
    LIKE_TITLES,
    Facts,
    Kind,
    Likeness,
    clashing,
    compare,
)
from attachbib.bibtex.outline import Outline, outline_of
from attachbib.bibtex.summary import is_work
from attachbib.bibtex.works import Work, work_of

_MANY = 12
"""Entries that share something and are all compared with each other."""
_NEIGHBOURS = 4
"""Entries that each is compared with among more of them."""
_ENDS = 12
"""Characters of the beginning and the end of a title that similar ones share."""
_END = "end "


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
    works, pairs = _alike(libraries)
    groups = _Groups(works)
    apart: list[tuple[int, int, Likeness]] = []
    for one, other in pairs:
        likeness = compare(works[one], works[other])
        if likeness is None:
            continue
        if likeness.kind != "same":
            apart.append((one, other, likeness))
        elif not groups.join(one, other, likeness.why):
            apart.append((one, other, Likeness("perhaps", likeness.why)))
    pairwise: dict[tuple[int, int], Group] = {}
    for one, other, likeness in apart:
        roots = groups.root(one), groups.root(other)
        if roots[0] != roots[1]:
            pair = Group(likeness.kind, (likeness.why,), (works[one], works[other]))
            pairwise.setdefault(roots, pair)
    found = [*groups.found(), *pairwise.values()]
    return tuple(sorted(found, key=lambda group: KINDS.index(group.kind)))


def _alike(libraries: Iterable[Library]) -> tuple[list[Work], list[tuple[int, int]]]:
    """The entries that look like another, in the order of the files, and pairs of indices."""
    entries = [
        (library, entry) for library in libraries for entry in library.entries if is_work(entry)
    ]
    outlines = [outline_of(entry) for _, entry in entries]
    texts = [outline.text for outline in outlines]
    mains = [outline.main for outline in outlines]
    alike = _sharing(outlines, lambda outline: outline.identifiers)
    alike |= {
        (one, other)
        for one, other in _sharing(outlines, _clues)
        if fuzz.ratio(texts[one], texts[other], score_cutoff=LIKE_TITLES)
        or mains[one] == texts[other]
        or texts[one] == mains[other]
    }
    places = sorted({place for pair in alike for place in pair})
    index = {place: at for at, place in enumerate(places)}
    pairs = sorted((index[one], index[other]) for one, other in alike)
    return [work_of(*entries[place]) for place in places], pairs


def _sharing(
    outlines: list[Outline], names_of: Callable[[Outline], Iterable[str]]
) -> set[tuple[int, int]]:
    """The pairs of indices of outlines that share a name, or of neighbours among many."""
    buckets: dict[str, list[int]] = {}
    for index, outline in enumerate(outlines):
        for name in names_of(outline):
            buckets.setdefault(name, []).append(index)
    found: set[tuple[int, int]] = set()
    for name, bucket in buckets.items():
        if len(bucket) > _MANY:
            found.update(_neighbours(bucket, outlines, backwards=name.startswith(_END)))
        elif len(bucket) > 1:
            found.update(combinations(bucket, 2))
    return found


def _clues(outline: Outline) -> Iterator[str]:
    """What entries with similar titles have in common, most of them in several respects."""
    title = outline.text.replace(" ", "")
    if not title:
        return
    yield f"beginning {title[:_ENDS]}"
    yield _END + title[-_ENDS:]
    if outline.author and outline.year:
        yield f"author {outline.author} {outline.year}"
    if outline.place:
        yield f"place {outline.place}"


def _neighbours(
    bucket: list[int], outlines: list[Outline], *, backwards: bool
) -> Iterator[tuple[int, int]]:
    def order(index: int) -> tuple[object, ...]:
        outline = outlines[index]
        text = outline.text[::-1] if backwards else outline.text
        return text, outline.author, outline.whole, index

    ordered = sorted(bucket, key=order)
    for distance in range(1, _NEIGHBOURS + 1):
        for one, other in zip(ordered, ordered[distance:], strict=False):
            yield (one, other) if one < other else (other, one)


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
