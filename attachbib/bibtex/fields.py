"""Entry types and fields of BibTeX and BibLaTeX → CSL 1.0.2, as tables.

Names and meanings on the left are those of the biblatex manual, sections 2.1 and 2.2;
on the right those of the CSL 1.0.2 specification, appendices III and IV. Where pandoc,
citation.js and Zotero differ, a comment beside the row says why it is as it is.
"""

from __future__ import annotations

from typing import NamedTuple

ARTICLE, CHAPTER, WHOLE, PERIODICAL = "article", "chapter", "whole", "periodical"
"""How an entry's titles lie: in a journal, in a book, by themselves, or naming a journal."""


class Type(NamedTuple):
    """What an entry type means."""

    csl: str
    """The CSL item type."""
    titles: str = WHOLE
    number: str = "number"
    """The CSL variable of the field `number`."""
    genre: str = ""
    """What `genre` says when the entry has no `type`."""


SERIES_NUMBER = "collection-number"
"""The `number` of a book is its number in a series (biblatex manual, "number")."""

TYPES: dict[str, Type] = {
    # BibTeX
    "article": Type("article-journal", ARTICLE, "issue"),
    "book": Type("book", WHOLE, SERIES_NUMBER),
    "booklet": Type("pamphlet", WHOLE, SERIES_NUMBER),
    "conference": Type("paper-conference", CHAPTER, SERIES_NUMBER),
    "inbook": Type("chapter", CHAPTER, SERIES_NUMBER),
    "incollection": Type("chapter", CHAPTER, SERIES_NUMBER),
    # citation.js: issue. Proceedings are a book in a series; `issue` is for serials.
    "inproceedings": Type("paper-conference", CHAPTER, SERIES_NUMBER),
    # pandoc: book. Technical documentation is what `report` is for; with an ISBN, a book.
    "manual": Type("report"),
    "mastersthesis": Type("thesis", genre="Master’s thesis"),
    # pandoc: no type at all, which CSL does not allow. `document` is CSL's fallback.
    "misc": Type("document"),
    "phdthesis": Type("thesis", genre="PhD thesis"),
    "proceedings": Type("book", WHOLE, SERIES_NUMBER),
    "techreport": Type("report", genre="technical report"),
    # with an event, `speech`: what was presented and not published
    "unpublished": Type("manuscript"),
    # BibLaTeX
    "bookinbook": Type("chapter", CHAPTER, SERIES_NUMBER),
    "collection": Type("book", WHOLE, SERIES_NUMBER),
    "dataset": Type("dataset"),
    "electronic": Type("webpage"),
    "inreference": Type("entry-encyclopedia", CHAPTER, SERIES_NUMBER),
    "mvbook": Type("book", WHOLE, SERIES_NUMBER),
    "mvcollection": Type("book", WHOLE, SERIES_NUMBER),
    "mvproceedings": Type("book", WHOLE, SERIES_NUMBER),
    "mvreference": Type("book", WHOLE, SERIES_NUMBER),
    "online": Type("webpage"),
    "patent": Type("patent"),
    # pandoc: article-journal. CSL 1.0.2 has a type for an issue or run of a periodical.
    "periodical": Type("periodical", PERIODICAL, "issue"),
    "reference": Type("book", WHOLE, SERIES_NUMBER),
    "report": Type("report"),
    "software": Type("software"),
    "suppbook": Type("chapter", CHAPTER, SERIES_NUMBER),
    "suppcollection": Type("chapter", CHAPTER, SERIES_NUMBER),
    "suppperiodical": Type("article-journal", ARTICLE, "issue"),
    "thesis": Type("thesis"),
    "www": Type("webpage"),
    # BibLaTeX, "unsupported": the standard styles print them as @misc
    "artwork": Type("graphic"),
    "audio": Type("song"),
    "commentary": Type("book", WHOLE, SERIES_NUMBER),
    "image": Type("graphic"),
    "jurisdiction": Type("legal_case", CHAPTER),
    "legal": Type("treaty"),
    "legislation": Type("legislation"),
    "letter": Type("personal_communication"),
    "movie": Type("motion_picture"),
    "music": Type("song"),
    # pandoc: speech. CSL 1.0.2 added the type.
    "performance": Type("performance"),
    "review": Type("review", ARTICLE, "issue"),
    # pandoc: legislation. CSL 1.0.2 added the type.
    "standard": Type("standard"),
    "video": Type("motion_picture"),
    # biblatex-apa, biblatex-software, Better BibTeX
    "bachelorsthesis": Type("thesis", genre="Bachelor’s thesis"),
    "codefragment": Type("software"),
    "data": Type("dataset"),
    "letters": Type("personal_communication"),
    "map": Type("map"),
    "newsarticle": Type("article-newspaper", ARTICLE, "issue"),
    "presentation": Type("speech"),
    "softwaremodule": Type("software"),
    "softwareversion": Type("software"),
    "webpage": Type("webpage"),
}

UNKNOWN = Type("document")
"""For any other entry type, as for @misc."""

