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
UNUSUAL_YEAR = rf"{_CIRCA}|{_ERA}"
"""A year that is not certain, or with its era."""
DATE = (
    rf"(?:{UNUSUAL_YEAR}|{YEAR}(?:[-–]{YEAR}|,? {_WORD}(?: \d{{1,2}}|[-–]{_WORD})?)?"
    rf"|{_WORD}(?:[-–]{_WORD})? (?:\d{{1,2}}, )?{YEAR}|\d{{1,2}} {_WORD} {YEAR})"
)
"""A year or two; a month, two months or a day and a year, in any order in use."""
STATUSES = ("in press", "forthcoming")
"""What is printed for the year of a work that has not come out."""
NO_YEAR = rf"n\.d\.|{'|'.join(STATUSES)}"
"""What stands where a year would."""
DAY = rf"(?:{_WORD} \d{{1,2}}|\d{{1,2}} {_WORD}|{_WORD})"
"""A day or month without its year, which stands elsewhere in the line."""

_YEAR_OF_ERA = re.compile(r"(\d{1,4}) (B\.C\.E\.|C\.E\.|BCE?|CE|AD)")
_PARTS = re.compile(r"(?P<year>\d{4})|(?P<word>[A-Za-z]{3,})|(?P<day>\d{1,2})")


def read_date(text: str) -> Date | None:
    """Return the date that a text matched by `DATE` stands for; None if there is none."""
    if era := _YEAR_OF_ERA.fullmatch(text.strip()):
        return Date(DatePoint(-int(era[1]) if era[2].startswith("B") else int(era[1])))
    found: dict[str, list[str]] = {"year": [], "word": [], "day": []}
    for match in _PARTS.finditer(text):
        found[match.lastgroup or ""].append(match[0])
    if not found["year"]:
        return None
    year = int(found["year"][0])
    years = [DatePoint(int(one)) for one in found["year"]]
    if text.lstrip().startswith("c"):
        return Date(DatePoint(year), circa=True)
    points = [_point(year, word.lower()) for word in found["word"]] or years
    if len(points) == 1 and points[0].month and found["day"]:
        points = [points[0]._replace(day=min(int(found["day"][0]), 31))]
    return Date(points[0], points[1] if len(points) > 1 else None)


def _point(year: int, word: str) -> DatePoint:
    if word in _SEASONS:
        return DatePoint(year, season=_SEASONS[word])
    return DatePoint(year, _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0)
