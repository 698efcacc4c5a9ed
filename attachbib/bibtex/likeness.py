"""Whether two entries are of one work: surely, perhaps, or of two that belong together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from attachbib.bibtex.works import Work

Kind = Literal["same", "perhaps", "related"]
KINDS: tuple[Kind, ...] = ("same", "perhaps", "related")
TitleLikeness = Literal["equal", "shortened", "misspelt", "unknown", "unlike"]
Facts = Mapping[str, frozenset[str]]


class Likeness(NamedTuple):
    """What two entries have to do with each other."""

    kind: Kind
    """same: one work; perhaps: one work, but a person should look; related: two works."""
    why: str


_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "isbn": "ISBN"}

_RELATIONS: dict[str, tuple[str, int]] = {
    "correction": ("a work and a correction, comment or reply", 100),
    "stage": ("a preprint and what was published", 5),
    "numbers": ("the numbers in their titles differ", 20),
    "part": ("two parts", 20),
    "volume": ("two volumes", 20),
    "edition": ("two editions", 100),
    "form": ("published in two forms", 2),
    "isbn": ("their ISBNs differ", 1),
    "doi": ("their DOIs differ", 1),
    "pmid": ("their PMIDs differ", 1),
}
"""Fact that makes two works of what is alike otherwise → what they then are, and how many
years may lie between them. The first that differs counts."""

_OF_THE_TITLE = frozenset(["correction", "numbers", "part", "volume", "edition"])
"""Those that make two works even of entries with one identifier: one of these was copied."""

_SLIPS = {
    "journal volume": "the volumes differ",
    "issue": "the issues differ",
    "page": "the first pages differ",
}
"""Fact that is wrong in one of two entries more often than it makes two works of them."""

LIKE_TITLES = 88.0
_LIKE_NAMES = 85.0
"""How alike (0-100, `rapidfuzz.fuzz.ratio`) texts with slips of the pen are at least."""
_LIKE_WORDS = 0.75
"""How alike (0-1, normalized optimal string alignment) a word and its misspelling are at least."""
_TELLING = 3
"""The fewest words of a title that belongs to one work only, unlike "Introduction"."""


def compare(one: Work, other: Work) -> Likeness | None:
    """Return what two entries have to do with each other; None if they are just two works."""
    clash = clashing(one.facts, other.facts)
    title = _like_titles(one, other)
    for fact, name in _IDENTIFIERS.items():
        if _share(one, other, fact):
            return _by_identifier(f"same {name}", clash, title)
    if title in ("unlike", "unknown"):
        return None
    relation = next((name for name in _RELATIONS if name in clash), "")
    if relation:
        why, years = _RELATIONS[relation]
        has_author = relation == "correction" or _like_authors(one, other)
        is_related = has_author and len(one.words) >= _TELLING and _years(one, other) <= years
        return Likeness("related", why) if is_related else None
    return _by_title(one, other, title, [why for name, why in _SLIPS.items() if name in clash])


def clashing(one: Facts, other: Facts) -> set[str]:
    """Return the names of the facts that are known of both and have nothing in common."""
    return {name for name in one.keys() & other.keys() if one[name].isdisjoint(other[name])}


def _share(one: Work, other: Work, fact: str) -> bool:
    """Whether a fact is known of both and has something in common."""
    return not one.facts.get(fact, frozenset()).isdisjoint(other.facts.get(fact, ()))


def _by_identifier(same: str, clash: Collection[str], title: TitleLikeness) -> Likeness:
    if title == "unlike":
        return Likeness("perhaps", f"{same}, but the titles differ")
    relation = next((name for name in _RELATIONS if name in clash and name in _OF_THE_TITLE), "")
    if relation and title in ("equal", "misspelt"):
        return Likeness("related", f"{same}, but {_RELATIONS[relation][0]}")
    return Likeness("same", same)


def _by_title(
    one: Work, other: Work, title: TitleLikeness, slips: Collection[str]
) -> Likeness | None:
    authors = _like_authors(one, other)
    years = _years(one, other)
    evidence = _evidence(one, other)
    is_telling = min(len(one.words), len(other.words)) >= _TELLING
    if authors is False or years > 1 or not (is_telling or evidence):
        return None
    doubts = [
        *(["similar titles"] if title == "misspelt" else []),
        *(["one title is longer"] if title == "shortened" else []),
        *(["an author is missing"] if authors is None else []),
        *(["the years differ"] if years else []),
        *(["a year is missing"] if not (one.year and other.year) else []),
        *(["the title is short"] if not is_telling and evidence < 2 else []),
        *slips,
    ]
    if not doubts:
        return Likeness("same", "same title, author and year")
    if evidence >= 2 and not slips:
        return Likeness("same", f"same place in one container; {', '.join(doubts)}")
    if authors is None and not evidence and one.year != other.year:
        return None
    return Likeness("perhaps", ", ".join(doubts))


def _like_titles(one: Work, other: Work) -> TitleLikeness:
    if not one.words or not other.words:
        return "unknown"
    if one.words == other.words:
        return "equal"
    if one.main == other.words or one.words == other.main:
        return "shortened"
    texts = " ".join(one.words), " ".join(other.words)
    if not fuzz.ratio(*texts, score_cutoff=LIKE_TITLES):
        return "unlike"
    for change in Levenshtein.opcodes(one.words, other.words):
        written = "".join(one.words[change.src_start : change.src_end])
        changed = "".join(other.words[change.dest_start : change.dest_end])
        if OSA.normalized_similarity(written, changed) < _LIKE_WORDS:
            return "unlike"
    return "misspelt"


def _like_authors(one: Work, other: Work) -> bool | None:
    """Whether the first authors have one name; None if that of one is not known."""
    if not one.author or not other.author:
        return None
    if one.author == other.author:
        return True
    names = one.author.split(), other.author.split()
    is_part = set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0])
    return is_part or fuzz.ratio(one.author, other.author) >= _LIKE_NAMES


def _years(one: Work, other: Work) -> int:
    """The years between two works; 0 if one of them is not known."""
    return abs(one.year - other.year) if one.year and other.year else 0


def _evidence(one: Work, other: Work) -> int:
    """How many facts put both works in the same place: container, volume, page."""
    shared = sum(_share(one, other, fact) for fact in ("volume", *_SLIPS))
    return shared + 1 if one.container and one.container == other.container else 0
