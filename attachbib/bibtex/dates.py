"""Dates of BibTeX (`year`, `month`, `day`) and BibLaTeX (`date`, EDTF level 1) → CSL dates."""

from __future__ import annotations

import re
from functools import lru_cache

from attachbib.bibtex.strings import MONTHS
from attachbib.reference import Date, DatePoint

_MONTH_NAMES = (
    " ".join(MONTHS),
    "january february march april may june july august sept october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
_MONTHS = {name: month for row in _MONTH_NAMES for month, name in enumerate(row.split(), 1)}
"""Name in lower case → 1-12; macros, English, German, French, Spanish, Italian, … Dutch."""
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_POINT = (
    r"(?P<year>-?\d{1,4}|-?\d{1,3}X|-?\d\dXX|Y-?\d{1,9})"
    r"(?:-(?P<month>\d\d?|XX)(?:-(?P<day>\d\d?|XX))?)?"
    r"(?:[T ]\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
    r"(?P<mark>[?~%]?)"
)
_SLASHED = r"(\d{4})[/.](\d\d?)[/.](\d\d?)"
_MONTH_FIRST = r"(0?[1-9]|1[0-2])[/.-](\d{4})"
_CIRCA = r"(?i:c\.|ca\.?|circa|approx\.?|~)\s*(?=-?\d)"
_WORD = r"\d+|[^\W\d_]+"
_RANGE = r"\s*(?:---?|–|/)\s*"
# Most dates are a bare year, so that each pattern is compiled when it is first used.
_OPEN = frozenset(["", ".."])


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """Return the date of a BibLaTeX date field; what is no date becomes its `literal`."""
    text = " ".join(text.split())
    if not text:
        return None
    return _read_edtf(text) or _read_words(text) or Date(literal=text)


@lru_cache(maxsize=4096)
def read_parts(year: str, month: str, day: str) -> Date | None:
    """Return the date of the plain text of `year`, `month` and `day`, each maybe ""."""
    year = " ".join(year.split())
    if not year:
        return None
    date = _read_edtf(year)
    if date is None:
        return _read_words(year) or Date(literal=year)
    start = date.start
    if not (month or day) or start is None or start.month or date.end or date.open_end:
        return date
    first, last = _days(month, day)
    return Date(
        _point(start.year, *first),
        _point(start.year, *last) if last else None,
        circa=date.circa,
    )


def _read_edtf(text: str) -> Date | None:
    if len(text) <= 4 and text.isdecimal():
        return Date(_point(int(text)))
    slashed = re.fullmatch(_SLASHED, text)
    if slashed:
        return Date(_point(*map(int, slashed.groups())))
    month_first = re.fullmatch(_MONTH_FIRST, text)
    if month_first:
        return Date(_point(int(month_first[2]), int(month_first[1])))
    circa = re.match(_CIRCA, text)
    if circa:
        text = text[circa.end() :]
    parts = [text] if re.fullmatch(_POINT, text) else re.split(_RANGE, text)
    if len(parts) > 2:
        return None
    matches = [None if part in _OPEN else re.fullmatch(_POINT, part) for part in parts]
    if not any(matches) or any(
        match is None and part not in _OPEN for match, part in zip(matches, parts, strict=True)
    ):
        return None
    marked = any(match is not None and match["mark"] for match in matches)
    first, last = matches[0], matches[-1]
    if len(parts) == 1 and first is not None:
        return Date(*_ends(first), circa=bool(circa) or marked)
    start = _ends(first)[0] if first else None
    end = (_ends(last)[1] or _ends(last)[0]) if last else None
    if start is None:
        return Date(end=end, circa=marked, literal=f"–{parts[1]}")
    if end is not None and len(parts[1]) == 2 and len(parts[0]) == 4:
        end = DatePoint(start.year // 100 * 100 + end.year)
    return Date(start, end, open_end=end is None, circa=bool(circa) or marked)


def _ends(match: re.Match[str]) -> tuple[DatePoint, DatePoint | None]:
    """The first point of what a match stands for, and the last if that is not the same."""
    year = match["year"]
    if "X" in year:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return _point(low), _point(high)
    month, day = (
        int(part) if part and part != "XX" else 0 for part in (match["month"], match["day"])
    )
    return _point(int(year.removeprefix("Y")), month, day), None


def _point(year: int, month: int = 0, day: int = 0) -> DatePoint:
    """A point of the proleptic calendar, where the year 0 is 1 BC, in CSL's counting."""
    if year <= 0:
        year -= 1
    if 21 <= month <= 24:
        return DatePoint(year, season=month - 20)
    if not 1 <= month <= 12:
        return DatePoint(year)
    return DatePoint(year, month, day if 1 <= day <= 31 else 0)


def _days(month: str, day: str) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """(month, day) where a `month` and `day` begin and end: `jul--aug`, `mar~12`, `12--14`.

    Two numbers are a month and a day where the second can be no month: `05-17`.
    """
    months: list[int] = []
    days: list[int] = []
    if month.strip().isdecimal():
        months.append(int(month.strip()[:4]))
    else:
        for word in re.findall(_WORD, month):
            if word.isdecimal():
                days.append(int(word[:4]))
            elif number := _month_or_season(word):
                months.append(number)
        if len(days) == 2 and not months and days[1] > 12:
            months = [days.pop(0)]
        elif days and not months:
            months, days = days, []
    days.extend(int(word) for word in re.findall(r"\d+", day[:40]))
    if not months:
        return (0, 0), None
    first = (months[0], days[0] if days else 0)
    last = (months[-1], days[-1] if days else 0)
    return first, None if first == last else last


def _month_or_season(word: str) -> int:
    """1-12 for a month, 21-24 for a season as in EDTF, 0 for neither."""
    word = word.lower()
    if word in _SEASONS:
        return _SEASONS[word] + 20
    return _MONTHS.get(word, 0)


def _read_words(text: str) -> Date | None:
    """`12 May 2010`, `May 12th, 2010`, `Spring 2009`; None for anything else."""
    year = month = day = 0
    for word in re.findall(_WORD, text):
        if word.isdecimal():
            if len(word) == 4 and not year:
                year = int(word)
            elif len(word) <= 2 and not day:
                day = int(word)
            else:
                return None
        elif number := _month_or_season(word):
            if month:
                return None
            month = number
        elif word.lower() not in ("st", "nd", "rd", "th", "of"):
            return None
    return Date(_point(year, month, day)) if year and month else None
