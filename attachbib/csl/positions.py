"""Positions of cites in the document (CSL 1.0.2, `position`): a pure pass before rendering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PlacedCite(NamedTuple):
    """The part of a cite that its position depends on."""

    id: str
    locator: str
    label: str


class PlacedCitation(NamedTuple):
    """A citation in document order."""

    cites: tuple[PlacedCite, ...]
    note: int
    """The note's number, 0 in running text."""


class Position(NamedTuple):
    """Where a cite stands relative to earlier cites of the same reference."""

    name: str
    """`first`, `subsequent`, `ibid` or `ibid-with-locator`."""
    near_note: bool
    first_note: int
    """The note of the first cite, if another one; else 0."""


def find_positions(
    citations: Sequence[PlacedCitation], near_note_distance: int = 5
) -> list[tuple[Position, ...]]:
    """Return the position of every cite, citation by citation.

    Notes and running text are two sequences that do not see each other.
    """
    result: list[tuple[Position, ...]] = [()] * len(citations)
    for in_notes in (False, True):
        sequence = [i for i, citation in enumerate(citations) if bool(citation.note) == in_notes]
        for index, positions in zip(
            sequence, _walk([citations[i] for i in sequence], near_note_distance), strict=True
        ):
            result[index] = positions
    return result


def _walk(
    citations: Sequence[PlacedCitation], near_note_distance: int
) -> list[tuple[Position, ...]]:
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    result = []
    for index, citation in enumerate(citations):
        before = citations[index - 1] if index else None
        alone = before is not None and _cites_in_note(citations, index - 1) == 1
        positions = []
        for place, cite in enumerate(citation.cites):
            if cite.id not in first_notes:
                first_notes[cite.id] = citation.note
                positions.append(Position("first", False, 0))
            else:
                previous = _previous(citation, place, before, alone)
                name = "subsequent"
                if previous is not None and previous.id == cite.id:
                    name = _ibid(previous, cite)
                distance = citation.note - last_notes[cite.id]
                near = citation.note > 0 and distance <= near_note_distance
                first = first_notes[cite.id]
                positions.append(Position(name, near, first if first != citation.note else 0))
            last_notes[cite.id] = citation.note
        result.append(tuple(positions))
    return result


def _previous(
    citation: PlacedCitation, place: int, before: PlacedCitation | None, alone: bool
) -> PlacedCite | None:
    """Return the cite that an "ibid." would refer to, or None."""
    if place:
        return citation.cites[place - 1]
    if before is None or not before.cites:
        return None
    if before.note == citation.note and citation.note:
        return before.cites[-1]
    if citation.note:
        return before.cites[-1] if alone and before.note >= citation.note - 1 else None
    return before.cites[-1] if len(before.cites) == 1 else None


def _cites_in_note(citations: Sequence[PlacedCitation], index: int) -> int:
    note = citations[index].note
    if not note:
        return len(citations[index].cites)
    return sum(len(other.cites) for other in citations if other.note == note)


def _ibid(previous: PlacedCite, cite: PlacedCite) -> str:
    if previous.locator and not cite.locator:
        return "subsequent"
    same = previous.locator == cite.locator and (not cite.locator or previous.label == cite.label)
    return "ibid" if same else "ibid-with-locator"
