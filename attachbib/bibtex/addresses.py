"""Where a work is found: DOI, URL, eprint, PMID, out of the fields that hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attachbib.bibtex.fields import EPRINT_URLS

_COMMAND = r"\\(?:url|nolinkurl|path|href)\s*(?=\{)"
_ESCAPE = r"\{?\\([%#&_~^{}$])(?:\{\})?\}?|\\(?:text)?(?:asciitilde|textasciitilde)(?:\{\}|\s)?"
_TILDE = r"\$?\\sim\$?(?:\{\})?"
_DOI = r"10\.\d{4,9}(?:\.\d+)*/[^\s\"{}]+"
_DOI_PREFIX = r"(?i:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi\s*[:=]?\s*|urn:doi:)+"
_DOI_IN_TEXT = r"(?i:https?://(?:dx\.|www\.)?doi\.org/|\bdoi[\s:=]*+)(10\.\d{4,9}[^\s\"{}]+)"
_URL = r"(?:https?|ftp)://[^\s{}\"<>]+"
_ADDRESS = r"\\(?:url|nolinkurl|path|href)\s*\{[^{}]*\}|(?:https?|ftp)://[^\s{}]+"
_ARXIV = r"(?i:arxiv\s*:\s*|https?://arxiv\.org/(?:abs|pdf)/)"
# Few entries need any of these, so that each is compiled when it is first used.


_LEADING_TO_ADDRESS = frozenset(
    "a accessed at available from here in internet link on online page retrieved see site the "
    "url via web webpage website www".split()
)


def verbatim(value: str) -> str:
    r"""Return an identifier or address as meant: `\_`, `\%`, `\url{…}`, braces undone."""
    if "\\" not in value and "{" not in value and "}" not in value:
        return value.strip()
    value = re.sub(_COMMAND, "", value)
    value = re.sub(_TILDE, "~", value)
    value = re.sub(_ESCAPE, lambda match: match[1] or "~", value)
    return value.replace("{", "").replace("}", "").replace("\\", "").strip()


def addresses(fields: Mapping[str, str]) -> dict[str, str]:
    """Return `DOI`, `URL` and `PMID` of an entry's fields, as far as they are known."""
    url = verbatim(fields.get("url", ""))
    doi = unlabelled_doi(verbatim(fields.get("doi", "")))
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
        found["URL"] = EPRINT_URLS[kind] + re.sub(_ARXIV, "", eprint)
    return {name: value for name, value in found.items() if value}


def unlabelled_doi(text: str) -> str:
    """Return what a `doi` field holds without address or `doi:` before it."""
    if text.startswith("10."):
        return text
    return text[match.end() :] if (match := re.match(_DOI_PREFIX, text)) else text


def _doi_elsewhere(url: str, note: str) -> str:
    if "10." in url and (prefix := re.match(_DOI_PREFIX, url)):
        doi = re.match(_DOI, url[prefix.end() :])
        if doi is not None:
            from urllib.parse import unquote

            return unquote(doi[0])
    if "10." not in note:
        return ""
    match = re.search(_DOI_IN_TEXT, verbatim(note))
    return _trimmed(match[1]) if match else ""


def _trimmed(doi: str) -> str:
    """A DOI found in prose, without the punctuation behind it; balanced brackets are its own."""
    end, surplus = len(doi), doi.count(")") - doi.count("(")
    while end and (doi[end - 1] in ".,;:'" or (doi[end - 1] == ")" and surplus > 0)):
        surplus -= doi[end - 1] == ")"
        end -= 1
    return doi[:end]


def without_address(value: str) -> str:
    """Return what a text says beside an address, "" if that is only where it was found."""
    if "://" not in value:
        return value
    rest = re.sub(_ADDRESS, " ", value)
    words = re.findall(r"\w+", rest.lower())
    return "" if _LEADING_TO_ADDRESS.issuperset(words) else rest.strip(" \t\r\n,.:;[]()<>{}")


def _url_in(value: str) -> str:
    if "://" not in value:
        return ""
    match = re.search(_URL, verbatim(value))
    return match[0].rstrip(".,;") if match else ""
