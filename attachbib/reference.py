"""Reference, Name and Date: one bibliographic record in the words of CSL 1.0.2.

Every reader (BibTeX, CSL-JSON, …) produces these; the CSL processor, the rules
and the writers consume them. All are frozen; variable names and types are those
of the CSL 1.0.2 specification, appendices III and IV.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

NAME_VARIABLES = frozenset(
    (
        "author chair collection-editor compiler composer container-author contributor curator "
        "director editor editor-translator editorial-director executive-producer guest host "
        "illustrator interviewer narrator organizer original-author performer producer recipient "
        "reviewed-author script-writer series-creator translator"
    ).split()
)
"""CSL 1.0.2, appendix IV, "Name Variables"."""

DATE_VARIABLES = frozenset(
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"]
)
"""CSL 1.0.2, appendix IV, "Date Variables"."""


class Name(NamedTuple):
    """A personal name, or an institution as `literal` (CSL-JSON name object)."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    """Dropped when only the family name shows: `van` in "Vincent van Gogh" → "Gogh"."""
    non_dropping_particle: str = ""
    """Kept with the family name: `de` in "de Gaulle"."""
    suffix: str = ""
    """`Jr.`, `III`."""
    comma_suffix: bool = False
    """Whether a comma stands before the suffix even in given-family order."""
    static_ordering: bool = False
    """Whether the family name always comes first, as in Chinese or Hungarian names."""
    literal: str = ""
    """The whole name when it has no parts; then all other fields are empty."""
    others: bool = False
    """Whether this stands for BibTeX's `and others`: more names exist than are known."""


class DatePoint(NamedTuple):
    """A year, a month of it, or a day; 0 where a part is not known."""

    year: int
    """Negative before Christ: -100 is 100 BC, as in CSL-JSON."""
    month: int = 0
    """1-12, or 0."""
    day: int = 0
    """1-31, or 0."""
    season: int = 0
    """1 spring, 2 summer, 3 autumn, 4 winter, or 0; never set together with `month`."""


class Date(NamedTuple):
    """A date or a date range (CSL-JSON date object)."""

    start: DatePoint | None = None
    end: DatePoint | None = None
    """The last point of a range, or None."""
    open_end: bool = False
    """Whether the range has begun and not ended: `2020/..`."""
    circa: bool = False
    literal: str = ""
    """What to print when the date has no parts."""
    season: str = ""
    """A season in words that is none of the four, e.g. "Trinity"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One bibliographic record.

    The three mappings hold only what is set: no empty strings, no empty tuples.
    """

    id: str
    """The citation key."""
    type: str
    """A CSL 1.0.2 item type, e.g. `article-journal`."""
    text: Mapping[str, str] = field(default_factory=dict)
    """Standard and number variables by CSL name: `title`, `volume`, `DOI`, `annote` …

    Values may hold the inline markup of CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`,
    `<span style="font-variant:small-caps;">`, `<span class="nocase">`.
    """
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    """Name variables by CSL name: `author`, `editor` …"""
    dates: Mapping[str, Date] = field(default_factory=dict)
    """Date variables by CSL name: `issued`, `accessed` …"""
