"""Comparison: whether an entry and a registry's record of its DOI are of one work.

Each field is the same, close, or different; a field that either side leaves out has no band.
Close is what authors and registries write differently of one work: initials, accents, a
subtitle left out, an abbreviated journal, the year online and the year in print.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from attachbib.reference import Name, Reference
from attachbib.registries.comparison_texts import (
    abbreviates,
    all_of,
    family_of,
    initial_of,
    is_latin,
    titles,
    words,
)
from attachbib.registries.record import Record

Band = Literal["same", "close", "different"]
Field = Literal["title", "author", "year", "container", "volume", "page"]

_SAME_TITLE, _CLOSE_TITLE = 96.0, 82.0
_LIKE_NAME = 84.0
_SAME_CONTAINER, _CLOSE_CONTAINER = 92.0, 70.0
"""How alike (0-100, rapidfuzz) texts are at least."""
_LONG_PREFIX = 12
"""The fewest letters of a title that begins another, of which the rest was left out."""
_TELLING = 4
"""The fewest words of a title that no other work is likely to have."""
_IDENTIFYING: tuple[Field, ...] = ("title", "author", "year")
_ELSEWHERE: tuple[Field, ...] = ("container", "volume", "page")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the fields of an entry stand to those of a record."""

    bands: Mapping[Field, Band]
    """Only the fields that both have."""
    wrong: tuple[Field, ...]
    """The fields that show that the entry describes another work, or are wrong in it."""
    is_other_work: bool
    """Whether the DOI leads to another work, rather than one field being wrong."""

    @property
    def is_mismatch(self) -> bool:
        """Whether entry and record cannot both be right."""
        return bool(self.wrong)


def compare(reference: Reference, record: Record) -> Comparison:
    """Compare the reference of an entry with what a registry says of its DOI."""
    if record.reference is None:
        return Comparison({}, (), False)
    bands = {field: band for field, judge in _JUDGES.items() if (band := judge(reference, record))}
    wrong = [one for one in _IDENTIFYING if bands.get(one) == "different"]
    elsewhere = [one for one in _ELSEWHERE if bands.get(one) == "different"]
    is_vague = bands.get("title") != "same" or _is_short(reference)
    if len(elsewhere) > 1 and (wrong or is_vague):
        wrong += elsewhere
    is_other = bands.get("title") == "different" and (len(wrong) > 1 or "author" not in bands)
    return Comparison(bands, tuple(wrong), is_other)


def _is_short(reference: Reference) -> bool:
    return len(words(reference.text.get("title", ""))) < _TELLING


def _title(reference: Reference, record: Record) -> Band | None:
    assert record.reference is not None
    known = [record.reference.text.get("title", ""), *record.titles]
    own = list(dict.fromkeys(titles(reference.text.get("title", ""))))
    theirs = list(dict.fromkeys(one for title in known for one in titles(title)))
    pairs = [(one, other) for one in own[:1] for other in theirs if one and other]
    pairs += [(one, other) for one in own[1:] for other in theirs if one and other]
    comparable = [pair for pair in pairs if is_latin(pair[0]) == is_latin(pair[1])]
    if not comparable:
        return None
    return _band(max(map(_like_titles, comparable)), _SAME_TITLE, _CLOSE_TITLE)


def _like_titles(pair: tuple[str, str]) -> float:
    one, other = pair
    joined = one.replace(" ", ""), other.replace(" ", "")
    if joined[0] == joined[1]:
        return 100.0
    if len(min(joined, key=len)) > _LONG_PREFIX and (
        joined[0] in joined[1] or joined[1] in joined[0]
    ):
        starts = joined[0].startswith(joined[1]) or joined[1].startswith(joined[0])
        return _CLOSE_TITLE if starts else fuzz.ratio(*joined)
    return max(fuzz.ratio(*joined), fuzz.token_sort_ratio(one, other))


