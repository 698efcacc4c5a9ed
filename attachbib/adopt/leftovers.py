"""What is sure of a line that could not be read: identifiers, the year, what readings agree on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from attachbib.adopt.dates import DATE, YEAR, read_date
from attachbib.reference import Date, Name, Reference

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
_QUOTED = re.compile(
    r"(?:^|[.,)] )[“\"]([^“”\"]{4,})(?:(?<=[.,?!])[”\"]|[”\"](?=[.,]|$))(?!: | [a-z])"
)
_ANY_QUOTED = re.compile(r"[“\"][^“”\"]{4,}[”\"]")
_SEEN = re.compile(
    r"\b(?:accessed|retrieved|viewed|cited|seen|updated|modified|reviewed|epub|published)\b:? "
    rf"(?:on:? )?{DATE}",
    re.IGNORECASE,
)
"""When a page was seen or changed, which is not when a work came out."""
_DATE_LIKE = re.compile(rf"(?:^|[(.,;] ?)(?:[^\W\d_]+\.? ?)?{YEAR}(?=[).,;:]|$)")
_MAY_BE_MORE = re.compile(r"[.?!] [^\W\d_a-z]|[“”\"]")
"""In a title that may be a title and a journal, or the quoted part of one."""
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


def what_is_sure(
    line: str, readings: Sequence[Reference], people: Sequence[Name] = ()
) -> Reference:
    """Return a reference with what a line says beyond doubt, and the line in `RAW_LINE`.

    The year is sure if the line has one only, that of a page seen or changed apart; authors
    and title if every reading of the line has the same, the title also if it is the only text
    in quotation marks and nothing goes on behind them.

    Args:
        people: persons whose names the line begins with.
    """
    text = {**_agreed([one.text for one in readings], "title"), **identifiers(line)}
    if _MAY_BE_MORE.search(text.get("title", "")):
        del text["title"]
    quoted = _QUOTED.findall(line)
    if "title" not in text and len(quoted) == 1 == len(_ANY_QUOTED.findall(line)):
        text["title"] = quoted[0].rstrip(",.")
    text[RAW_LINE] = line
    date = _sure_year(line)
    names = _agreed([one.names for one in readings], "author")
    if not readings and people:
        names = {"author": tuple(people)}
    return Reference("", "document", text, names, {"issued": date} if date else {})


def _sure_year(line: str) -> Date | None:
    """Return the one year of a line; beside a day of access it has to stand like a date."""
    bare = re.sub(r"https?://\S+|\b10\.\d{4,9}/\S+", "", line)
    issued = _SEEN.sub("", bare)
    years = {found[:4] for found in _YEAR.findall(issued)}
    if len(years) != 1 or (issued != bare and not _DATE_LIKE.search(issued)):
        return None
    return read_date(years.pop())


def _agreed(readings: Sequence[Mapping[str, T]], variable: str) -> dict[str, T]:
    first = readings[0].get(variable) if readings else None
    if first is None or any(one.get(variable) != first for one in readings):
        return {}
    return {variable: first}
