"""What of an entry finds those that may be of the same work, without reading all of it.

Time is spent on full comparison (`attachbib.bibtex.works`) only for the few entries whose
outlines are alike. The words of the title are those that are compared; author, year and
place are as written, and only bring entries together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from attachbib.bibtex.addresses import addresses, verbatim
from attachbib.bibtex.convert import fields_of
from attachbib.bibtex.fields import CHAPTER, TYPES, UNKNOWN
from attachbib.bibtex.folding import words_of
from attachbib.bibtex.latex import strip_markup, to_markup
from attachbib.bibtex.model import Entry
from attachbib.bibtex.names import read_names
from attachbib.bibtex.titles import titles

_CORRECTIONS = frozenset(
    "addendum comment comments commentary corrigendum corrigenda correction corrections "
    "discussion errata erratum reanalysis rejoinder reply response retracted retraction "
    "withdrawal withdrawn".split()
)
"""Words before or behind the title of a work in the title of another that is about it."""

_LINKS = frozenset(
    "a article author authors by editor in letter note of on publisher regarding the to".split()
)
"""Words that join those to the title: `Author Correction: …`, `Comment on “…”`."""

_SPELLED = {
    word: str(number)
    for number, words in enumerate(
        "i one first|ii two second|iii three third|iv four fourth|v five fifth|vi six sixth|"
        "vii seven seventh|viii eight eighth|ix nine ninth|x ten tenth|xi eleven eleventh|"
        "xii twelve twelfth|xiii|xiv|xv|xvi|xvii|xviii|xix|xx".split("|"),
        1,
    )
    for word in words.split()
}
LONGEST = 1_000
"""Characters of a title or a name that are compared."""
_LITTLE = frozenset(["a", "an", "and", "the"])
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_SUBTITLE = re.compile(r"[:?]| [-–—] ")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\d{4}")
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")
_ISBN_SEPARATOR = re.compile(r"[,;/()]")
_TITLE_PARTS = frozenset(["subtitle", "titleaddon", "maintitle", "issuetitle"])
"""Fields without which the title of an entry is what its field `title` says."""
_PLACE_FIELDS = ("journaltitle", "booktitle", "maintitle")


class Title(NamedTuple):
    """A title as it is compared."""

    words: tuple[str, ...]
    """Folded, without numbers and without words that make it one about another work."""
    main: tuple[str, ...]
    """The part of `words` before a subtitle."""
    whole: tuple[str, ...]
    """`words` with the numbers and small words between them."""
    correction: str
    """The words that make it one about another work; "none" if there are none."""


class Outline(NamedTuple):
    """What brings entries together that may be of one work."""

    text: str
    """The words of the title, with blanks between them."""
    main: str
    """Those before a subtitle; "" without one."""
    whole: tuple[str, ...]
    """The words of the title and the numbers among them."""
    identifiers: frozenset[str]
    """DOI, PMID and ISBNs, each with its kind before it."""
    author: str
    """What stands before the first comma of the authors, folded, or their first name."""
    year: str
    place: str
    """Volume and first page, or container and one of them; "" without either."""


def outline_of(entry: Entry) -> Outline:
    """Return the outline of an entry."""
    fields = fields_of(entry)
    kind = TYPES.get(entry.type, UNKNOWN).titles
    title = _title(fields, kind)
    date = _YEAR.search(fields.get("date") or fields.get("year", ""))
    return Outline(
        " ".join(title.words),
        " ".join(title.main) if title.main != title.words else "",
        title.whole,
        frozenset(_identifiers(entry, kind)),
        _author(fields),
        date[0] if date else "",
        _place(fields),
    )


def _title(fields: Mapping[str, str], kind: str) -> Title:
    if fields.keys().isdisjoint(_TITLE_PARTS):
        return title_of(to_markup(fields.get("title", "")), "")
    found = titles(fields, kind, english=False)
    return title_of(found["title"], found.get("volume-title", ""))


def title_of(title: str, volume_title: str) -> Title:
    """Return a title, with that of the volume if there is one, as it is compared."""
    text = f"{title} {volume_title}" if volume_title else title
    text = strip_markup(text)[:LONGEST]
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub("", text)
    words, correction = _core(words_of(text))
    compared = main = _without_numbers(words)
    subtitle = _SUBTITLE.search(text)
    if subtitle:
        main = _without_numbers(_core(words_of(text[: subtitle.start()]))[0])
    return Title(compared, main, tuple(words), correction or "none")


def numbers(words: Sequence[str]) -> Iterator[str]:
    """Yield the numbers among words, in digits, and single letters such as those of parts."""
    for word in words:
        if word in _SPELLED:
            yield _SPELLED[word]
        elif len(word) == 1 and word not in _LITTLE and not word.isdigit():
            yield word
        elif not word.isalpha():
            yield from (number.lstrip("0") for number in _DIGITS.findall(word))


def own_doi(entry: Entry) -> str:
    """Return the DOI in an entry's own fields, in lower case; "" if it has none."""
    own = {name: entry.values[name] for name in ("doi", "url") if name in entry.values}
    doi = addresses(own).get("DOI", "").lower() if own else ""
    return doi if doi.startswith("10.") else ""


