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

from attachbib.adopt.dates import (
    DATE,
    DAY,
    DAY_DATE,
    NO_YEAR,
    STATUSES,
    UNUSUAL_YEAR,
    YEAR,
    read_date,
)
from attachbib.adopt.people import NAMES, PARTICLES
from attachbib.reference import Date, Name, Reference

MAX_MARKS = 45
"""Marks of punctuation after the authors; a body with more is not tried."""

_NO_SENTENCE_END = (
    r"(?!(?<=\w{3})(?<!\bInc)(?<!\bLtd)(?<!\bUniv)(?<!\bDept)(?<!\bPubl)\. |(?<=[?!]) )"
)
"""Not at the end of a sentence: a word of three letters, no usual abbreviation."""

_ABBREVIATIONS = r"(?:(?:[^\W\d_a-z]\w* )?[^\W\d_a-z]\w{0,10}\. ){0,6}"
"""The first words of `J. Appl. Phys.`, which no title ends with."""

_THESIS = (
    r"(?:PhD|Ph\.D\.|Doctoral|Master[’']?s|MSc|MA|Bachelor[’']?s|Diploma|Habilitation)"
    r"[\w ]{0,30}(?:thesis|dissertation|diss\.)?|[\w ]{0,20}[Dd]issertation|[Tt]hesis"
)
"""What a thesis is called."""

_FORM = (
    r"(?:(?:Web ?)?[Bb]log|Web log|Forum|Facebook|Social media) post|Press release"
    r"|(?:Fact|Information) sheet|Infographic|Brochure|Pamphlet"
    r"|(?:Conference )?(?:Paper|Poster)(?: presentation)?"
    r"|(?:Online )?Video|Audio podcast(?: episode)?|Podcast|Data ?set|Computer software|Preprint"
    r"|Working paper|White paper|Policy brief|Web ?page"
)
"""What a work that is no article or book is called, in brackets."""

_SERVER = (
    r"(?:(?:bio|med|chem|Chem|Psy|Soc|Ed)?[Aa]?[Rr][Xx]iv|arXiv|OSF(?: Preprints)?|Research Square"
    r"|SSRN|Preprints(?:\.org)?|Zenodo)"
)
"""Servers of preprints."""

_PUBLISHING = (
    r"Press|Publish\w*|Publications|Verlag|Books|Editions?|Éditions|Springer|Wiley|Blackwell|Elsevier"
    r"|Routledge|Academic|Sage|SAGE|Erlbaum|Guilford|McGraw|Penguin|Palgrave|Macmillan|University"
    r"|Company|Inc|Ltd|Institut\w*|Association|Organi[sz]ation|Cent(?:er|re)|Department|Ministry"
    r"|Council|Foundation|Federation|Agency|Commission|Office|Society"
)
"""Words of the names of publishers."""

