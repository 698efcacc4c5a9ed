"""Citation fields of Word documents: those of Zotero, Mendeley, EndNote and Word itself.

What a field has for a key: the citation key that Zotero or Better BibTeX keeps with
an item, else the item's id in the library of the program; in EndNote author and year;
in Word the tag of the source.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attachbib.articles.model import Mode
from attachbib.articles.patterns import lazy_pattern

_CSL = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
_ENDNOTE = re.compile(r"\s*ADDIN\s+EN\.CITE\s*(?=<)")
_ENDNOTE_DATA = re.compile(r"\s*ADDIN\s+EN\.CITE\s*\Z")
_WORD = re.compile(r"\s*CITATION\s+(.*)", re.S)
_BIBLIOGRAPHY = re.compile(
    r"\s*(?:BIBLIOGRAPHY"
    r"|ADDIN\s+(?:ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST|CSL_BIBLIOGRAPHY))"
)
_MENDELEY_TAG = "MENDELEY_CITATION_v3_"
_SWITCH = lazy_pattern(r"\\([A-Za-z])\s*(?:\"([^\"]*)\"|([^\s\\\"]+))?|\"([^\"]*)\"|([^\s\\\"]+)")
_CITE = lazy_pattern(r"<Cite\b[^>]*>(.*?)</Cite>", re.S)
_LAST = lazy_pattern(r"[^/?=#]+\Z")
_NOT_KEY = lazy_pattern(r"[\s,;{}\\]+")


class FieldCite(NamedTuple):
    """One reference of a field."""

    key: str
    mode: Mode = "normal"
    prefix: str = ""
    label: str = ""
    locator: str = ""
    suffix: str = ""


def is_bibliography(code: str) -> bool:
    """Whether the code of a field is that of a list of references."""
    return _BIBLIOGRAPHY.match(code) is not None


def field_cites(code: str, data: str = "") -> tuple[FieldCite, ...] | None:
    """Return what a field cites; None for a field of another kind.

    Args:
        data: what the field keeps beside its code, in base 64; EndNote puts long ones there.

    Raises:
        ValueError: it is a citation field, but broken.
    """
    if data and _ENDNOTE_DATA.match(code):
        code += b64decode(data).decode("utf-8", "replace")
    if match := _CSL.match(code):
        return tuple(_csl_items(code[match.end() :]))
    if match := _ENDNOTE.match(code):
        return tuple(_endnote(code[match.end() :]))
    if match := _WORD.match(code):
        return tuple(_word(match[1]))
    return None


def tag_cites(tag: str) -> tuple[FieldCite, ...] | None:
    """Return what a content control cites whose tag Mendeley Cite has written; else None."""
    if not tag.startswith(_MENDELEY_TAG):
        return None
    data = b64decode(tag.removeprefix(_MENDELEY_TAG) + "==")
    return tuple(_csl_items(data.decode("utf-8", "replace")))


def _csl_items(text: str) -> Iterable[FieldCite]:
    try:
        citation, _ = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    if not isinstance(items, list):
        raise ValueError("the JSON has no `citationItems`")
    for item in items:
        if isinstance(item, dict):
            yield FieldCite(
                _item_key(item),
                "suppress-author" if item.get("suppress-author") else "normal",
                _text(item, "prefix").strip(),
                _text(item, "label") or ("page" if _text(item, "locator") else ""),
                _text(item, "locator"),
                _text(item, "suffix"),
            )


def _item_key(item: Mapping[str, Any]) -> str:
    data = item.get("itemData")
    if isinstance(data, dict):
        for name in ("citation-key", "citationKey", "citekey"):
            if key := _text(data, name):
                return key
    uris = item.get("uris") or item.get("uri")
    if isinstance(uris, list) and uris and (match := _LAST().search(str(uris[0]))):
        return match[0]
    return _NOT_KEY().sub("-", _text(item, "id")) or "?"


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _endnote(text: str) -> Iterable[FieldCite]:
    from html import unescape

    for match in _CITE().finditer(text):
        values = {
            name: unescape(found[1]).strip()
            for name in ("Author", "Year", "Pages", "Prefix", "Suffix")
            if (found := re.search(rf"<{name}>([^<]*)</{name}>", match[1]))
        }
        key = _NOT_KEY().sub("", values.get("Author", "") + values.get("Year", ""))
        exclude = re.match(r"[^>]*ExcludeAuth=\"1\"", match[0]) is not None
        yield FieldCite(
            key or "?",
            "suppress-author" if exclude else "normal",
            values.get("Prefix", ""),
            "page" if values.get("Pages") else "",
            values.get("Pages", ""),
            values.get("Suffix", ""),
        )


def _word(arguments: str) -> Iterable[FieldCite]:
    """Read the switches of Word's own field: `Doe20 \\l 1033 \\p 12 \\m Roe21`."""
    cite: FieldCite | None = None
    for match in _SWITCH().finditer(arguments):
        switch, value = match[1] or "", match[2] or match[3] or match[4] or match[5] or ""
        if switch == "m" or (not switch and cite is None):
            if cite is not None:
                yield cite
            cite = FieldCite(value)
        elif cite is not None:
            cite = _switched(cite, switch, value)
    if cite is not None:
        yield cite


def _switched(cite: FieldCite, switch: str, value: str) -> FieldCite:
    if switch == "p":
        return cite._replace(label="page", locator=value)
    if switch == "f":
        return cite._replace(prefix=value)
    if switch in ("s", "v"):
        return cite._replace(suffix=value if switch == "s" else f", vol. {value}")
    return cite._replace(mode="suppress-author") if switch == "n" else cite
