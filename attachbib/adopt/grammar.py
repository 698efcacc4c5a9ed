"""Templates of reference lines: `<title>. <container>. <year>;…` → the candidates they give.

A template is a regular expression in which `<name>` stands for a fragment (see
`fragments`). Of free text there are five fragments at most in a template, each runs up to a mark
of punctuation, and bodies with very many marks are not tried: that bounds the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple

from attachbib.adopt.dates import STATUSES, read_date
from attachbib.adopt.fragments import FRAGMENTS
from attachbib.adopt.misreadings import (
    NO_EDITOR,
    PLACE_AND_PUBLISHER,
    are_names,
    is_misread_number,
)
from attachbib.adopt.people import NAMES, PARTICLES
from attachbib.reference import Date, Name, Reference

MAX_MARKS = 45
"""Marks of punctuation after the authors; a body with more is not tried."""

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
    "chapter": "chapter-number",
    "genre": "genre",
    "archive": "archive",
    "state": "status",
    "event": "event-place",
    "pages": "number-of-pages",
    "edition": "edition",
    "DOI": "DOI",
    "URL": "URL",
    "PMID": "PMID",
}
_PLACEHOLDER = re.compile(r"(?<!P)<([a-z-]+)>")
_ROLES = ("author", "editor")
_QUOTED_WHOLE = re.compile(r"([“‘])([^“”‘]+?)[.,]?([”’])")
_INVERTED_NAME = re.compile(r"[^\W\d_]+, ")
_MARKS = re.compile(r"[.,:;?!)”]\s")
_PAGES = re.compile(r"([A-Za-z]*)(\d+)[-‐–—]([A-Za-z]*)(\d+)")


class Template(NamedTuple):
    """What a line may look like after its authors, and the CSL type of such a work."""

    type: str
    pattern: str
    is_loose: bool = False
    """Whether it is so plain that much else passes for it; a line is read by such a template
    only if no other reads it."""


class Reading(NamedTuple):
    """What a line may stand for."""

    reference: Reference
    looseness: int
    """0, or more if a loose template gave it, or a title in the quotation marks of articles
    was taken for that of a book."""


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
    title_first: tuple[Template, ...] = ()
    """Whole lines of works without authors, where the date stands behind the title."""

    @property
    def quotes_titles(self) -> bool:
        """Whether it prints the titles of articles in quotation marks, and so no book's."""
        return any("<quoted>" in one.pattern for one in self.templates)


def candidates(line: str, family: Family) -> Iterator[Reading]:
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
        rest, parts = line[match.end() :], _parts(match)
        yield from _bodies(rest, family.templates, family, parts, names)
        for other in _with_other_particles(names):
            yield from _bodies(rest, family.templates, family, parts, other)
    if not _INVERTED_NAME.match(line):
        yield from _bodies(line, family.title_first, family, {}, {})


def _with_other_particles(
    names: Mapping[str, tuple[Name, ...]],
) -> Iterator[Mapping[str, tuple[Name, ...]]]:
    """Yield names with the particle of the first as other styles would print it there."""
    for other in PARTICLES:
        changed = {role: (other(people[0]), *people[1:]) for role, people in names.items()}
        if changed != names:
            yield changed


def _bodies(
    rest: str,
    templates: tuple[Template, ...],
    family: Family,
    head: Mapping[str, str],
    names: Mapping[str, tuple[Name, ...]],
) -> Iterator[Reading]:
    """Yield what the rest of a line may stand for behind what its head says."""
    for template in templates:
        for pattern in _readings(template.pattern):
            if body := _compiled(pattern + family.tail).fullmatch(rest):
                parts = {**head, **_parts(body)}
                title = parts.get("title", "")
                if template.is_loose and PLACE_AND_PUBLISHER.search(title):
                    continue
                is_misquoted = (
                    family.quotes_titles
                    and "<title>" in template.pattern
                    and _QUOTED_WHOLE.fullmatch(title) is not None
                )
                for reference in _references(template.type, parts, names, family):
                    yield Reading(reference, template.is_loose + 2 * is_misquoted)


