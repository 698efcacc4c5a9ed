"""A line of a list without what typesetting changes in it, to compare two lines.

That is: the kind of dash and quotation mark, the form of the DOI (`doi:10.…`,
`https://doi.org/10.…`) and of dates (`3 March 2020`, `Mar. 03, 2020`), what announces an
address, a PMID or PMCID, which not every style prints, full stops behind abbreviations and
at the end, spaces between initials and before page numbers, digits left out of a last page,
`&` or a comma before `and`, capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attachbib.articles.patterns import lazy_pattern

_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("“”„‘’´`", '"'), "'": '"', "\u00a0": " "}
)
_MONTHS = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
)


def _whole_pages(match: re.Match[str]) -> str:
    """`123-9` → `123-129`"""
    first, last = match[2], match[4]
    missing = first[: len(first) - len(last)]
    return f"{match[1]}{first}-{missing}{last}"


Replacement = str | Callable[[re.Match[str]], str]

_STEPS: tuple[tuple[Callable[[], re.Pattern[str]], Replacement], ...] = (
    (
        lazy_pattern(
            r"(?:(?:doi|available (?:at|from)):\s*)*https?://(?:dx\.)?doi\.org/|\bdoi:\s*"
        ),
        "doi:",
    ),
    (
        lazy_pattern(
            r"\b(?:retrieved from:?|available (?:at|from):?|url:?) <?(?=(?:https?://|www\.)\w)"
        ),
        "",
    ),
    (lazy_pattern(r"<?\bhttps?://(?=\w)"), ""),
    (lazy_pattern(r">(?=[.,]?(?:$| [\[(]))"), ""),
    (lazy_pattern(r"[.,;] (?=doi:)"), " "),
    (lazy_pattern(r"[.;]? (?:pubmed )?pmid: ?\d{1,9}\b"), ""),
    (lazy_pattern(r"[.;]? (?:pubmed central )?pmcid: ?pmc\d{1,9}\b"), ""),
    (lazy_pattern(rf"\b{_MONTHS}"), lambda match: match[1]),
    (lazy_pattern(r"\b0?(\d{1,2}) (?=[a-z]{3},? \d{4}\b)([a-z]{3}),? "), r"\2 \1 "),
    (lazy_pattern(r"\b(\d{4}),? ([a-z]{3}) 0?(\d{1,2})\b"), r"\2 \3 \1"),
    (lazy_pattern(r"\b([a-z]{3}) 0?(\d{1,2}), (?=\d{4}\b)"), r"\1 \2 "),
    (lazy_pattern(r"(?<= [^\W\d_])-(?=[^\W\d_]\b)"), ""),
    (lazy_pattern(r"\b(eds?|al|vols?|nos?|pp?|suppl|edn)\.(?=\W|\d)"), r"\1"),
    (lazy_pattern(r"\bedn\b"), "ed"),
    (lazy_pattern(r"\b(pp?|nos?|vols?) (?=\w?\d)"), r"\1"),
    (lazy_pattern(r"(?<=\b[^\W\d_]\.)[ -](?=[^\W\d_]\.)"), ""),
    (lazy_pattern(r"(?<=\d[:;]) (?=\w?\d)"), ""),
    (lazy_pattern(r"(?<=[:, p])([a-z]?)(\d+)-([a-z]?)(\d+)(?=\W|$)"), _whole_pages),
    (lazy_pattern(r'(?<=[?!]),(?=")'), ""),
    (lazy_pattern(r'([.,])"'), r'"\1'),
    (lazy_pattern(r" & "), " and "),
    (lazy_pattern(r",(?= (?:and\b|et al\b))"), ""),
)


def without_typesetting(text: str) -> str:
    """Return a line without what typesetting changes; see the module."""
    found = text.translate(_SIGNS).casefold()
    for pattern, replacement in _STEPS:
        found = pattern().sub(replacement, found)
    return found.rstrip(". ")
