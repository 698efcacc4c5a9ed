"""What of an entry says which work it is: its title in words, who made it, its identifiers.

Two entries of one work may differ in anything that people mistype, leave out or
abbreviate. They are two works if one of the facts in `Work.facts` is known of both and
differs, such as the number of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.addresses import addresses, verbatim
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.folding import words_of
from attachbib.bibtex.latex import strip_markup
from attachbib.bibtex.summary import makers
from attachbib.reference import Reference

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
_LONGEST = 1_000
"""Characters of a title or a name that are compared."""
_LITTLE = frozenset(["a", "an", "and", "the"])
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_SUBTITLE = re.compile(r"[:?]| [-–—] ")
_DIGITS = re.compile(r"\d+")
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")
_FIRST_PAGE = re.compile(r"[a-z]*\d+")

_FORMS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "part of a book",
    "dataset": "dataset",
    "entry-dictionary": "part of a book",
    "entry-encyclopedia": "part of a book",
    "manuscript": "manuscript",
    "paper-conference": "part of a book",
    "patent": "patent",
    "report": "report",
    "software": "software",
    "speech": "talk",
    "standard": "standard",
    "thesis": "thesis",
}
"""CSL type → form of publication; other types are too vague to tell works apart."""

_PREPRINT_SERVERS = re.compile(
    r"\b(?:arxiv|biorxiv|chemrxiv|corr|edarxiv|engrxiv|medrxiv|osf preprints|preprints?|psyarxiv|"
    r"research square|socarxiv|ssrn|(?:discussion|working) papers?)\b"
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:(?:48550|2139|20944|21203|26434|31219|31223|31234|31235|35542)/|1101/\d)"
)
"""arXiv, SSRN, preprints.org, Research Square, ChemRxiv, those of OSF, bioRxiv and medRxiv."""

_SERVER_FIELDS = ("publisher", "howpublished", "note", "url", "institution")


class Work(NamedTuple):
    """What is compared of an entry."""

    library: Library
    entry: Entry
    words: tuple[str, ...]
    """The title, folded, without numbers and without words that make it one about another."""
    main: tuple[str, ...]
    """The part of `words` before a subtitle."""
    author: str
    """The family name of the first author, folded, or ""."""
    year: int
    """0 when it is not known."""
    container: str
    """What it appeared in, folded, or ""."""
    facts: Mapping[str, frozenset[str]]
    """Facts that two entries of one work have in common, as far as both have them."""


def work_of(library: Library, entry: Entry) -> Work:
    """Return what is compared of an entry."""
    reference = to_reference(entry, sentence_case=False)
    titles = (reference.text.get(name, "") for name in ("title", "volume-title"))
    title = _APOSTROPHE.sub("", strip_markup(" ".join(titles)))[:_LONGEST]
    words, correction = _core(words_of(title))
    main, _ = _core(words_of(_SUBTITLE.split(title)[0]))
    names = makers(reference)
    family = next((name.family or name.literal for name in names if not name.others), "")
    issued = reference.dates.get("issued")
    return Work(
        library,
        entry,
        _without_numbers(words),
        _without_numbers(main),
        " ".join(words_of(family[:_LONGEST])),
        issued.start.year if issued and issued.start else 0,
        _folded(reference.text.get("container-title", "")),
        dict(_facts(entry, reference, words, correction)),
    )


def _core(words: list[str]) -> tuple[list[str], str]:
    """The words of a title without those that make it one about another, and the latter."""
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


def _numbers(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in _SPELLED:
            yield _SPELLED[word]
        elif digits := _DIGITS.findall(word):
            yield from (number.lstrip("0") for number in digits)
        elif len(word) == 1 and word not in _LITTLE:
            yield word


def _without_numbers(words: list[str]) -> tuple[str, ...]:
    bare = (_DIGITS.sub("", word) for word in words if word not in _SPELLED)
    return tuple(word for word in bare if len(word) > 1 and word not in _LITTLE)


def _folded(text: str) -> str:
    return " ".join(words_of(strip_markup(text)))


def _facts(
    entry: Entry, reference: Reference, words: list[str], correction: str
) -> Iterator[tuple[str, frozenset[str]]]:
    text = reference.text
    form = _FORMS.get(reference.type, "")
    doi = _own_doi(entry)
    stage = _stage(entry, text.get("container-title", ""), doi)
    volume = _folded(text.get("volume", ""))
    edition = next(_numbers(words_of(text.get("edition", ""))), "")
    found = {
        "correction": correction or "none",
        "stage": stage,
        "numbers": " ".join(sorted(_numbers(words))) or "none",
        "part": _folded(text.get("part-number", "")),
        "volume": volume if form != "article" else "",
        "edition": edition if edition != "1" else "",
        "form": form if stage != "preprint" else "",
        "doi": doi,
        "pmid": "".join(_DIGITS.findall(_own(entry, "pmid", "pubmedid"))),
        "journal volume": volume if form == "article" else "",
        "issue": _folded(text.get("issue", "")).lstrip("0"),
        "page": _first_page(text.get("page", "")),
    }
    yield from ((name, frozenset({value})) for name, value in found.items() if value)
    if form in ("book", "") and (isbns := frozenset(_isbns(_own(entry, "isbn", "isbn-13")))):
        yield "isbn", isbns


def _own(entry: Entry, *names: str) -> str:
    """The first of some fields that the entry has itself: identifiers are not inherited."""
    return next((verbatim(value) for name in names if (value := entry.values.get(name))), "")


def _own_doi(entry: Entry) -> str:
    own = {name: entry.values[name] for name in ("doi", "url") if name in entry.values}
    doi = addresses(own).get("DOI", "").lower()
    return doi if doi.startswith("10.") else ""


def _stage(entry: Entry, container: str, doi: str) -> str:
    """Whether the entry is of a preprint or of what was published; "" if that is not clear."""
    if _PREPRINT_DOI.match(doi):
        return "preprint"
    if container:
        return "preprint" if _PREPRINT_SERVERS.search(_folded(container)) else "published"
    if doi:
        return "published"
    if any(name in entry.values for name in ("eprint", "arxiv", "arxivid")):
        return "preprint"
    elsewhere = " ".join(entry.values.get(name, "") for name in _SERVER_FIELDS)
    return "preprint" if _PREPRINT_SERVERS.search(" ".join(words_of(elsewhere))) else ""


def _first_page(pages: str) -> str:
    match = _FIRST_PAGE.match(pages.strip().lower())
    return match[0] if match else ""


def _isbns(text: str) -> Iterator[str]:
    """The ISBNs in a text, each with 13 digits but without the check digit."""
    for part in re.split(r"[,;/()]", text.upper()):
        for isbn in _ISBN.findall(re.sub(r"[\s-]", "", part)):
            yield f"978{isbn[:-1]}" if len(isbn) == 10 else isbn[:-1]