def people_of(line: str, family: Family) -> tuple[Name, ...]:
    """Return the persons whose names a line begins with, where each of them is one."""
    for head in family.heads:
        match = _compiled(head).match(line)
        names = _read_names(_parts(match), family.authors) if match else None
        people = names.get("author", ()) if names else ()
        is_initial = family.authors != "given-first" or all("." in one.given for one in people)
        if people and is_initial and all(one.family or one.others for one in people):
            return people
    return ()


def authors_of(line: str, family: Family) -> str:
    """Return the authors at the start of a line, as they are printed; "" if there are none."""
    matches = (_compiled(head).match(line) for head in family.heads)
    parts = (_parts(match) for match in matches if match)
    return next(
        (one.get("author") or one["editor"] for one in parts if one.keys() & set(_ROLES)), ""
    )


@cache
def _readings(pattern: str) -> tuple[str, ...]:
    """A template as it is, then with full stops in names, then with a long title; each once."""
    wide = pattern.replace("<container>", r"(?P<loose_container>[^“”]+?)")
    found = [pattern, wide, wide.replace("<publisher>", r"(?P<loose_publisher>[^;“”]+?)")]
    if "<title>" in pattern:
        found.append(wide.replace("<title>", r"(?P<long_title>.+)"))
    return tuple(dict.fromkeys(found))


@cache
def _compiled(template: str) -> re.Pattern[str]:
    number = count(1)

    def fragment(match: re.Match[str]) -> str:
        return re.sub(r"\(\?P<", lambda _: f"(?P<n{next(number)}_", FRAGMENTS[match[1]])

    return re.compile(_PLACEHOLDER.sub(fragment, template))


def _parts(match: re.Match[str]) -> dict[str, str]:
    """Return fragment → what it matched; groups are `author`, or `n1_title`"""
    return {name.rpartition("_")[2]: text for name, text in match.groupdict().items() if text}


def _read_names(parts: Mapping[str, str], kind: str) -> dict[str, tuple[Name, ...]] | None:
    found: dict[str, tuple[Name, ...]] = {}
    for variable in _ROLES:
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
        if not found or any(NO_EDITOR.search(one.literal) for one in found):
            return
        people["editor"] = found
    texts = {
        variable: value.strip() for part, variable in _TEXTS.items() if (value := parts.get(part))
    }
    if address := parts.get("address"):
        texts["URL"] = f"https://{address}"
    if not are_names(texts):
        return
    dates = dict(_dates(parts))
    if is_misread_number(texts, parts):
        return
    for title in _title_readings(texts.get("title", "")):
        for pages in _page_readings(texts.get("page", "")):
            for words, date in _wordings(texts.get("edition", ""), parts.get("issued", "")):
                named = {**texts, "title": title, "page": pages, **words}
                filled = {variable: value for variable, value in named.items() if value}
                yield Reference("", type_, filled, people, {**dates, **date})


def _wordings(edition: str, issued: str) -> Iterator[tuple[dict[str, str], dict[str, Date]]]:
    """Yield the variables that `3rd rev. ed` and `in press` may stand for."""
    if issued in STATUSES:
        yield {"status": issued}, {}
        yield {}, {"issued": Date(literal=issued)}
        return
    yield {}, {}
    if edition.endswith("ed"):
        yield {"edition": f"{edition}."}, {}


def _title_readings(title: str) -> tuple[str, ...]:
    """A full stop or comma inside the quotation marks of a title may be the list's."""
    match = _QUOTED_WHOLE.fullmatch(title)
    if match is None:
        return (title,)
    return (f"“{match[2]}”", title)


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
    whole = f"{first[: len(first) - len(last)]}{last}"
    prefixes = dict.fromkeys((match[3], match[1]))
    return (*(f"{match[1]}{first}-{prefix}{whole}" for prefix in prefixes), plain)
