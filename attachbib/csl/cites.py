"""What a processor is asked for and gives: cites with their affixes, citations, a list."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.csl.positions import Position
from attachbib.errors import AttachbibError
from attachbib.richtext.writer import Entry, ListLayout

NO_PRINTED_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands for a reference of which the style prints nothing (as in citeproc-js)."""


class Cite(NamedTuple):
    """One reference in a citation."""

    id: str
    locator: str = ""
    label: str = "page"
    """The locator's CSL term: `page`, `chapter`, `section` …"""
    prefix: str = ""
    suffix: str = ""
    mode: str = "normal"
    """`normal`, `author-in-text`, `suppress-author`, `author-only` or `year-only`."""
    position: Position | None = None
    """Where it stands if that is known beforehand; None: it follows from the document."""


class Citation(NamedTuple):
    """A cluster of cites that stand together in the text."""

    cites: tuple[Cite, ...]
    note: int = 0
    """The number of the note it stands in, 0 in running text."""
    sorted: bool = True
    """Whether the style may sort the cites."""


class Bibliography(NamedTuple):
    """A list of references as a style prints it."""

    entries: tuple[Entry, ...]
    """In list order."""
    layout: ListLayout
    unprinted: tuple[str, ...] = ()
    """The references of which the style prints nothing, and which have no number either."""


class UnknownReferenceError(AttachbibError):
    """A cite names a reference that the processor does not have.

    Attributes:
        id: the citation key.
    """

    def __init__(self, id_: str) -> None:
        super().__init__(f"no reference has the key {id_!r}.")
        self.id = id_


def is_sentence(prefix: str) -> bool:
    """Whether a cite begins a sentence behind it: not after an abbreviation such as "cf."."""
    words = prefix.split()
    return len(words) > 1 and words[-1].endswith((".", "!", "?"))


def spaced_prefix(prefix: str) -> str:
    """Return the prefix of a cite with the blank it needs behind it."""
    if not prefix or prefix[-1:] in " \u00a0'\"“‘([-/":
        return prefix
    return prefix + " "


def spaced_suffix(suffix: str) -> str:
    """Return the suffix of a cite with the blank it needs before it."""
    if not suffix or suffix[0] in " .,;:!?)]’'”\u00a0":
        return suffix
    return " " + suffix