def own_pmid(entry: Entry) -> str:
    """Return the PubMed number in an entry's own fields, "" if it has none."""
    return "".join(_DIGITS.findall(_own(entry, "pmid", "pubmedid")))


def own_isbns(entry: Entry) -> Iterator[str]:
    """Yield the ISBNs in an entry's own fields, each of 13 digits without the check digit."""
    text = _own(entry, "isbn", "isbn-13")
    for part in _ISBN_SEPARATOR.split(text.upper()) if text else ():
        for isbn in _ISBN.findall("".join(part.replace("-", "").split())):
            yield f"978{isbn[:-1]}" if len(isbn) == 10 else isbn[:-1]


def first_page(pages: str) -> str:
    """Return the first page of a range, "" if it is no number."""
    match = re.match(r"[a-z]*\d+", pages.strip().lower())
    return match[0] if match else ""


def _own(entry: Entry, *names: str) -> str:
    """The first of some fields that the entry has itself: identifiers are not inherited."""
    return next((verbatim(value) for name in names if (value := entry.values.get(name))), "")


def _identifiers(entry: Entry, kind: str) -> Iterator[str]:
    if doi := own_doi(entry):
        yield f"doi {doi}"
    if pmid := own_pmid(entry):
        yield f"pmid {pmid}"
    if kind != CHAPTER:
        yield from (f"isbn {isbn}" for isbn in own_isbns(entry))


def _author(fields: Mapping[str, str]) -> str:
    value = fields.get("author") or fields.get("editor", "")
    first = value if "{" in value else value.partition(" and ")[0]
    family, comma, _ = first.partition(",")
    if comma and "{" not in first:
        return " ".join(words_of(family[:LONGEST]))
    names = read_names(first[:LONGEST]) if first else ()
    return " ".join(words_of(names[0].family or names[0].literal)) if names else ""


def _place(fields: Mapping[str, str]) -> str:
    volume = fields.get("volume", "")
    page = first_page(fields.get("pages", ""))
    if volume and page:
        return f"{volume} {page}"
    container = next((fields[name] for name in _PLACE_FIELDS if name in fields), "")
    if not container or not (volume or page):
        return ""
    return " ".join([*words_of(container), volume, page])


def _core(words: list[str]) -> tuple[list[str], str]:
    """The words of a title without those that make it one about another, and the latter."""
    if _CORRECTIONS.isdisjoint(words):
        return words, ""
    about: list[str] = []
    start, end = 0, len(words)
    lead = list(takewhile(lambda word: word in _CORRECTIONS or word in _LINKS, words))
    if not _CORRECTIONS.isdisjoint(lead):
        start = len(lead)
        about += [word for word in lead if word in _CORRECTIONS]
    while end > start and words[end - 1] in _CORRECTIONS:
        end -= 1
        about.append(words[end])
    return words[start:end], " ".join(sorted(set(about)))


def _without_numbers(words: list[str]) -> tuple[str, ...]:
    bare = [
        word if word.isalpha() else _DIGITS.sub("", word) for word in words if word not in _SPELLED
    ]
    return tuple([word for word in bare if len(word) > 1 and word not in _LITTLE])
