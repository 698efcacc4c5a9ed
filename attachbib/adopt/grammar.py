"""Templates of reference lines: `<title>. <container>. <year>;…` → the candidates they give.

A template is a regular expression in which `<name>` stands for a fragment of the table
below. Of free text there are five fragments at most in a template, each runs up to a mark
of punctuation, and bodies with very many marks are not tried: that bounds the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple

from attachbib.adopt.dates import DATE, DAY, NO_YEAR, STATUSES, UNUSUAL_YEAR, YEAR, read_date
from attachbib.adopt.people import NAMES
from attachbib.reference import Date, Name, Reference

MAX_MARKS = 45
"""Marks of punctuation after the authors; a body with more is not tried."""

_NO_SENTENCE_END = (
    r"(?!(?<=[^\W\d_]{3})(?<!\bInc)(?<!\bLtd)(?<!\bUniv)(?<!\bDept)(?<!\bPubl)\. |(?<=[?!]) )"
)
"""Not at the end of a sentence: a word of three letters, no usual abbreviation."""

FRAGMENTS: Mapping[str, str] = {
    "title": r"(?P<title>.+?)",
    "quoted": r"[“\"‘'](?P<title>.+?)[.,]?[”\"’']",
    "end": r"(?:\.|(?<=[?!])|(?<=[.?!][”’]))",
    "container": rf"(?P<container>(?:{_NO_SENTENCE_END}[^“”])+?)",
    "editors": r"(?P<editors>[^“”]+?)",
    "series": (
        r"(?P<series>[^.;“”]*\b(?:Handbooks?|Lectures?|Library|Monographs?|Notes|Papers|Reports?"
        r"|Series|Studies|Texts)\b[^.;“”]*?)"
    ),
    "publisher": rf"(?P<publisher>(?:{_NO_SENTENCE_END}[^;“”])+?)",
    "place": rf"(?P<place>(?:{_NO_SENTENCE_END}[^:;“”])+?)",
    "year": rf"(?P<issued>{YEAR}(?:[-–]{YEAR})?|{UNUSUAL_YEAR}|{NO_YEAR})",
    "date": rf"(?P<issued>{DATE}|{NO_YEAR})",
    "day": rf"(?P<day>{DAY})",
    "accessed": rf"(?P<accessed>{DATE})",
    "volume": (
        r"(?P<volume>\w[\w./–-]{0,11}(?: Suppl\.? ?\w{0,4})?|Suppl(?:ement|\.)? \d{1,3}"
        r"|Spec(?:ial|\.)? (?:Issue|No\.?))"
    ),
    "issue": r"(?P<issue>[^(),:“”]{1,30})",
    "page": (
        r"(?P<page>[A-Za-z]{0,3}\d[\w.]*(?:[-‐–—][A-Za-z]{0,3}\d\w*)?"
        r"(?:, \d{1,5}(?:[-‐–—]\d{1,5})?){0,4}?|[ivxlc]+[-–][ivxlc]+)"
    ),
    "number": r"(?P<number>\w{1,12})",
    "edition": r"(?P<edition>\d{1,3})(?:st|nd|rd|th) ed",
    "doi": r"(?P<DOI>10\.\d{4,9}/\S+?)",
    "doi-url": r"https?://(?:dx\.)?doi\.org/(?P<DOI>10\.\d{4,9}/\S+?)",
    "url": r"(?P<URL>https?://\S+?)",
    "pmid": r"(?P<PMID>\d{1,9})",
}
"""Name → regular expression. One that stands in a template again gets groups of its own."""

_TEXTS = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "edition": "edition",
    "DOI": "DOI",
    "URL": "URL",
    "PMID": "PMID",
}
_NAMED = ("title", "container-title", "publisher", "publisher-place")
_PLACEHOLDER = re.compile(r"(?<!P)<([a-z-]+)>")
_NO_NAME = re.compile(
    r"\d[;(]\d|;\d|:\d|\d;|; \d|, \d+\(\d+\)|, \d{3}\b|[,;] in press\b|\d{4}[-–]\d{4}"
    r"|(?:^|\. )(?:1[5-9]|20)\d\d\.(?: |$)|\. (?:1[5-9]|20)\d\d$"
    r"|\b(?:vol|no|pp?)\. ?\d|\(pp?\b|\beds?\.|\(eds?\b|^in |\bIn: |\bet al\b|\bdoi\b|https?://"
    r"|\[(?:Internet|Online)\]|\b(?:Accessed|Retrieved|Available at|Available from)\b"
    r"|\bPublished online\b|^[‘“][^’”]+[’”]$"
)
"""What no title, journal or publisher has: a template that takes it for one reads too much."""
_MARKS = re.compile(r"[.,:;?!)”]\s")
_PAGES = re.compile(r"([A-Za-z]*)(\d+)[-‐–—]([A-Za-z]*)(\d+)")


class Template(NamedTuple):
    """What a line may look like after its authors, and the CSL type of such a work."""

    type: str
    pattern: str


class Family(NamedTuple):
    """Styles that print a reference in the same way."""

    name: str
    styles: tuple[tuple[str, str], ...]
    """Style id and locale ("" for the style's own) of the styles to render in."""
    authors: str
    """How it prints authors: a key of `NAMES`."""
    editors: str
    """How it prints the editors of what contains the work."""
    heads: tuple[str, ...]
    """The authors, `(?P<author>…)` or `(?P<editor>…)`, and what stands before the rest."""
    templates: tuple[Template, ...]
    tail: str
    """What may stand at the end: DOI, address, day of access."""


def candidates(line: str, family: Family) -> Iterator[Reference]:
    """Yield what a line may stand for if a style of the family printed it, likeliest first.

    What begins with the names of persons is not read as a line without authors.
    """
    has_people = False
    for head in family.heads:
        match = _compiled(head).match(line)
        if match is None or len(_MARKS.findall(line, match.end())) > MAX_MARKS:
            continue
        names = _read_names(_parts(match), family.authors)
        if names is None or (has_people and not names):
            continue
        has_people |= any(one.family for people in names.values() for one in people)
        rest = line[match.end() :]
        for template in family.templates:
            for pattern in _readings(template.pattern):
                body = _compiled(pattern + family.tail).fullmatch(rest)
                if body:
                    parts = _parts(match) | _parts(body)
                    yield from _references(template.type, parts, names, family)


def authors_of(line: str, family: Family) -> str:
    """Return the authors at the start of a line, as they are printed; "" if there are none."""
    matches = (_compiled(head).match(line) for head in family.heads)
    parts = (_parts(match) for match in matches if match)
    return next((one["author"] for one in parts if "author" in one), "")


@cache
def _readings(pattern: str) -> tuple[str, ...]:
    """A template as it is, then with full stops in names, then with a long title; each once."""
    wide = pattern.replace("<container>", r"(?P<loose_container>[^“”]+?)")
    found = [pattern, wide.replace("<publisher>", r"(?P<loose_publisher>[^;“”]+?)")]
    if "<title>" in pattern:
        found.append(wide.replace("<title>", r"(?P<long_title>.+)"))
    return tuple(dict.fromkeys(found))


@cache
def _compiled(template: str) -> re.Pattern[str]:
    number = count(1)

    def fragment(match: re.Match[str]) -> str:
        return FRAGMENTS[match[1]].replace("(?P<", f"(?P<n{next(number)}_")

    return re.compile(_PLACEHOLDER.sub(fragment, template))


def _parts(match: re.Match[str]) -> dict[str, str]:
    """Return fragment → what it matched; groups are `author`, or `n1_title`"""
    return {name.rpartition("_")[2]: text for name, text in match.groupdict().items() if text}


def _read_names(parts: Mapping[str, str], kind: str) -> dict[str, tuple[Name, ...]] | None:
    found: dict[str, tuple[Name, ...]] = {}
    for variable in ("author", "editor"):
        if text := parts.get(variable):
            names = NAMES[kind](text)
            if not names:
                return None
            found[variable] = names
    return found


def _references(
    type_: str,
    parts: Mapping[str, str],
    names: Mapping[str, tuple[Name, ...]],
    family: Family,
) -> Iterator[Reference]:
    people = dict(names)
    if text := parts.get("editors"):
        found = NAMES[family.editors](text) or NAMES[family.authors](text)
        if not found:
            return
        people["editor"] = found
    texts = {
        variable: value.strip() for part, variable in _TEXTS.items() if (value := parts.get(part))
    }
    if any(_NO_NAME.search(texts.get(variable, "")) for variable in _NAMED):
        return
    dates = dict(_dates(parts))
    if parts.get("issued") in STATUSES:
        texts["status"] = parts["issued"]
    for pages in _page_readings(texts.get("page", "")):
        yield Reference("", type_, {**texts, **({"page": pages} if pages else {})}, people, dates)


def _dates(parts: Mapping[str, str]) -> Iterator[tuple[str, Date]]:
    for part in ("issued", "accessed"):
        day = parts.get("day") if part == "issued" else None
        date = read_date(f"{day or ''} {parts.get(part, '')}")
        if date:
            yield part, date


def _page_readings(pages: str) -> tuple[str, ...]:
    """`123–9` may be short for `123-129`, and a style prints either as it does."""
    match = _PAGES.fullmatch(pages)
    if match is None:
        return (pages.replace("–", "-"),)
    first, last = match[2], match[4]
    plain = f"{match[1]}{first}-{match[3]}{last}"
    if len(last) >= len(first):
        return (plain,)
    return (f"{match[1]}{first}-{match[3]}{first[: len(first) - len(last)]}{last}", plain)
