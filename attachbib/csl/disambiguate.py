"""Disambiguation (CSL 1.0.2, "Disambiguation"), by buckets of cites that print the same.

Every reference is rendered once; only those that share their text with another are
rendered again, with one more name or a fuller given name at a time, until they
differ or nothing is left to add. The cost stays linear in the number of references.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from attachbib.csl.frame import NO_HINTS, Frame, Hints, NameList
from attachbib.csl.initials import initialize
from attachbib.csl.personal import FAMILY_ONLY, FULL, INITIALS
from attachbib.csl.style import Style
from attachbib.reference import Name

RenderCite = Callable[[str, Hints], tuple[str, Frame]]
"""Reference id and hints → the words of the cite, and the frame it was printed in."""


class Methods(NamedTuple):
    """What a style does to tell cites apart."""

    add_names: bool
    add_givenname: bool
    rule: str
    """`givenname-disambiguation-rule`."""
    add_year_suffix: bool
    condition: bool
    """Whether a `disambiguate` condition exists."""

    @property
    def global_names(self) -> bool:
        """Whether names are told apart even in cites that are unambiguous."""
        return self.add_givenname and self.rule != "by-cite"

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.add_names or self.add_givenname or self.add_year_suffix or self.condition


def methods_of(style: Style) -> Methods:
    """Read the disambiguation options of a style's `cs:citation`."""
    attrs = style.citation.attrs
    return Methods(
        add_names=attrs.get("disambiguate-add-names") == "true",
        add_givenname=attrs.get("disambiguate-add-givenname") == "true",
        rule=attrs.get("givenname-disambiguation-rule", "by-cite"),
        add_year_suffix=attrs.get("disambiguate-add-year-suffix") == "true",
        condition=style.tests_disambiguate,
    )


def disambiguate(
    ids: Sequence[str], methods: Methods, render: RenderCite, in_list_order: Sequence[str]
) -> dict[str, Hints]:
    """Return the hints of every reference that needs any.

    Args:
        ids: the references cited.
        methods: what the style allows.
        render: prints the cite of a reference.
        in_list_order: the same references in the order of the list, which year suffixes follow.
    """
    hints: dict[str, Hints] = {}
    if not methods.any:
        return hints
    lists: dict[str, list[NameList]] = {}
    buckets: dict[str, list[str]] = defaultdict(list)
    first = [(id_, *render(id_, NO_HINTS)) for id_ in ids]
    for id_, _, frame in first:
        lists[id_] = frame.lists or []
    if methods.global_names:
        hints = _global_hints(lists, methods)
    for id_, text, _ in first:
        buckets[render(id_, hints[id_])[0] if id_ in hints else text].append(id_)
    rank = {id_: index for index, id_ in enumerate(in_list_order)}
    for members in buckets.values():
        if len(members) > 1:
            bucket = _Bucket(methods, render, lists, rank, hints)
            bucket.resolve(members)
    return hints


def _global_hints(lists: Mapping[str, Sequence[NameList]], methods: Methods) -> dict[str, Hints]:
    """Expand the names that several people share, in every cite (all rules but `by-cite`)."""
    names = slice(1 if methods.rule.startswith("primary-name") else None)
    initials_only = methods.rule.endswith("-with-initials")
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name_lists in lists.values():
        for name_list in name_lists:
            for name in name_list.names[names]:
                if name.family and not name.literal:
                    people[_family(name)][_initials(name)].add(_spelled(name.given))

    def level(name: Name, name_list: NameList) -> int:
        groups = people.get(_family(name))
        if groups is None or (len(groups) == 1 and len(groups.get(_initials(name), ())) < 2):
            return FAMILY_ONLY
        if initials_only:
            return INITIALS if len(groups) > 1 else FAMILY_ONLY
        if len(groups[_initials(name)]) > 1 or not name_list.has_initials:
            return FULL
        return INITIALS

    hints = {}
    for id_, name_lists in lists.items():
        givens = tuple(
            [
                tuple([level(name, name_list) for name in name_list.names[names]])
                for name_list in name_lists
            ]
        )
        if any(any(levels) for levels in givens):
            hints[id_] = Hints(givens=givens)
    return hints


def _family(name: Name) -> str:
    return f"{name.non_dropping_particle} {name.family}".strip().replace(".", "")


def _spelled(given: str) -> str:
    """`J.J.` and `J. J.` are one given name."""
    return " ".join(given.replace(".", " ").split())


@lru_cache(maxsize=16384)
def _initials(name: Name) -> str:
    return initialize(name.given, "")


