"""CSL 1.0.2 → types and fields of BibLaTeX and BibTeX: the tables of `fields` turned round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attachbib.bibtex import fields
from attachbib.bibtex.terms import LANGUAGES, TERMS

Dialect = Literal["bibtex", "biblatex"]

BIBLATEX_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "image",
    "motion_picture": "movie",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "music",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
"""CSL type → entry type; any other is @misc."""

BIBTEX_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "speech": "unpublished",
    "thesis": "phdthesis",
}
"""CSL type → entry type of the standard styles; any other is @misc."""

SUBTYPES: Mapping[str, str] = {
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
}
"""CSL type → the `entrysubtype` that the biblatex manual has for it, instead of its CSL name."""

BIBTEX_NAMES: Mapping[str, str] = {
    "annotation": "annote",
    "journaltitle": "journal",
    "location": "address",
}
"""BibLaTeX field → its name in BibTeX. Other fields, which BibTeX skips, keep their names."""

ROLES: Mapping[str, str] = {
    "collection-editor": "serieseditor",
    "compiler": "compiler",
    "organizer": "organizer",
}
"""Name variable without a field → the `editoratype` … of `editora`, `editorb` or `editorc`."""

ORGANIZED = frozenset({"online"})
"""Entry types whose publisher is an `organization` (biblatex manual, 2.1.1)."""

INSTITUTED = frozenset({"report", "techreport", "thesis"})
"""Entry types whose publisher is an `institution`; in BibTeX, the theses have a `school`."""

THESES: Mapping[str, str] = {
    "PhD thesis": "phdthesis",
    "Master’s thesis": "mastersthesis",
}
"""Genre → the BibTeX type that says it."""


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    """Return value → key; of several keys with one value the first."""
    return {variable: field for field, variable in reversed(list(table.items()))}


BABEL = _turned(LANGUAGES)
"""BCP 47 tag → the first name of the language in babel."""

KEYS = _turned(TERMS)
"""What a localisation key stands for → the key."""

TEXTS = _turned(fields.TEXTS)
TITLES = _turned(fields.TITLES)
IDENTIFIERS = {"DOI": "doi", "URL": "url", **_turned(fields.IDENTIFIERS)}
LISTS = _turned(fields.LISTS)
NAMES = _turned(fields.NAMES)
DATES = _turned(fields.DATES)

READ = frozenset(
    name
    for table in (fields.TEXTS, fields.TITLES, fields.IDENTIFIERS, fields.LISTS, fields.TERMED,
                  fields.PAGES, fields.NAMES, fields.DATES, fields.ALIASES)
    for names in table.items()
    for name in names
) | frozenset(
    "date day doi eprint eprinttype howpublished institution journaltitle langid month note number "
    "options organization publisher series subtitle title titleaddon type url year".split()
)  # fmt: skip
"""Names that mean something to the reader of entries."""
