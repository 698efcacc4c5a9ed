"""What publishers print in a way no style does → as a style would print it, or left out.

Each is a pattern over the line and what stands in its place. A named group is a variable of
the reference that no style prints there, `_` is what stays of it. Set phrases are left out,
for they say nothing of the work that its entry would hold; the line is kept with the entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from attachbib.adopt.dates import DATE, read_date
from attachbib.articles.patterns import lazy_pattern
from attachbib.reference import Reference


class Rewording(NamedTuple):
    """A way of printing."""

    pattern: Callable[[], re.Pattern[str]]
    replacement: str


class Reworded(NamedTuple):
    """A line as a style would print it, and what was left out of it."""

    text: str
    variables: Mapping[str, str]
    """CSL variable → value."""

    def completed(self, reference: Reference) -> Reference:
        """Return a reference with the variables that were left out and it has not."""
        dates = {
            name: date
            for name, value in self.variables.items()
            if name in _DATES and (date := read_date(value))
        }
        texts = {name: value for name, value in self.variables.items() if name not in _DATES}
        return replace(
            reference,
            text={**texts, **reference.text},
            dates={**reference.dates, **dates},
        )


_DATES = ("issued", "accessed")


def _row(pattern: str, replacement: str = "") -> Rewording:
    return Rewording(lazy_pattern(pattern), replacement)


_EVERYWHERE = (
    _row(rf"(?<=[.)]) \[?(?:Epub|Online) ahead of print(?: {DATE})?[.\]]*"),
    _row(rf"(?<=[.)]) Epub {DATE}\.?"),
    _row(r"[.;]? (?:PubMed Central )?PMCID: ?PMC\d+"),
    _row(r"[.;]? (?:PubMed )?PMID: ?\d+"),
    _row(
        r" \[(?:[Oo]n-?line|[Ee]lectronic|[Ww]eb ?(?:page|site)|PDF|e-?[Bb]ook|WWW [Dd]ocument)\]"
        r"(?!\. Available: )"
    ),
    _row(r"(?<=[.?!”\d]) (?:Print|Web|E-?book)\.$"),
    _row(r" \((?:blog|website|web ?page|online)\)(?=[,.])"),
)
"""In lists of every style."""

_ACCESSED = r"[Aa]ccessed:? (?:on )?"
_PUBLISHED = r"(?:Published|Posted|Updated|Reviewed|Last (?:updated|reviewed)):? "

_BY_FAMILY: Mapping[str, tuple[Rewording, ...]] = {
    "AMA": (
        _row(r" \[Internet\]"),
        _row(rf"(?<=\. )(Published {DATE}\.) (?:Updated|Reviewed) {DATE}\.", r"\1"),
        _row(rf"(?<!\S)((?!https?://)\S+\. ){_PUBLISHED}(?={DATE}\.)", r"\1"),
        _row(rf"(https?://\S+\. ){_PUBLISHED}(?={DATE}\.)", r"\1Published "),
        _row(r" [Ww]eb ?site(?=\.)"),
        _row(r"(?<=\. )[Pp]reprint\. (?=Posted online)", "Preprint "),
    ),
    "Vancouver/NLM": (
        _row(rf"\[updated {DATE}; cited ", "[cited "),
        _row(rf" \[updated {DATE}\]"),
        _row(r"((?:dissertation|thesis)\]\. )([^\W\d_][^:;\[\]]*): ", r"\1[\2]: "),
        _row(r" \[Internet\](?=.* (?:doi: ?|https?://doi\.org/)10\.)"),
        _row(rf" \[cited (?P<accessed>{DATE})\](?=.* (?:doi: ?|https?://doi\.org/)10\.)"),
        _row(r"(?<=; )(?P<issued>(?P<_>\d{4}) [^\W\d_]{3}(?: \d{1,2})?)(?=\.| \[)", r"\g<_>"),
        _row(r";Sect\. ?(\w):(\d+)(?: \(col\. \d\))?", r":\1\2"),
        _row(rf"; {DATE}; (?P<event_place>[^.;]+)(?=\. )"),
        _row(r"(?<=\[[Pp]reprint\]\. )([^.;]+)\. (?=\d{4}\.)", r"\1; "),
    ),
    "APA": (
        _row(rf"Retrieved (?P<accessed>{DATE}),? from (?=https?://)"),
        _row(r"^([^()]+?)\.? (\([^()]+\)\. .+: )Author\.", r"\1. \2\1."),
        _row(r"\(Unpublished (?=[^()]*(?:thesis|dissertation)\))", "("),
    ),
    "IEEE": (
        _row(r"^([^“”,]+)\. (?=“)", r"\1, "),
        _row(
            rf"(?<=\w), (?P<event_place>[^\W\d_a-z][\w ]+, [^\W\d_a-z][\w. ]+)(?=, {DATE}, pp?\.)"
        ),
        _row(r"(, Eds?\.) (?=[^\W\d_a-z])", r"\1, "),
        _row(rf", ({DATE}), Art\. no\. (\w+)", r", Art. no. \2, \1"),
    ),
    "Harvard": (
        _row(rf"[\[(]{_ACCESSED}({DATE})[\])]", r"(Accessed: \1)"),
        _row(r"Available (?:from|at):? <?(https?://[^\s<>]+)>?", r"Available at: \1"),
        _row(r", (\d+(?:\([^()]+\))?), (?=e?\d+\.)", r", \1, p. "),
    ),
    "Harvard (Anglia Ruskin)": (
        _row(rf"[\[(]{_ACCESSED}({DATE})[\])]", r"[Accessed \1]"),
        _row(r"Available (?:from|at):? <?(https?://[^\s<>]+)>?", r"Available at: <\1>"),
        _row(r"(?<=[.?!]) (?=Available at: )", " [online] "),
        _row(r"(, [Ee]ds?\.), ", r"\1 "),
        _row(r", (pp?\. ?[\w–-]+\.)$", r". \1"),
    ),
    "Chicago author-date": (
        _row(r"( \d+), no\. (\d+) \([^\W\d_]+\)(?=: )", r"\1 (\2)"),
        _row(rf"(?<=[.”]) Accessed (?P<accessed>{DATE})\.(?= https?://)"),
        _row(r"^([^“”]+? (\d{4})\. “.*), \2(?=\.)", r"\1"),
        _row(rf"(?<=[.”] )(?:Last (?:updated|modified)|Updated|Published) (?={DATE}\b)"),
    ),
    "MLA": (
        _row(rf" Accessed (?P<accessed>{DATE})\.?$"),
        _row(r" (\d+)\.(\d+) \((\d{4})\): ([\d–-]+)\.", r", vol. \1, no. \2, \3, pp. \4."),
        _row(r" (\d+) \((\d{4})\): ([\d–-]+)\.", r", vol. \1, \2, pp. \3."),
        _row(r"(?<=[.?!] )(?P<publisher_place>[^\W\d_a-z][\w ,]+): (?=[^:.“”]+, \d{4}\.)"),
        _row(r"(?<=\d)\.,(?= doi)", ","),
        _row(rf", ({DATE}), article (?:no\. )?(?=\w*\d)", r", \1, p. "),
    ),
}
"""In lists of a family of styles."""


def reword(line: str, family: str) -> Reworded:
    """Return a line as a style of a family would print it.

    Args:
        family: its name.
    """
    variables: dict[str, str] = {}
    for pattern, replacement in (*_EVERYWHERE, *_BY_FAMILY.get(family, ())):
        for match in pattern().finditer(line):
            named = match.groupdict()
            named.pop("_", None)
            variables.update({name.replace("_", "-"): text for name, text in named.items()})
        line = pattern().sub(replacement, line)
    return Reworded(line, variables)
