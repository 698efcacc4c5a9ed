"""The claims file's records: claims, their anchors, evidence and reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from attachbib.source import Problem, Source, Span

KINDS = (
    "quotation",
    "statistics",
    "controversial",
    "opinion",
    "private-life",
    "scientific",
    "historical",
    "definition",
    "other",
)
"""What sort of statement a claim is: the reasons a citation is needed, and `definition`.

All but `definition` are the categories of Redi et al., "Citation Needed: A Taxonomy and
Algorithmic Assessment of Wikipedia's Verifiability" (2019).
"""

NOWHERE = Span(0, 0)
"""The place of a record that was not read from a file."""

STANCES = ("supports", "contradicts", "qualifies", "background")
"""How a work bears on a claim."""

_SUPPORT = frozenset({"supports", "qualifies"})


class TextQuoteSelector(NamedTuple):
    """Where a claim stands in an article, by its words (W3C Web Annotation, section 4.2.4)."""

    exact: str
    """The words of the claim, as a reader reads them."""
    prefix: str = ""
    """Words before it, to tell it from the same words elsewhere."""
    suffix: str = ""
    """Words after it."""
    start: int | None = None
    """Offset in the article's reading text when it was recorded; only a hint."""


class Evidence(NamedTuple):
    """A link from a claim to a reference."""

    key: str
    """The citation key of the reference."""
    stance: str = "supports"
    """One of `STANCES`."""
    locator: str = ""
    quote: str = ""
    """What the work says, word for word; "" when nobody has copied it out."""
    note: str = ""
    span: Span = NOWHERE
    """Where the key stands in the claims file."""


class Review(NamedTuple):
    """Who looked at a claim and its evidence, when, and the state it had then."""

    by: str
    on: str
    """The day, ISO 8601."""
    text_sha256: str = ""
    evidence_sha256: str = ""
    reference_sha256: str = ""


class Claim(NamedTuple):
    """A statement of an article, recorded."""

    id: str
    file: str
    """The article, relative to the folder of the claims file, with `/`."""
    anchor: TextQuoteSelector
    kind: str = "other"
    """One of `KINDS`."""
    evidence: tuple[Evidence, ...] = ()
    exempt: str = ""
    """Why it needs no source; "" when it does."""
    proposed: str = ""
    """Why `claims sync` recorded it although it cites nothing: what makes it check-worthy. "" of
    all others. Without evidence such a record only notes a gap that the coverage has too."""
    review: Review | None = None
    span: Span = NOWHERE
    """Where the record begins in the claims file: its `[[claim]]` line."""
    line: int = 0
    """The 1-based line of that."""

    @property
    def is_open(self) -> bool:
        """Whether it was proposed and nobody has given it evidence or an exemption yet."""
        return bool(self.proposed) and not self.evidence and not self.exempt

    @property
    def support(self) -> tuple[Evidence, ...]:
        """The evidence on which the claim rests: that which supports or qualifies it."""
        return tuple(one for one in self.evidence if one.stance in _SUPPORT)


@dataclass(frozen=True)
class ClaimsFile:
    """A claims file, read."""

    source: Source
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
