"""What templates of reference lines are made of: `<title>`, `<year>`, `<doi>` and the like."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.adopt.dates import DATE, DAY, DAY_DATE, NO_YEAR, UNUSUAL_YEAR, YEAR

_NO_SENTENCE_END = (
    r"(?!(?<=\w{3})(?<!\bInc)(?<!\bLtd)(?<!\bUniv)(?<!\bDept)(?<!\bPubl)\. |(?<=[?!]) )"
)
"""Not at the end of a sentence: a word of three letters, no usual abbreviation."""

_ABBREVIATIONS = r"(?:(?:[^\W\d_a-z]\w* )?[^\W\d_a-z]\w{0,10}\. ){0,6}"
"""The first words of `J. Appl. Phys.`, which no title ends with."""

_THESIS = (
    r"(?:[Uu]npublished )?"
    r"(?:PhD|Ph\.D\.|[Dd]octoral|[Mm]aster[’']?s|MSc|MA|M\.S\.|M\.Sc\.|M\.A\.|B\.S\.|B\.A\."
    r"|[Bb]achelor[’']?s|Diploma|Habilitation)"
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
    "authors": (
        r"(?P<author>(?:[^.]|(?<=\bSt)\.|(?<=\bSte)\.|(?<=\bJr)\.(?=,)|(?<=\bSr)\.(?=,)"
        r"|(?<=\b[A-Z])\.(?=[A-Z]\.)|(?<=\.[A-Z])\.)+)"
    ),
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
    "report": r"(?P<genre>[A-Z]?[\w ]{0,20}(?:[Rr]eport|[Pp]aper|Rep\.|[Ss]tandard))(?: [Nn]o\.?)?",
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
    "number": r"(?P<number>\w[\w./–-]{0,14})",
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
