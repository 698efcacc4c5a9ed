"""What is sure of a line that could not be read: identifiers, the year, what readings agree on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from attachbib.adopt.dates import YEAR, read_date
from attachbib.reference import Reference

RAW_LINE = "rawline"
"""The field that keeps the line as it was printed; styles print nothing of it."""

_IDENTIFIERS = {
    "DOI": re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)"),
    "PMID": re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE),
    "PMCID": re.compile(r"\b(PMC\d{4,9})\b"),
    "ISBN": re.compile(r"\bISBN:?\s*([\d-]{9,16}[\dXx])\b"),
    "URL": re.compile(r"(https?://(?!(?:dx\.)?doi\.org/)[^\s\"<>]+)"),
}
_YEAR = re.compile(rf"(?<![\w./:-]){YEAR}(?![\w/-])")
_QUOTED = re.compile(r"[“\"]([^“”\"]{4,})[”\"]")
_TRAILING = ".,;:!?)]}’”\"'"

T = TypeVar("T")


def identifiers(line: str) -> dict[str, str]:
    """Return DOI, PMID, PMCID, ISBN and URL of a line, as far as it has them."""
    matches = ((name, pattern.search(line)) for name, pattern in _IDENTIFIERS.items())
    return {name: _trimmed(match[1]) for name, match in matches if match}


def _trimmed(text: str) -> str:
    """Without the punctuation of the sentence; a bracket that is opened in it stays."""
    end, surplus = len(text), text.count(")") - text.count("(")
    while end and text[end - 1] in _TRAILING and (text[end - 1] != ")" or surplus > 0):
        surplus -= text[end - 1] == ")"
        end -= 1
    return text[:end]


def what_is_sure(line: str, readings: Sequence[Reference]) -> Reference:
    """Return a reference with what a line says beyond doubt, and the line in `RAW_LINE`.

    The year is sure if the line has one only; authors and title if every reading of the
    line has the same, the title also if it is the only text in quotation marks.
    """
    text = {**_agreed([one.text for one in readings], "title"), **identifiers(line)}
    quoted = _QUOTED.findall(line)
    if "title" not in text and len(quoted) == 1:
        text["title"] = quoted[0].rstrip(",.")
    text[RAW_LINE] = line
    years = {found[:4] for found in _YEAR.findall(_without_addresses(line))}
    date = read_date(years.pop()) if len(years) == 1 else None
    return Reference(
        "",
        "document",
        text,
        _agreed([one.names for one in readings], "author"),
        {"issued": date} if date else {},
    )


def _agreed(readings: Sequence[Mapping[str, T]], variable: str) -> dict[str, T]:
    first = readings[0].get(variable) if readings else None
    if first is None or any(one.get(variable) != first for one in readings):
        return {}
    return {variable: first}


def _without_addresses(line: str) -> str:
    return re.sub(r"https?://\S+|\b10\.\d{4,9}/\S+", "", line)
