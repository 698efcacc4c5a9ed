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
_CIRCA = r"(?:ca?\.|circa) (?:1\d|20)\d\d"
_ERA = r"\d{1,4} (?:B\.C\.E\.|C\.E\.|BCE?|CE|AD)"
UNUSUAL_YEAR = rf"{_CIRCA}|{_ERA}|\[(?:1\d|20)\d\d\?\]|\b\d{{3}}\b(?![-–.:]\d)"
"""A year that is not certain, with its era, or before the year 1000."""
_LAST_DAY = rf"[-–](?:{YEAR} )?(?:{_WORD} )?\d{{1,2}}"
DATE = (
    rf"(?:{_CIRCA}|{_ERA}"
    rf"|{YEAR}(?:[-–]{YEAR}|,? {_WORD}(?: \d{{1,2}}(?:{_LAST_DAY})?|[-–]{_WORD})?)?"
    rf"|{_WORD}(?:(?: {YEAR})?[-–]{_WORD})? (?:\d{{1,2}}, )?{YEAR}|\d{{1,2}} {_WORD} {YEAR}"
    rf"|{UNUSUAL_YEAR})"
)
"""A year or two; a month, two months or a day and a year, in any order in use."""
DAY_DATE = (
    rf"(?:{_WORD} \d{{1,2}}, {YEAR}|\d{{1,2}} {_WORD} {YEAR}"
    rf"|{YEAR},? {_WORD} \d{{1,2}}(?:{_LAST_DAY})?)"
)
"""A date with its day."""
STATUSES = ("in press", "forthcoming")
"""What is printed for the year of a work that has not come out."""
NO_YEAR = rf"n\.d\.|{'|'.join(STATUSES)}"
"""What stands where a year would."""
DAY = rf"(?:{_WORD} \d{{1,2}}|\d{{1,2}} {_WORD}|{_WORD})"
"""A day or month without its year, which stands elsewhere in the line."""

_YEAR_OF_ERA = re.compile(r"(\d{1,4}) (B\.C\.E\.|C\.E\.|BCE?|CE|AD)")
_YEAR = re.compile(r"\d{3,4}")
_NAMED = re.compile(r"[A-Za-z]{3,}")
_DAY = re.compile(r"\b\d{1,2}\b")


def read_date(text: str) -> Date | None:
    """Return the date that a text matched by `DATE` stands for; None if there is none."""
    if era := _YEAR_OF_ERA.fullmatch(text.strip()):
        return Date(DatePoint(-int(era[1]) if era[2].startswith("B") else int(era[1])))
    if not (years := _YEAR.findall(text)):
        return None
    if text.lstrip().startswith(("c", "[")):
        return Date(DatePoint(int(years[0])), circa=True)
    first, _, last = text.replace("–", "-").partition("-")
    start = _point(first, DatePoint(int(years[0])))
    return Date(start, _point(last, start._replace(day=0)) if last.strip() else None)


def _point(text: str, known: DatePoint) -> DatePoint:
    """Return the point that a text stands for; what it leaves out is as in `known`."""
    year, word, day = (pattern.search(text) for pattern in (_YEAR, _NAMED, _DAY))
    point = known._replace(year=int(year[0])) if year else known
    name = word[0].lower() if word else ""
    if name in _SEASONS:
        return point._replace(month=0, season=_SEASONS[name])
    if name[:3] in _MONTHS:
        point = point._replace(month=_MONTHS.index(name[:3]) + 1, season=0)
    elif year:
        point = point._replace(month=0)
    return point._replace(day=min(int(day[0]), 31)) if day and point.month else point