FRAGMENTS: Mapping[str, str] = {
    "title": r"(?P<title>.+?)",
    "quoted": (
        r"(?:“(?P<title>.+?)[.,]?”|‘(?P<title>.+?)[.,]?’(?! ?[^\W\d_A-Z])|\"(?P<title>.+?)[.,]?\""
        r"|'(?P<title>.+?)[.,]?'(?! ?[^\W\d_A-Z]))"
    ),
    "end": r"(?:\.|(?<=[?!])|(?<=[.?!][”’]))",
    "container": rf"(?P<container>{_ABBREVIATIONS}(?:{_NO_SENTENCE_END}[^“”])+?)",
    "editors": r"(?P<editors>[^“”\d]+?)(?!(?<=[ .][^\W\d_a-z])\. )",
    "series": (
        r"(?P<series>[^.;“”]*\b(?:Handbooks?|Lectures?|Library|Monographs?|Notes|Papers|Reports?"
        r"|Series|Studies|Texts)\b[^.;“”]*?)"
    ),
    "journal": (
        rf"(?P<container>(?:{_NO_SENTENCE_END}[^“”])*?\b(?:Advances|Annals|Archives?|arXiv|Bulletin"
        rf"|Journal|Letters|Proceedings|Quarterly|Reviews?|Transactions)\b(?:{_NO_SENTENCE_END}[^“”])*?)"
    ),
    "periodical": (rf"(?P<container>(?!.*(?:{_PUBLISHING})\b)(?:{_NO_SENTENCE_END}[^“”])+?)"),
    "genre": rf"(?P<genre>{_THESIS})",
    "archive": r"(?P<archive>[^.“”]+)",
    "event": r"(?P<event>[^\W\d_a-z][^,“”]*, [^,“”]+(?:, [^,“”]+)?)",
    "report": r"(?P<genre>[A-Z]?[\w ]{0,20}(?:[Rr]eport|[Pp]aper|Rep\.|[Ss]tandard))",
    "pages": r"(?P<pages>\d{1,5})",
    "sentence": r"(?P<title>(?:(?!(?<=\w{3})\. ).)+?)",
    "enclosed": r"(?P<series>[^()“”]*[a-z][^()“”]*)",
    "range": r"(?P<page>[A-Za-z]?\d{1,6}[-‐–—][A-Za-z]?\d{1,6})",
    "publisher": rf"(?P<publisher>(?:{_NO_SENTENCE_END}[^;“”])+?)",
    "university": (
        r"(?P<publisher>(?:(?:Dept|Fac|Sch|Inst|Div)\. [^,“”]+, "
        r"|(?:Department|Faculty|School) [^,“”]+, )?[^,“”]+)"
    ),
    "place": rf"(?P<place>(?:{_NO_SENTENCE_END}[^:;“”\d])+?)",
    "year": rf"(?P<issued>{YEAR}(?:[-–]{YEAR})?|{UNUSUAL_YEAR}|{NO_YEAR})",
    "date": rf"(?P<issued>{DATE}|{NO_YEAR})",
    "day": rf"(?P<day>{DAY})",
    "dated": rf"(?P<issued>{DAY_DATE})",
    "form": rf"(?P<genre>{_FORM})",
    "server": rf"(?P<publisher>{_SERVER})",
    "preprint": r"(?P<genre>[Pp]reprint)",
    "advance": r"(?P<state>Advance online publication)",
    "accessed": rf"(?P<accessed>{DATE})",
    "volume": (
        r"(?P<volume>(?=\S{0,11}\d|[IVXLC]+\b|[A-Z]\b)\w[\w./–-]{0,11}(?: Suppl\.? ?\w{0,4})?"
        r"|Suppl(?:ement|\.)? \d{1,3}|Spec(?:ial|\.)? (?:Issue|No\.?))"
    ),
    "issue": r"(?P<issue>[^(),:“”]{1,30})",
    "page": (
        r"(?P<page>arXiv:\S+?|\d+:\d+[-–]\d+:\d+|[A-Za-z]{0,3}\d[\w.]*(?:[-‐–—][A-Za-z]{0,3}\d\w*)?"
        r"(?:, \d{1,5}(?:[-‐–—]\d{1,5})?){0,4}?|[ivxlc]+[-–][ivxlc]+)"
    ),
    "number": r"(?P<number>\w[\w./-]{0,14})",
    "chapter": r"(?P<chapter>\w{1,12})",
    "status": rf"(?P<issued>{NO_YEAR})",
    "edition": (
        r"(?:(?P<edition>\d{1,3})(?:st|nd|rd|th) ed|(?P<edition>(?:\d{1,3}(?:st|nd|rd|th) )?"
        r"(?:[Rr]ev(?:\.|ised)|[Ee]nl(?:\.|arged)|[Ii]nternational) edn?|Revised))"
    ),
    "doi": r"(?P<DOI>10\.\d{4,9}/\S+?)",
    "doi-url": r"https?://(?:dx\.)?doi\.org/(?P<DOI>10\.\d{4,9}/\S+?)",
    "url": r"(?P<URL>https?://\S+?)",
    "bare-url": r"(?P<address>(?:[\w-]+\.)+[a-z]{2,10}(?:/[^\s,]*?)?)",
    "pmid": r"(?P<PMID>\d{1,9})",
}
"""Name → regular expression. One that stands in a template again gets groups of its own."""

