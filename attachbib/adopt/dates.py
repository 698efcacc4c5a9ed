"""Dates as lists of references print them, in English → `Date`."""

from __future__ import annotations

import re

from attachbib.reference import Date, DatePoint

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

_WORD = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall"
    r"|Winter)\.?"
)
YEAR = r"(?:1[4-9]|20)\d\d[a-z]?"
DATE = (
    rf"(?:{YEAR}(?:,? {_WORD}(?: \d{{1,2}})?)?"
    rf"|{_WORD} (?:\d{{1,2}}, )?{YEAR}|\d{{1,2}} {_WORD} {YEAR})"
)
"""A year; a month or day and a year, in any order in use."""
DAY = rf"(?:{_WORD} \d{{1,2}}|\d{{1,2}} {_WORD}|{_WORD})"
"""A day or month without its year, which stands elsewhere in the line."""

_PARTS = re.compile(r"(?P<year>\d{4})|(?P<word>[A-Za-z]{3,})|(?P<day>\d{1,2})")


def read_date(text: str) -> Date | None:
    """Return the date that a text matched by `DATE` stands for; None if there is none."""
    found = {match.lastgroup: match[0] for match in _PARTS.finditer(text)}
    if "year" not in found:
        return None
    word = found.get("word", "").lower()
    if word in _SEASONS:
        return Date(DatePoint(int(found["year"]), season=_SEASONS[word]))
    month = _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0
    day = int(found.get("day", 0)) if month else 0
    return Date(DatePoint(int(found["year"]), month, day if day <= 31 else 0))
