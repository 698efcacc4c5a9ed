"""What publishers print in a way no style does: patterns, and what a style would print.

A named group is a variable of the reference that no style prints there, `_` is what stays of
it. Set phrases are left out, for they say nothing of the work that its entry would hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from attachbib.adopt.dates import DATE, DAY, YEAR
from attachbib.articles.patterns import lazy_pattern


class Rewording(NamedTuple):
    """A way of printing."""

    pattern: Callable[[], re.Pattern[str]]
    replacement: str | Callable[[re.Match[str]], str]


def _row(pattern: str, replacement: str | Callable[[re.Match[str]], str] = "") -> Rewording:
    return Rewording(lazy_pattern(pattern), replacement)


def _without_stops(match: re.Match[str]) -> str:
    """`Doe J.Q., Roe R. ` → `Doe JQ, Roe R. `"""
    return re.sub(r"(?<=\b[^\W\d_a-z])\.-?(?=[^\W\d_a-z]\.|,)", "", match[0])


_ORDINAL_DAY = r"(?<=\b\d)(?:st|nd|rd|th)|(?<=\b\d\d)(?:st|nd|rd|th)"

EVERYWHERE = (
    _row(r"(?<=\d)(st|nd|rd|th) edition\b", r"\1 ed"),
    _row(rf"({_ORDINAL_DAY})(?= [A-Z][a-z]{{2,8}}\.? \d{{4}}\b)"),
    _row(rf"(?<=[.)]) \[?(?:Epub|Online) ahead of print(?: {DATE})?[.\]]*"),
    _row(rf"(?<=[.)]) Epub {DATE}\.?"),
    _row(r"[.;]? (?:PubMed Central )?PMCID: ?PMC\d+"),
    _row(r"[.;]? (?:PubMed )?PMID: ?\d+"),
    _row(
        r" \[(?:[Oo]n-?line|[Ee]lectronic|[Ww]eb ?(?:page|site)|PDF|e-?[Bb]ook|WWW [Dd]ocument)\]"
        r"(?!\.? Available)"
    ),
    _row(r"(?<=[.?!”\d]) (?:Print|Web|E-?book)\.$"),
    _row(r" \((?:blog|website|web ?page|online)\)(?=[,.])"),
)
"""In lists of every style."""


def _abbreviated(match: re.Match[str]) -> str:
    """`J. Appl. Sleep. 2013` → `J Appl Sleep. 2013`"""
    return match[1].replace(". ", " ") + match[2]


_JOURNAL_WITH_STOPS = (
    r"(?<=[.?!] )((?:[^\W\d_a-z]\w{0,11}\. ){1,6}(?:[^\W\d_a-z]\w{0,15}))(\. (?:1[89]|20)\d\d\b)"
)
_NAME_WITH_STOPS = r"[^\W\d_][\w'’ .-]{0,40}? (?:[^\W\d_a-z]\.-?){1,4}"
_GLUED_WITH_STOPS = rf"^{_NAME_WITH_STOPS}(?:, (?:and )?{_NAME_WITH_STOPS})*(?:, et al\.)? "
"""Authors whose initials have full stops: `Doe J.Q., Roe R. `"""
_ACCESSED = r"[Aa]ccessed:? (?:on )?"
_PUBLISHED = r"(?:Published|Posted|Updated|Reviewed|Last (?:updated|reviewed)):? "

BY_FAMILY: Mapping[str, tuple[Rewording, ...]] = {
    "AMA": (
        _row(r"^([^.]*[^\W\d_a-z]),? (?:and|&) (?=[^\W\d_][\w'’ -]* [^\W\d_a-z]{1,4}\.)", r"\1, "),
        _row(r"(?<=[^\W\d_.]),? ((?:19|20)\d\d);", r". \1;"),
        _row(r"(: [^:;,]+), (\d{4})\.$", r"\1; \2."),
        _row(r"^([^.;]+); (?=[^.;]+\. )", r"\1, "),
        _row(_GLUED_WITH_STOPS, _without_stops),
        _row(_JOURNAL_WITH_STOPS, _abbreviated),
        _row(r"\bAvailable (?:at|from):? (?=https?://)"),
        _row(rf"(\bdoi\.org/\S+?)\.? Accessed (?P<accessed>{DATE})\.?$", r"\1"),
        _row(rf"(?<=\d\.) Published (?:online )?{DATE}\.(?= (?:doi|DOI|https?://))"),
        _row(r" \[Internet\]"),
        _row(rf"(?<=\. )(Published {DATE}\.) (?:Updated|Reviewed) {DATE}\.", r"\1"),
        _row(rf"(?<!\S)((?!https?://)\S+\. ){_PUBLISHED}(?={DATE}\.)", r"\1"),
        _row(rf"(https?://\S+\. ){_PUBLISHED}(?={DATE}\.)", r"\1Published "),
        _row(r" [Ww]eb ?site(?=\.)"),
        _row(r"(?<=\. )[Pp]reprint\. (?=Posted online)", "Preprint "),
    ),
    "Vancouver/NLM": (
        _row(r"^([^.]*[^\W\d_a-z]),? (?:and|&) (?=[^\W\d_][\w'’ -]* [^\W\d_a-z]{1,4}\.)", r"\1, "),
        _row(r"(?<=[^\W\d_.]),? ((?:19|20)\d\d);", r". \1;"),
        _row(r"(: [^:;,]+), (\d{4})\.$", r"\1; \2."),
        _row(r"^([^.;]+); (?=[^.;]+\. )", r"\1, "),
        _row(r"(?<=; )c(?=\d{4}\b)"),
        _row(r"(?<=; \d{4}\.) (?P<number_of_pages>\d{1,4}) p\.$"),
        _row(r"(?<=\[Internet\]\. )([^.;:]+)\. (?=\d{4}(?: \[|\.))", r"\1; "),
        _row(_GLUED_WITH_STOPS, _without_stops),
        _row(_JOURNAL_WITH_STOPS, _abbreviated),
        _row(r"(?<=\d);([A-Z]\d{1,3})\.$", r":\1."),
        _row(r"\bReport [Nn]o\.: (?=[\w-]+\.)", "Report "),
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
        _row(r"^([^()]+\((?:1[5-9]|20)\d\d[^()]*\)) (?=[^\W\d_a-z])", r"\1. "),
        _row(
            r"^((?:(?! and )[^&()])+\.), "
            r"((?:(?! and )[^,()&])+, (?:[^\W\d_a-z]\.[ -]?)*[^\W\d_a-z]\.) ?(?=\()",
            r"\1, & \2 ",
        ),
        _row(r", [Vv]ol\. (?=\d)", ", "),
        _row(r"(?<=\d\)), pp?\. (?=\d)", ", "),
        _row(r"(?<=[^\W\d_]) (\d+(?:\(\d[\d–-]*\))?), (?=e?\d[\d–-]*\.)", r", \1, "),
        _row(r"(\d\(\d[\d–-]*\)): ?(?=e?\d[\d–-]*\.)", r"\1, "),
        _row(
            r"\. (New York|London|Boston|Oxford|Cambridge|Chicago|Paris|Berlin), ([^.,]+)\.$",
            r". \1: \2.",
        ),
        _row(r"\bRetrieved on (?=[A-Z\d])", "Retrieved "),
        _row(r"^([^()]*[^.() ]) (?=\((?:1[5-9]|20)\d\d)", r"\1. "),
        _row(r", (\d+):(?=\w+\.)", r", \1, "),
        _row(r"\. \((?=\d+(?:st|nd|rd|th) ed\.\))", " ("),
        _row(r",(?= & [^()]+\(Eds?\.\))"),
        _row(rf"Retrieved (?P<accessed>{DATE}),? from (?=https?://)"),
        _row(r"^([^()]+?)\.? (\([^()]+\)\. .+: )Author\.", r"\1. \2\1."),
        _row(r"\(Unpublished (?=[^()]*(?:thesis|dissertation)\))", "("),
    ),
    "IEEE": (
        _row(rf"(?<=” )(arXiv:\S+), ({DATE})(?=\.|$)", r"\2, \1"),
        _row(
            rf" (https?://\S+) \([Aa]ccessed:? ({DATE})\)\.?$",
            r" Accessed: \2. [Online]. Available: \1",
        ),
        _row(r"^([^“”,]+)\. (?=“)", r"\1, "),
        _row(
            r"(?<=[\w.]), (?P<event_place>[^\W\d_a-z][\w ]+, [^\W\d_a-z][\w. ]+)"
            rf"(?=, {DATE}, pp?\.)"
        ),
        _row(r"(, Eds?\.) (?=[^\W\d_a-z])", r"\1, "),
        _row(rf", ({DATE}), Art\. no\. (\w+)", r", Art. no. \2, \1"),
    ),
    "Harvard": (
        _row(r"(?<=[.?!]) \[[Oo]n-?line\]\.?(?= Available)"),
        _row(r" \[[Oo]n-?line\](?=\. Available)"),
        _row(r" \[[Oo]n-?line\](?= Available)", "."),
        _row(rf"( https?://doi\.org/\S+?)\.? \(Accessed: (?P<accessed>{DATE})\)\.?$", r"\1."),
        _row(r"\b[Rr]eport [Nn]o\. (?=[\w/-]+\.)", "Report "),
        _row(rf"[\[(]{_ACCESSED}({DATE})[\])]", r"(Accessed: \1)"),
        _row(r"Available (?:from|at):? <?(https?://[^\s<>]+)>?", r"Available at: \1"),
        _row(r", (\d+(?:\([^()]+\))?), (?=e?\d+\.)", r", \1, p. "),
    ),
    "Harvard (Anglia Ruskin)": (
        _row(r"[.]? \[[Oo]nline\]\.? Available: ", ". [online] Available at: "),
        _row(rf"^([^()“”\d]*[ .][^\W\d_]\.) ({YEAR})\. ", r"\1, \2. "),
        _row(rf"^([^()“”\d]*[^\W\d_]{{2}})\. ({YEAR})\. ", r"\1, \2. "),
        _row(rf"^([^()“”\d]*?) & (?=[^()“”\d]*, {YEAR}\.)", r"\1 and "),
        _row(r", (\d+(?:\([^()]+\))?), (?=\d+[–-]\d+\.)", r", \1, pp."),
        _row(r", (\d+(?:\([^()]+\))?), (?=e?\d+\.)", r", \1, p."),
        _row(r"( In: .*)\. (?=\d+(?:st|nd|rd|th) edn?\.)", r"\1, "),
        _row(r"(?<=\bIn: )([^\W\d_][^():]*) \((eds?)\.?\)\.? ", r"\1, \2. "),
        _row(r", ([^\W\d_a-z][\w ]+), ([^\W\d_a-z][^,.]+)\.$", r". \1: \2."),
        _row(rf"[\[(]{_ACCESSED}({DATE})[\])]", r"[Accessed \1]"),
        _row(r"Available (?:from|at):? <?(https?://[^\s<>]+)>?", r"Available at: <\1>"),
        _row(r"(?<=[.?!]) (?=Available at: )", " [online] "),
        _row(r"(, [Ee]ds?\.), ", r"\1 "),
        _row(r"( In: .*), (pp?\. ?[\w–-]+\.)$", r"\1. \2"),
        _row(r"(?<=\bIn: )([^\W\d_][^,:]*), ((?:[^\W\d_]\.[ -]?)+), (ed\.)", r"\2 \1, \3"),
    ),
    "Chicago author-date": (
        _row(rf", [Pp]ublished online (?={DAY})", ", Advance online publication "),
        _row(r"( \d+), no\. (\d+)(?: \([^\W\d_]+\))?(?=: )", r"\1 (\2)"),
        _row(rf"(?<=[.”]) Accessed (?P<accessed>{DATE})\.(?= https?://)"),
        _row(r"^([^“”]+? (\d{4})\. “.*), \2(?=\.)", r"\1"),
        _row(rf"(?<=[.”] )(?:Last (?:updated|modified)|Updated|Published) (?={DATE}|{DAY})"),
    ),
    "MLA": (
        _row(r"\. (?=https?://\S+$)", ", "),
        _row(
            r"(?<=[\d”])\. (?:JSTOR|ProQuest|EBSCOhost|Gale[\w ]*|Project MUSE|PubMed|Google Books"
            r"|ScienceDirect|Academic Search[\w ]*), (?=\S+\.)",
            ", ",
        ),
        _row(rf" Accessed (?P<accessed>{DATE})\.?$"),
        _row(r" (\d+)\.(\d+) \((\d{4})\): ([\d–-]+)\.", r", vol. \1, no. \2, \3, pp. \4."),
        _row(r" (\d+) \((\d{4})\): ([\d–-]+)\.", r", vol. \1, \2, pp. \3."),
        _row(r"(?<=[.?!] )(?P<publisher_place>[^\W\d_a-z][\w ,]+): (?=[^:.“”]+, \d{4}\.)"),
        _row(r"(?<=\d)\.,(?= doi)", ","),
        _row(rf", ({DATE}), article (?:no\. )?(?=\w*\d)", r", \1, p. "),
    ),
}
"""In lists of a family of styles."""