PUBLISHER = r"(?:<place>: )?<publisher>"
"""A publisher with or without its place, in a template."""

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
_NAMED = ("title", "container-title", "publisher", "publisher-place", "collection-title")
_PLACEHOLDER = re.compile(r"(?<!P)<([a-z-]+)>")
_NO_NAME = re.compile(
    r"\d[;(]\d|;\d|:\d|\d;|; \d|, \d+\(\d+\)|, \d{3}\b|[,;] in press\b"
    r"|(?:^|\. )(?:1[5-9]|20)\d\d\.(?: |$)|\. (?:1[5-9]|20)\d\d$"
    r"|\b(?:vol|no|pp?)\. ?\d|\(pp?\b|\beds?\.|\(eds?\b|^in |\bIn: |\bet al\b|\bdoi\b|https?://"
    r"|\[(?:Internet|Online)\]|\b(?:Accessed|Retrieved|Available at|Available from)\b"
    r"|\bPublished online\b|,[”’] |\b[Ee]dited (?:and|by|&)|\(Eds?\.|, Eds?\.|\[Preprint\]"
    r"|, (?:eds?|editors?)$|, ahead of print\b|\(\d+\), \d|\bVol$|\. In [^\W\d_a-z]"
    r"|^“[^”]*[.?!,]” \S|[\[(][^\[\]()]*\b(?:[Tt]hesis|[Dd]issertation)\b|\bdiss\.,|, www\."
    r"|\. (?:PhD |Master[’']s |Doctoral )?(?:[Tt]hesis|[Dd]issertation)$"
    r"|(?:^|\. )(?:Updated|Reviewed|Published|Posted) |\b[Pp]reprint posted\b|\bEpub\b"
    r"|\b[Aa]dvance online publication\b|^[“‘\"'][^“”‘’\"']+[”’\"'],|\d \([12]\d{3}\)|:[A-Za-z]\d"
    r"|^(?:[^\W\d_a-z]\. ?){1,4}(?:,| and\b| &)|\w\.(?:com|org|net|edu|gov|info|int|uk|de|eu|io)/"
    r"|\. “|^(?:Print|Web|E-?book)$"
    r"|, \d+[-–]\d+\. |\b\d+(?:st|nd|rd|th) edn?\b|, “[^”]*”$|\. [^.]* web ?site$"
    r"|^(?:[^\W\d_][\w'’-]+ [^\W\d_a-z]{1,3}, ){2}|^[a-z]\. [A-Z]"
)
"""What no title, journal or publisher has: a template that takes it for one reads too much."""
_NO_PUBLISHER = re.compile(
    rf"[\W\d]*(?:\bpp?)?[\W\d]*|{DATE}|(?:.*, )?{DAY}(?:,? \d{{4}})?|.*\[\d{{4}}\?\].*"
    r"|(?:Revised|Enlarged)\b.*|.*[,;(:]"
    r"|.*\bvols?\. .*|.*, no\..*|.*, \(\d+\)|.*, \d{1,7}(?:\(.*\))?|.* \d+ \(\d+\):.*"
    r"|.*\d(?:st|nd|rd|th) ed\b.*"
    r"|.*\b(?:thesis|dissertation)\b.*|.*\d{4}[-–]\d{4}.*|PhD|.*\btechnical report\b.*|In"
    r"|In (?!vi|situ|silico).*|Chap\. .*|.*: [A-Z]?\d.*|.*, ASAP|.*, pp?\. .*|[(\[].*"
    r"|.*\bnos?\. .*|.*, (?:pp?|vols?)|Version .*|[A-Z], .*|.*, [A-Za-z]\d+|.*[’”], .*"
    r"|(?:.*: )?Author|.*(?: web ?site|\((?:blog|web ?site)\))"
    rf"|.*\b{DAY_DATE}.*",
    re.IGNORECASE,
)
"""What names no publisher, place or series, nor what contains a work, as a whole."""
_NO_EDITOR = re.compile(r"\bvols?\b|\w{3}\. ", re.IGNORECASE)
_QUOTED_WHOLE = re.compile(r"([“‘])([^“”‘]+?)[.,]?([”’])")
_BRACKETS = (("(", ")"), ("[", "]"))
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
                if template.is_loose and _PLACE_AND_PUBLISHER.search(title):
                    continue
                is_misquoted = (
                    family.quotes_titles
                    and "<title>" in template.pattern
                    and _QUOTED_WHOLE.fullmatch(title) is not None
                )
                for reference in _references(template.type, parts, names, family):
                    yield Reading(reference, template.is_loose + 2 * is_misquoted)


