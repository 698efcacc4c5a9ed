"""The state of one rendering: the reference, the cite, and what has been printed so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attachbib.csl.facts import Facts
from attachbib.reference import Date, Name, Reference
from attachbib.richtext.model import Rich

if TYPE_CHECKING:
    from attachbib.csl.moulds import Trace


class Hints(NamedTuple):
    """What disambiguation decided for one reference; independent fields.

    `names` and `givens` go by the order in which the cite prints its lists of names.
    """

    names: tuple[int, ...] = ()
    """How many names to show of each list, where more than the style asks for."""
    givens: tuple[tuple[int, ...], ...] = ()
    """Per name: 0 family name only, 1 initials, 2 full given name."""
    conditions: int = 0
    """For how many `disambiguate="true"` conditions of a cite, from the first on, it holds."""
    year_suffix: int = -1
    """0 is "a"; -1 is none."""


NO_HINTS = Hints()


class CiteContext(NamedTuple):
    """What a cite adds to its reference."""

    locator: str = ""
    label: str = "page"
    position: str = "first"
    """`first`, `subsequent`, `ibid`, `ibid-with-locator`, or "" in a bibliography."""
    near_note: bool = False
    first_note: int = 0
    """The number of the note that cites the reference first; 0 for none."""
    suppress_author: bool = False
    collapse_names: bool = False
    """Drop the first names if they repeat those of the cite before."""
    collapse_years: bool = False
    """Drop a year if names and year repeat those of the cite before."""


NO_CITE = CiteContext(position="")


class NameList(NamedTuple):
    """A list of names as it was printed."""

    names: tuple[Name, ...]
    """All of them."""
    shown: int
    """How many are printed before "et al."."""
    level: int
    """How much of the given names the style shows (`personal.FAMILY_ONLY` …)."""
    has_initials: bool
    """Whether the style can show initials."""


@dataclass(slots=True)
class Memory:
    """What one cite or entry leaves for the next one to compare with."""

    author: Rich = ""
    """What the first `cs:names` printed, a substitute included."""
    is_text: bool = False
    """Whether that is a title or the like instead of names."""
    names: Rich = ""
    """The first names printed, with their label."""
    name_list: tuple[Name, ...] = ()
    """The names they are."""
    shown: tuple[Name, ...] = ()
    """Those that print before "et al."; set where `subsequent-author-substitute` needs it."""
    years: tuple[Rich, ...] = ()
    """The years printed, in order."""


@dataclass(slots=True)
class Frame:
    """Mutable state of rendering one reference once; never shared between renderings."""

    ref: Reference
    text: Mapping[str, str]
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, Date]
    facts: Facts
    cite: CiteContext = NO_CITE
    hints: Hints = NO_HINTS
    citation_number: int = 0
    previous: Memory | None = None
    """What the cite or entry before left, where it matters."""
    lists: list[NameList] | None = None
    """The lists of names printed so far, if the cite is rendered to compare it with others
    (disambiguation); else None."""
    called: int = 0
    """How often a variable was asked for: with `found` all that group suppression needs."""
    found: int = 0
    """How often it was there."""
    suppressed: frozenset[str] = frozenset()
    """Variables printed by a `cs:substitute`, which must not print again."""
    substituting: bool = False
    """Whether a substitute is tried: what prints now prints nowhere else."""
    printed: bool = False
    """Whether something is printed already, so that a term is not at the beginning."""
    listed: int = 0
    """How many lists of names are printed so far."""
    memory: Memory = field(default_factory=Memory)
    names_collapsed: bool = False
    author_done: bool = False
    suffix_done: bool = False
    """Whether the year suffix is printed."""
    conditions: int = 0
    """How many `disambiguate` conditions were tested."""
    trace: Trace | None = None
    """Notes the turns, where a mould is made."""

    def hit(self, variable: str) -> None:
        """Note that a variable was there and prints."""
        self.found += 1
        self.printed = True
        if self.substituting:
            self.suppressed |= {variable}


Render: TypeAlias = Callable[[Frame], Rich]
"""A compiled element: renders into nothing, returns its output ("" for none)."""