@dataclass(slots=True)
class _Bucket:
    """The references whose cites print the same text."""

    methods: Methods
    render: RenderCite
    lists: Mapping[str, Sequence[NameList]]
    rank: Mapping[str, int]
    hints: dict[str, Hints]

    def resolve(self, members: list[str]) -> None:
        """Give each member hints that set its cite apart, as far as the style can."""
        by_cite = self.methods.add_givenname and self.methods.rule == "by-cite"
        groups = [members]
        if self.methods.add_names or by_cite:
            groups = list(self._expand_names(members, by_cite))
        for group in groups:
            if len(group) > 1:
                self._after_names(group)

    def _after_names(self, group: list[str]) -> None:
        if self.methods.add_year_suffix:
            for index, id_ in enumerate(sorted(group, key=self.rank.__getitem__)):
                self._update(id_, year_suffix=index)
        elif self.methods.condition:
            self._add_conditions(group)

    def _add_conditions(self, group: list[str]) -> None:
        """Let conditions hold one after the other until the cites differ.

        A condition that holds may lead to others, inside it, that were not tested before.
        """
        count, most = 0, max(self.render(id_, self._of(id_))[1].conditions for id_ in group)
        while count < most:
            count += 1
            trial = {id_: self._of(id_)._replace(conditions=count) for id_ in group}
            cites = {id_: self.render(id_, hints) for id_, hints in trial.items()}
            most = max(most, *(frame.conditions for _, frame in cites.values()))
            parts = _alike({id_: text for id_, (text, _) in cites.items()})
            if len(parts) > 1 or count == most:
                self.hints.update(trial)
                for part in parts:
                    if 1 < len(part) < len(group):
                        self._add_conditions(part)
                return

    def _expand_names(self, members: list[str], by_cite: bool) -> Iterator[list[str]]:
        """Add names and given names step by step; yield the groups that stay alike."""
        start = self._of(members[0])
        pending = [(members, self._steps(members, by_cite), start)]
        while pending:
            group, steps, better = pending.pop()
            trial = better
            for step in steps:
                trial = step(trial)
                parts = self._split({id_: self._fitted(id_, trial) for id_ in group})
                if len(parts) > 1:
                    better = step(better)._replace(names=trial.names)
                    for part in parts:
                        if len(part) > 1:
                            rest = self._steps(part, by_cite)
                            pending.append((part, rest, better))
                        else:
                            self.hints[part[0]] = self._fitted(part[0], better)
                    break
            else:
                for id_ in group:
                    self.hints[id_] = self._fitted(id_, better)
                yield group

    def _steps(self, members: list[str], by_cite: bool) -> list[Callable[[Hints], Hints]]:
        """Return the expansions to try, in order: given names before further names.

        There are none for works of the same people, whose names never differ.
        """
        if len({tuple(one.names for one in self.lists[id_]) for id_ in members}) == 1:
            return []
        steps: list[Callable[[Hints], Hints]] = []
        longest: list[tuple[int, int]] = []
        for position in range(max(len(self.lists[id_]) for id_ in members)):
            lists = [
                self.lists[id_][position] for id_ in members if len(self.lists[id_]) > position
            ]
            longest.append((max(n.shown for n in lists), max(len(n.names) for n in lists)))
        for position, (shown, total) in enumerate(longest):
            limit = total if self.methods.add_names else shown
            for index in range(limit):
                if index >= shown:
                    steps.append(_with_names(position, index + 1))
                if by_cite:
                    steps.append(_with_given(position, index, INITIALS))
                    steps.append(_with_given(position, index, FULL))
        return steps

    def _split(self, trial: Mapping[str, Hints]) -> list[list[str]]:
        return _alike({id_: self.render(id_, hints)[0] for id_, hints in trial.items()})

    def _fitted(self, id_: str, hints: Hints) -> Hints:
        """Keep what global rules gave to a reference."""
        return hints._replace(givens=_maximum(hints.givens, self._of(id_).givens))

    def _of(self, id_: str) -> Hints:
        return self.hints.get(id_, NO_HINTS)

    def _update(self, id_: str, *, year_suffix: int) -> None:
        self.hints[id_] = self._of(id_)._replace(year_suffix=year_suffix)


def _alike(texts: Mapping[str, str]) -> list[list[str]]:
    """Return the ids in groups that have the same text."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, text in texts.items():
        groups[text].append(id_)
    return list(groups.values())


def _with_names(position: int, count: int) -> Callable[[Hints], Hints]:
    def step(hints: Hints) -> Hints:
        return hints._replace(names=_set(hints.names, position, count, 0))

    return step


def _with_given(position: int, index: int, level: int) -> Callable[[Hints], Hints]:
    def step(hints: Hints) -> Hints:
        levels = hints.givens[position] if position < len(hints.givens) else ()
        return hints._replace(
            givens=_set(hints.givens, position, _set(levels, index, level, FAMILY_ONLY), ()),
        )

    return step


def _set(values: tuple[Any, ...], position: int, value: Any, filler: Any) -> tuple[Any, ...]:
    padded = list(values) + [filler] * (position + 1 - len(values))
    padded[position] = value
    return tuple(padded)


def _maximum(
    left: tuple[tuple[int, ...], ...], right: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    if not right:
        return left
    size = max(len(left), len(right))
    pad_left = (*left, *((),) * (size - len(left)))
    pad_right = (*right, *((),) * (size - len(right)))
    return tuple(_maximum_levels(a, b) for a, b in zip(pad_left, pad_right, strict=True))


def _maximum_levels(left: Iterable[int], right: Iterable[int]) -> tuple[int, ...]:
    a, b = tuple(left), tuple(right)
    size = max(len(a), len(b))
    a += (FAMILY_ONLY,) * (size - len(a))
    b += (FAMILY_ONLY,) * (size - len(b))
    return tuple(map(max, a, b))
