"""Where a work is found: DOI, URL, eprint, PMID, out of the fields that hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attachbib.bibtex.fields import EPRINT_URLS

_COMMAND = re.compile(r"\\(?:url|nolinkurl|path|href)\s*(?=\{)")
_ESCAPE = re.compile(
    r"\{?\\([%#&_~^{}$])(?:\{\})?\}?|\\(?:text)?(?:asciitilde|textasciitilde)(?:\{\}|\s)?"
)
_TILDE = re.compile(r"\$?\\sim\$?(?:\{\})?")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"{}]+")
_DOI_PREFIX = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi\s*[:=]?\s*|urn:doi:)+", re.IGNORECASE
)
_DOI_IN_TEXT = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi\s*[:=]?\s*)(10\.\d{4,9}[^\s\"{}]+)", re.IGNORECASE
)
_URL = re.compile(r"(?:https?|ftp)://[^\s{}\"<>]+")
_ARXIV = re.compile(r"(?:arxiv\s*:\s*|https?://arxiv\.org/(?:abs|pdf)/)", re.IGNORECASE)


def verbatim(value: str) -> str:
    r"""Return an identifier or address as meant: `\_`, `\%`, `\url{…}`, braces undone."""
    if "\\" not in value and "{" not in value and "}" not in value:
        return value.strip()
    value = _COMMAND.sub("", value)
    value = _TILDE.sub("~", value)
    value = _ESCAPE.sub(lambda match: match[1] or "~", value)
    return value.replace("{", "").replace("}", "").replace("\\", "").strip()


def addresses(fields: Mapping[str, str]) -> dict[str, str]:
    """Return `DOI`, `URL` and `PMID` of an entry's fields, as far as they are known."""
    url = verbatim(fields.get("url", ""))
    doi = bare_doi(verbatim(fields.get("doi", "")))
    if not doi:
        doi = _doi_elsewhere(url, fields.get("note", ""))
    if not url:
        url = _url_in(fields.get("howpublished", ""))
    found = {"DOI": doi, "URL": url}
    eprint, kind = verbatim(fields.get("eprint", "")), fields.get("eprinttype", "").lower()
    if not eprint and "arxiv" in fields:
        eprint, kind = verbatim(fields["arxiv"]), "arxiv"
    if eprint and kind in ("pubmed", "pmid"):
        found["PMID"] = eprint
    elif eprint and not url and kind in EPRINT_URLS:
        found["URL"] = EPRINT_URLS[kind] + _ARXIV.sub("", eprint)
    return {name: value for name, value in found.items() if value}


def bare_doi(text: str) -> str:
    """Return what a `doi` field holds without address or `doi:` before it."""
    return text[match.end() :] if (match := _DOI_PREFIX.match(text)) else text


def _doi_elsewhere(url: str, note: str) -> str:
    if (prefix := _DOI_PREFIX.match(url)) and (doi := _DOI.match(url, prefix.end())):
        return _PERCENT.sub(lambda code: chr(int(code[1], 16)), doi[0])
    if "10." not in note:
        return ""
    match = _DOI_IN_TEXT.search(verbatim(note))
    return _trimmed(match[1]) if match else ""


def _trimmed(doi: str) -> str:
    """A DOI found in prose, without the punctuation behind it; balanced brackets are its own."""
    while doi and (doi[-1] in ".,;:'" or (doi[-1] == ")" and doi.count(")") > doi.count("("))):
        doi = doi[:-1]
    return doi


def _url_in(value: str) -> str:
    if "://" not in value:
        return ""
    match = _URL.search(verbatim(value))
    return match[0].rstrip(".,;") if match else ""
