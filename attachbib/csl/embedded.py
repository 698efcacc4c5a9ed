"""Labels inside numbers and locators: `vol. 1, fol. 186` says itself what it counts.

CSL 1.0.2 is silent on them; the CSL test suite has them (`locator_TrickyEntryForPlurals`,
`number_OrdinalSpacing`), and users type them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TERMS: Mapping[str, str] = {
    "app": "appendix",
    "art": "article",
    "bk": "book",
    "ch": "chapter",
    "col": "column",
    "fig": "figure",
    "fol": "folio",
    "l": "line",
    "n": "note",
    "no": "issue",
    "op": "opus",
    "p": "page",
    "pp": "page",
    "para": "paragraph",
    "pt": "part",
    "r": "rule",
    "sec": "section",
    "sv": "sub-verbo",
    "supp": "supplement",
    "tbl": "table",
    "tit": "title",
    "vol": "volume",
    "vrs": "verse",
}
"""Abbreviation before its full stop → CSL term."""

_ABBREVIATION = "|".join(sorted(TERMS, key=len, reverse=True))
_LEADING = re.compile(rf"\s*({_ABBREVIATION})\.\s*(?=\S)")
_INNER = re.compile(rf"([\s,;&(]+)({_ABBREVIATION})\.\s*(?=\d)")


def split_label(text: str) -> tuple[str, str]:
    """Split off a label in front: `vol. 1` → (`volume`, `1`); no label is "".

    The label of a locator typed so overrides the one that goes with it.
    """
    match = _LEADING.match(text)
    return (TERMS[match[1]], text[match.end() :]) if match else ("", text)


def split_inside(text: str) -> list[tuple[str, str, str]]:
    """Split at labels behind the first number.

    `7, p. 3-8` → [("", "", "7"), (", ", "page", "3-8")]: what joins each part to the
    one before, its term, and its value.
    """
    pieces = _INNER.split(text)
    parts = [("", "", pieces[0])]
    for joint, label, value in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts.append((joint, TERMS[label], value))
    return parts