SUBTYPES: dict[tuple[str, str], str] = {
    ("article-journal", "magazine"): "article-magazine",
    ("article-journal", "newspaper"): "article-newspaper",
    ("article-journal", "news"): "article-newspaper",
    ("webpage", "blog"): "post-weblog",
}
"""CSL type and the field `entrysubtype` (lower case) → CSL type."""

CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
"""CSL 1.0.2, appendix III. Each means itself as `entrysubtype`, whatever the entry type is."""

ALIASES: dict[str, str] = {
    # biblatex manual, section 2.2.5
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "hyphenation": "langid",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
    # what reference managers and publishers write
    "keyword": "keywords",
    "origyear": "origdate",
    "origplace": "origlocation",
    "place": "location",
    "pmc": "pmcid",
    "pubmedid": "pmid",
    "isbn-13": "isbn",
    "urlaccessdate": "urldate",
    "lastchecked": "urldate",
    "accessed": "urldate",
    "numpages": "pagetotal",
    "articleno": "eid",
    "article-number": "eid",
    "journal-iso": "shortjournal",
    "shortjournaltitle": "shortjournal",
    "authors": "author",
    "editors": "editor",
    "arxivid": "arxiv",
}
"""Other name of a field → its name in BibLaTeX; the latter wins when both are set."""

TEXTS: dict[str, str] = {
    "abstract": "abstract",
    "annotation": "annote",
    "chapter": "chapter-number",
    "edition": "edition",
    "keywords": "keyword",
    "library": "call-number",
    "pagetotal": "number-of-pages",
    # pandoc: appended to `volume`. CSL 1.0.2 has a variable for it.
    "part": "part-number",
    "shortjournal": "container-title-short",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
    # what BibLaTeX has no field for goes by its name in CSL
    "archive": "archive",
    "archive-place": "archive-place",
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
    "authority": "authority",
    "collection-number": "collection-number",
    "dimensions": "dimensions",
    "division": "division",
    "jurisdiction": "jurisdiction",
    "license": "license",
    "medium": "medium",
    "part-title": "part-title",
    "printing-number": "printing-number",
    "reviewed-genre": "reviewed-genre",
    "scale": "scale",
    "section": "section",
    "source": "source",
    "supplement-number": "supplement-number",
}
"""Field → standard or number variable; LaTeX becomes text with markup."""

LISTS: dict[str, str] = {
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
}
"""Field → variable; a list of texts joined by `and`."""

TERMED: dict[str, str] = {"pubstate": "status"}
"""Field → variable; a localisation key or a text."""

PAGES: dict[str, str] = {"pages": "page"}
"""Field → variable; ranges with a hyphen."""

EVENT_FIELDS = ("eventtitle", "eventdate", "venue")

TITLES: dict[str, str] = {
    "shorttitle": "title-short",
    "origtitle": "original-title",
    "reviewedtitle": "reviewed-title",
    "eventtitle": "event-title",
}
"""Field → variable; braces become protection from case changes."""

IDENTIFIERS: dict[str, str] = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
"""Field → variable; taken as it is but for LaTeX escapes."""

VERBATIM = IDENTIFIERS.keys() | frozenset(
    (
        "crossref date doi entryset eprint eventdate file ids origdate pdf related url urldate "
        "xdata xref"
    ).split()
)
"""Fields without prose (biblatex manual, 2.2: verbatim, URI, date, key): no dashes, no quotes."""

NAMES: dict[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "origauthor": "original-author",
    "reviewedauthor": "reviewed-author",
    "collaborator": "contributor",
    "editora": "contributor",
    "editorb": "contributor",
    "editorc": "contributor",
    # CSL's own names, which reference managers export as fields
    "chair": "chair",
    "composer": "composer",
    "curator": "curator",
    "director": "director",
    "editorial-director": "editorial-director",
    "executive-producer": "executive-producer",
    "guest": "guest",
    "host": "host",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "performer": "performer",
    "producer": "producer",
    "recipient": "recipient",
    "scriptwriter": "script-writer",
    "series-creator": "series-creator",
}
"""Field → name variable.

CSL has no variable for `annotator`, `commentator`, `introduction`, `foreword`, `afterword`
and a patent's `holder`; they stay readable as fields of the entry.
"""

EDITOR_ROLES: dict[str, str] = {
    "collaborator": "contributor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
    "organiser": "organizer",
    "producer": "producer",
    "serieseditor": "collection-editor",
    "series editor": "collection-editor",
    "illustrator": "illustrator",
    "translator": "translator",
}
"""`editortype`, `editoratype` … → name variable; founders, redactors and others are editors."""

EDITORS = frozenset(["editor", "editora", "editorb", "editorc"])
"""Fields whose role is in the field of the same name with `type` behind it."""

DATES: dict[str, str] = {
    "available-date": "available-date",
    "eventdate": "event-date",
    "origdate": "original-date",
    "submitted": "submitted",
    "urldate": "accessed",
}
"""Field → date variable; `issued` comes of `date`, else of `year`, `month` and `day`."""

EPRINT_URLS: dict[str, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
}
"""`eprinttype` in lower case → what stands before `eprint` in its address."""


def key_list(text: str) -> list[str]:
    """Return the keys that a field such as `ids` or `xdata` lists."""
    return [key for part in text.split(",") if (key := part.strip())]
