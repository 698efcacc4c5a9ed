"""What a DOI looks like: which text is one, and which one was meant by text that is not.

The DOI Handbook (ISO 26324), section 2.2: `10.`, a registrant code with optional
subdivisions, a slash, and a suffix of any graphic characters. Parentheses, angle brackets
and semicolons belong to it: `10.1016/S0140-6736(97)11096-0`.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\x00-\x20\x7f-\xa0]+")
_BEGINNING = re.compile(r"10\.\d{4,9}(?:\.\d+)*/")
_NOTATION = re.compile(
    r"(?:https?://[^/\s]*doi[^/\s]*/+|(?:dx\.|www\.)?doi\.org/+|(?:info:|urn:)?doi\s*[:/=]?\s*)+"
    r"(?=10\.)",
    re.I,
)
"""What stands before a DOI: the address of doi.org or of a library's proxy for it, or `doi:`."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ENTITY = re.compile(r"&(?:lt|gt|amp|#\d+);")
_END = ".,;:"
_BRACKETS = {"(": ")", "[": "]", "<": ">"}
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def fold_doi(doi: str) -> str:
    """Return a DOI in the case in which DOIs are compared (ASCII only, Handbook 2.4)."""
    return doi.strip().translate(_LOWER)


def bare_doi(text: str) -> str:
    """Return the DOI that a text is or contains in another notation; "" if there is none.

    Takes off `doi:` and the addresses of doi.org, undoes HTML entities and percent signs,
    removes spaces and invisible characters, and puts hyphens for dashes. What is a DOI
    already comes back unchanged.
    """
    text = text.strip()
    if is_doi(text):
        return text
    from html import unescape

    bare = unquote(_INVISIBLE.sub("", unescape(text))).translate(_DASHES).strip("<>\"' \t\n")
    bare = bare[match.end() :] if (match := _NOTATION.match(bare)) else bare
    if len(_BEGINNING.findall(bare)) > 1:
        return ""
    bare = "".join(bare.split()).rstrip(_END)
    return bare if is_doi(bare) else ""


def has_prefix(text: str) -> bool:
    """Whether an address or a label stands before what may be a DOI."""
    return bool(_NOTATION.match(text))


def is_doi(text: str) -> bool:
    """Whether a text is a DOI in its bare form, and looks complete."""
    return bool(_DOI.fullmatch(text)) and not flaw(text)


def flaw(text: str) -> str:
    """Say what makes a text that has the form of a DOI unlikely to be one; "" if nothing does."""
    if _ENTITY.search(text):
        return "holds HTML entities"
    if text.endswith(tuple(_END)):
        return f"ends with '{text[-1]}', which belongs to the sentence it was copied from"
    if "%" in text and unquote(text) != text:
        return "is percent-encoded"
    if _INVISIBLE.search(text):
        return "holds invisible characters"
    if text.translate(_DASHES) != text:
        return "holds a dash where DOIs have a hyphen"
    for opening, closing in _BRACKETS.items():
        if text.count(opening) > text.count(closing):
            return f"has no '{closing}' for its '{opening}', as if it were cut off there"
    return ""
