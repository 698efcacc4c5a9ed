"""Tags of MEDLINE and what they mean in CSL.

Source: "MEDLINE/PubMed Data Element (Field) Descriptions" (NLM).
"""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Book Review": "review-book",
    "Dataset": "dataset",
    "Academic Dissertation": "thesis",
    "Dissertation": "thesis",
    "Interview": "interview",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
    "Newspaper Article": "article-newspaper",
    "Preprint": "article",
    "Technical Report": "report",
    "Video-Audio Media": "motion_picture",
}
"""Publication type (PT) → CSL type; a record with none of them is an article of a journal."""

TEXTS: Mapping[str, str] = {
    "VI": "volume",
    "IP": "issue",
    "TI": "title",
    "BTI": "container-title",
    "CTI": "collection-title",
    "EN": "edition",
    "PG": "page",
    "AB": "abstract",
    "PB": "publisher",
    "TA": "container-title-short",
    "JT": "container-title",
    "TT": "original-title",
    "PMC": "PMCID",
    "PMID": "PMID",
}
"""Tag → variable.

Not read, for CSL has no variable: addresses, grants, identifiers of authors, registry
numbers, and what NLM says about the record itself.
"""

BOOKS = frozenset({"book", "chapter"})
"""Types whose PL is the publisher's place; that of a journal is only its country."""

_CODES = """
ara:ar bul:bg cat:ca chi:zh cze:cs dan:da dut:nl eng:en est:et fin:fi fre:fr ger:de gre:el
heb:he hrv:hr hun:hu ice:is ind:id ita:it jpn:ja kor:ko lav:lv lit:lt may:ms nor:no per:fa
pol:pl por:pt rum:ro rus:ru slo:sk slv:sl spa:es srp:sr swe:sv tha:th tur:tr ukr:uk vie:vi
""".split()

LANGUAGES: Mapping[str, str] = {code[:3]: code[4:] for code in _CODES}
"""MARC code of a language → BCP 47 tag."""
