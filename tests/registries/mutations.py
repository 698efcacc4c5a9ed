"""Entries made of recorded works with one field changed: what of it a comparison finds.

`python tests/registries/mutations.py` prints the rates and the misses.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from recordings import records

from attachbib.bibtex import parse_library
from attachbib.bibtex.write import write_entry
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.registries.comparison import Comparison, compare
from attachbib.registries.record import Record
from attachbib.source import Source

Mutation = Callable[[Reference, Reference], Reference | None]
"""Work, another work → the work with one change; None where there is nothing to change."""


class Trial(NamedTuple):
    """One mutation of one work."""

    mutation: str
    doi: str
    comparison: Comparison


def works() -> list[Record]:
    """Return the recorded works that have what an entry needs: title, author and year."""
    return [
        record
        for record in records()
        if record.reference
        and record.reference.text.get("title")
        and record.reference.names.get("author")
        and record.years
    ]


def trials(mutations: Mapping[str, Mutation]) -> Iterator[Trial]:
    """Yield every mutation of every work."""
    chosen = works()
    dice = random.Random(1)
    for index, record in enumerate(chosen):
        other = chosen[(index + dice.randrange(1, len(chosen))) % len(chosen)]
        assert record.reference
        assert other.reference
        for name, mutate in mutations.items():
            mutated = mutate(record.reference, other.reference)
            if mutated is not None:
                yield Trial(name, record.doi, compare(through_bibtex(mutated), record))


def through_bibtex(reference: Reference) -> Reference:
    """Return a reference as it reads from a `.bib` file."""
    text = write_entry(replace(reference, id="key"))
    library = parse_library(Source(Path("library.bib"), text))
    return library.references["key"]


def _text(reference: Reference, **changes: str) -> Reference:
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return replace(reference, text={**reference.text, **named})


def _other_work(one: Reference, other: Reference) -> Reference:
    return _text(other, DOI=one.text["DOI"])


def _year(shift: int) -> Mutation:
    def mutate(one: Reference, other: Reference) -> Reference | None:
        issued = one.dates.get("issued")
        if issued is None or issued.start is None:
            return None
        return replace(one, dates={"issued": Date(DatePoint(issued.start.year + shift))})

    return mutate


def _swapped_title(one: Reference, other: Reference) -> Reference:
    return _text(one, title=other.text["title"])


def _wrong_author(one: Reference, other: Reference) -> Reference | None:
    people, others = one.names["author"], other.names["author"]
    if others[0] in people:
        return None
    return replace(one, names={**one.names, "author": (others[0], *people[1:])})


HARMFUL: Mapping[str, Mutation] = {
    "other work": _other_work,
    "year + 3": _year(3),
    "year - 3": _year(-3),
    "swapped title": _swapped_title,
    "wrong first author": _wrong_author,
}


def _title(change: Callable[[str], str]) -> Mutation:
    def mutate(one: Reference, other: Reference) -> Reference | None:
        title = change(one.text["title"])
        return _text(one, title=title) if title != one.text["title"] else None

    return mutate


def _names(change: Callable[[Name], Name]) -> Mutation:
    def mutate(one: Reference, other: Reference) -> Reference:
        return replace(one, names={**one.names, "author": tuple(map(change, one.names["author"]))})

    return mutate


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _initials(name: Name) -> Name:
    given = " ".join(f"{part[0]}." for part in name.given.split())
    return name._replace(given=given)


def _swapped_name(name: Name) -> Name:
    return name._replace(family=name.given, given=name.family) if name.given else name


def _abbreviated(one: Reference, other: Reference) -> Reference | None:
    container = one.text.get("container-title", "")
    words = container.split()
    if len(words) < 2:
        return None
    short = " ".join(f"{word[:4]}." if len(word) > 5 else word for word in words)
    return _text(one, container_title=short)


def _subtitle(title: str) -> str:
    main, _, rest = title.partition(": ")
    return main if rest and not _STATUS.match(title) else title


_STATUS = re.compile(r"(?:retracted|removed|withdrawn)", re.I)


def _page(one: Reference, other: Reference) -> Reference | None:
    page = one.text.get("page", "")
    return _text(one, page=page.replace("-", "–")) if "-" in page else None


HARMLESS: Mapping[str, Mutation] = {
    "unchanged": lambda one, other: one,
    "upper case": _title(str.upper),
    "lower case": _title(str.lower),
    "no accents in the title": _title(_plain),
    "no accents in names": _names(
        lambda name: name._replace(
            family=_plain(name.family), given=_plain(name.given), literal=_plain(name.literal)
        )
    ),
    "initials": _names(_initials),
    "family and given swapped": _names(_swapped_name),
    "subtitle dropped": _title(_subtitle),
    "journal abbreviated": _abbreviated,
    "page dash": _page,
    "year + 1": _year(1),
    "year - 1": _year(-1),
}


def rates(found: Sequence[Trial]) -> Mapping[str, tuple[int, int]]:
    """Return mutation → how many were flagged, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for one in found:
        flagged, total = counts.get(one.mutation, (0, 0))
        counts[one.mutation] = flagged + one.comparison.is_mismatch, total + 1
    return counts


if __name__ == "__main__":
    for mutations, expected in ((HARMFUL, True), (HARMLESS, False)):
        found = list(trials(mutations))
        for name, (flagged, total) in rates(found).items():
            print(f"{name:28} {flagged:4} of {total:4} flagged")
        for one in found:
            if one.comparison.is_mismatch != expected:
                print("   ", one.mutation, one.doi, dict(one.comparison.bands))
