"""Identifiers that people paste: a DOI, its address, a PMID, an arXiv number, an ISBN."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple
from urllib.parse import unquote

from attachbib.doi import fold_doi
from attachbib.errors import InputError

Kind = Literal["doi", "pmid", "pmcid", "arxiv", "isbn"]

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}]+")
_PMID = re.compile(
    r"(?:pmid[\s:]*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)"
    r"(\d{1,8})/?",
    re.I,
)
_PMCID = re.compile(r"(?:pmcid[\s:]*|https?://\S{0,60}/)?(PMC\d{1,9})/?", re.I)
_ARXIV_NUMBER = r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(
    rf"(?:arxiv[\s:]*|https?://arxiv\.org/(?:abs|pdf)/){_ARXIV_NUMBER}(?:\.pdf)?", re.I
)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?[\s:]*)?((?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx])", re.I)
_MOST = 2_000
"""Characters; no identifier is longer."""


class Identifier(NamedTuple):
    """What a work is known by."""

    kind: Kind
    value: str
    """A DOI folded, digits of a PMID or an ISBN, `PMC…`, an arXiv number without its version."""


def identify(text: str) -> Identifier:
    """Return the identifier that a text is.

    Raises:
        InputError: it is none.
    """
    text = text.strip()
    if len(text) <= _MOST:
        for kind, (pattern, value) in _FORMS.items():
            if match := pattern.fullmatch(text):
                return Identifier(kind, value(match[1]))
        if doi := _DOI.search(unquote(text)):
            return Identifier("doi", fold_doi(_trimmed(doi[0])))
    raise InputError(
        f"'{text[:80]}' is no identifier that is known.",
        hint="Expected a DOI or its address, PMID:…, PMC…, arXiv:… or an ISBN; an entry or "
        "another record is read from standard input.",
    )


def _trimmed(doi: str) -> str:
    """Return a DOI without what stands behind it in a text or an address."""
    doi = doi.partition("?")[0].partition("#")[0].rstrip(".,;:'\"")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


_FORMS: Mapping[Kind, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "pmid": (_PMID, str),
    "pmcid": (_PMCID, str.upper),
    "arxiv": (_ARXIV, str),
    "isbn": (_ISBN, lambda text: re.sub("[ -]", "", text).upper()),
}
"""Kind → its forms, and how the value is written."""
