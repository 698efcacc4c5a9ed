"""What of an entry says which work it is: its title in words, who made it, its identifiers.

Two entries of one work may differ in anything that people mistype, leave out or
abbreviate. They are two works if one of the facts in `Work.facts` is known of both and
differs, such as the number of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.folding import words_of
from attachbib.bibtex.latex import strip_markup
from attachbib.bibtex.outline import (
    LONGEST,
    Title,
    first_page,
    numbers,
    own_doi,
    own_isbns,
    own_pmid,
    title_of,
)
from attachbib.bibtex.summary import makers
from attachbib.reference import Reference

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
    text = reference.text
    title = title_of(text.get("title", ""), text.get("volume-title", ""))
    names = makers(reference)
    family = next((name.family or name.literal for name in names if not name.others), "")
    issued = reference.dates.get("issued")
    return Work(
        library,
        entry,
        title.words,
        title.main,
        " ".join(words_of(family[:LONGEST])),
        issued.start.year if issued and issued.start else 0,
        _folded(text.get("container-title", "")),
        dict(_facts(entry, reference, title)),
    )


def _folded(text: str) -> str:
    return " ".join(words_of(strip_markup(text)))


def _facts(
    entry: Entry, reference: Reference, title: Title
) -> Iterator[tuple[str, frozenset[str]]]:
    text = reference.text
    form = _FORMS.get(reference.type, "")
    doi = own_doi(entry)
    stage = _stage(entry, text.get("container-title", ""), doi)
    volume = _folded(text.get("volume", ""))
    edition = next(numbers(words_of(text.get("edition", ""))), "")
    found = {
        "correction": title.correction,
        "stage": stage,
        "numbers": " ".join(sorted(numbers(title.whole))) or "none",
        "part": _folded(text.get("part-number", "")),
        "volume": volume if form != "article" else "",
        "edition": edition if edition != "1" else "",
        "form": form if stage != "preprint" else "",
        "doi": doi,
        "pmid": own_pmid(entry),
        "journal volume": volume if form == "article" else "",
        "issue": _folded(text.get("issue", "")).lstrip("0"),
        "page": first_page(text.get("page", "")),
    }
    yield from ((name, frozenset({value})) for name, value in found.items() if value)
    if form in ("book", "") and (isbns := frozenset(own_isbns(entry))):
        yield "isbn", isbns


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