def authors_of(line: str, family: Family) -> str:
    """Return the authors at the start of a line, as they are printed; "" if there are none."""
    matches = (_compiled(head).match(line) for head in family.heads)
    parts = (_parts(match) for match in matches if match)
    return next((one["author"] for one in parts if "author" in one), "")


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
        if not found or any(_NO_EDITOR.search(one.literal) for one in found):
            return
        people["editor"] = found
    texts = {
        variable: value.strip() for part, variable in _TEXTS.items() if (value := parts.get(part))
    }
    if address := parts.get("address"):
        texts["URL"] = f"https://{address}"
    if not _are_names(texts):
        return
    dates = dict(_dates(parts))
    if _is_misread_issue(texts, parts):
        return
    for title in _title_readings(texts.get("title", "")):
        for pages in _page_readings(texts.get("page", "")):
            for words, date in _wordings(texts.get("edition", ""), parts.get("issued", "")):
                named = {**texts, "title": title, "page": pages, **words}
                filled = {variable: value for variable, value in named.items() if value}
                yield Reference("", type_, filled, people, {**dates, **date})


def _is_misread_issue(texts: Mapping[str, str], parts: Mapping[str, str]) -> bool:
    """Whether an issue is the year, or the volume was taken for the end of the journal."""
    issue, journal = texts.get("issue"), texts.get("container-title", "")
    is_volume = journal[-1:].isdigit() and "volume" not in texts and "Suppl" not in journal
    return issue is not None and (issue == parts.get("issued") or is_volume)


def _wordings(edition: str, issued: str) -> Iterator[tuple[dict[str, str], dict[str, Date]]]:
    """Yield the variables that `3rd rev. ed` and `in press` may stand for."""
    if issued in STATUSES:
        yield {"status": issued}, {}
        yield {}, {"issued": Date(literal=issued)}
        return
    yield {}, {}
    if edition.endswith("ed"):
        yield {"edition": f"{edition}."}, {}


_PLACE_AND_PUBLISHER = re.compile(
    r"(?<=\w{3}[.?!]) (?!Ser(?:ies)?\b|Part\b|Sect(?:ion)?\b|Vol)[^\W\d_a-z][\w’-]+"
    r"(?: [^\W\d_a-z][\w’-]+){0,2}(?:, [^\W\d_a-z][\w. ]*)?: "
    r"[^\W\d_a-z][^:]*$"
)
"""A place and a publisher behind a title or journal, as far as such a thing can be told."""


def _are_names(texts: Mapping[str, str]) -> bool:
    """Whether title, journal and publisher may be what a template took for them."""
    named = [texts.get(variable, "") for variable in _NAMED]
    return not (
        any(_NO_NAME.search(text) for text in named)
        or any(text.count(left) != text.count(right) for text in named for left, right in _BRACKETS)
        or any(text and _NO_PUBLISHER.fullmatch(text) for text in named[1:])
        or _PLACE_AND_PUBLISHER.search(texts.get("container-title", ""))
        or re.search(r": |[\d/]\d{3}", texts.get("publisher", ""))
        or texts.get("publisher-place", "")[:1].islower()
    )


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