def _author(reference: Reference, record: Record) -> Band | None:
    assert record.reference is not None
    own, theirs = _makers(reference), _makers(record.reference)
    if (
        not own
        or not theirs
        or ("author" in reference.names) != ("author" in record.reference.names)
    ):
        return None
    first = own[0]
    if band := _like_names(first, theirs[0]):
        return band
    if is_latin(family_of(first)) != is_latin(family_of(theirs[0])):
        return None
    if first.literal and any(other.literal and _like_names(first, other) for other in theirs):
        return "close"
    is_omitted = len(own) > 1 and _like_names(own[1], theirs[0])
    return "close" if is_omitted and len(theirs) < len(own) else "different"


def _makers(reference: Reference) -> list[Name]:
    people = reference.names.get("author") or reference.names.get("editor") or ()
    return [one for one in people if not one.others]


def _like_names(one: Name, other: Name) -> Band | None:
    """Whether two names can be of one person or body; None if not."""
    families = family_of(one), family_of(other)
    if families[0] == families[1]:
        initials = initial_of(one), initial_of(other)
        return "close" if all(initials) and initials[0] != initials[1] else "same"
    own, theirs = all_of(one), all_of(other)
    parts = set(families[0].split()), set(families[1].split())
    if parts[0] and parts[1] and (parts[0] <= theirs or parts[1] <= own):
        return "close"
    if one.literal and other.literal:
        texts = one.literal, other.literal
        is_like = fuzz.token_set_ratio(*families) >= _LIKE_NAME
        is_short = any(abbreviates(words(a), words(b)) for a, b in (texts, texts[::-1]))
        return "close" if is_like or is_short else None
    return "close" if fuzz.ratio(*families) >= _LIKE_NAME else None


def _year(reference: Reference, record: Record) -> Band | None:
    issued = reference.dates.get("issued")
    if not issued or not issued.start or not record.years:
        return None
    distance = min(abs(year - issued.start.year) for year in record.years)
    return "same" if distance == 0 else "close" if distance == 1 else "different"


def _container(reference: Reference, record: Record) -> Band | None:
    assert record.reference is not None
    own = words(reference.text.get("container-title", ""))
    names = ("container-title", "container-title-short", "collection-title")
    theirs = [found for name in names if (found := words(record.reference.text.get(name, "")))]
    if not own or not theirs:
        return None
    if any(abbreviates(*pair) for one in theirs for pair in ((own, one), (one, own))):
        return "close" if own not in theirs else "same"
    text = " ".join(own)
    return _band(
        max(fuzz.token_set_ratio(text, " ".join(one)) for one in theirs),
        _SAME_CONTAINER,
        _CLOSE_CONTAINER,
    )


def _volume(reference: Reference, record: Record) -> Band | None:
    assert record.reference is not None
    own, theirs = (
        " ".join(words(one.text.get("volume", ""))).lstrip("0")
        for one in (reference, record.reference)
    )
    if not own or not theirs:
        return None
    if own == theirs:
        return "same"
    return "close" if set(own.split()) & set(theirs.split()) else "different"


def _page(reference: Reference, record: Record) -> Band | None:
    """Compare first pages; articles without pages have a number, which some put there."""
    own, theirs = _places(reference), _places(record.reference)
    if not own or not theirs:
        return None
    return "same" if own & theirs else "different"


def _places(reference: Reference | None) -> set[str]:
    text = reference.text if reference else {}
    firsts = [words(text.get(name, ""))[:1] for name in ("page", "number")]
    return {first[0].lstrip("0") for first in firsts if first}


def _band(likeness: float, same: float, close: float) -> Band:
    return "same" if likeness >= same else "close" if likeness >= close else "different"


_JUDGES: Mapping[Field, Callable[[Reference, Record], Band | None]] = {
    "title": _title,
    "author": _author,
    "year": _year,
    "container": _container,
    "volume": _volume,
    "page": _page,
}
