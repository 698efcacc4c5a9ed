"""CSL-JSON date objects → Date: date-parts, EDTF and free text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attachbib.characters import printable
from attachbib.reference import Date, DatePoint

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_MONTHS = {
    name: index
    for index, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_EDTF = re.compile(r"(-?\d{1,6}|Y-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.]+\S*)?([?~%]?)")
_WORDY = re.compile(r"[A-Za-z]+|\d+")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def read_date(value: object) -> Date | None:
    """Return the date of a CSL-JSON value, or None if there is nothing in it.

    Accepts a date object (`date-parts`, `raw`, `edtf`, `literal`, `season`, `circa`),
    and a plain string or number.
    """
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return parse_date(str(value))
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "false", "0")
    literal = printable(str(value.get("literal") or "")).strip()
    season, season_text = _season(value.get("season"))
    points = [point for point in map(_point, _lists(value.get("date-parts"))) if point]
    if points and points[0].year:
        start = points[0]
        if season and not start.month:
            start = DatePoint(start.year, season=season)
        end = points[1] if len(points) > 1 else None
        is_open = end is not None and end.year == 0
        return Date(
            start=start,
            end=None if is_open else end,
            open_end=is_open,
            circa=circa,
            literal=literal,
            season=season_text,
        )
    raw = str(value.get("raw") or value.get("edtf") or "").strip()
    if raw:
        parsed = parse_date(raw)
        if parsed is not None:
            return Date(
                parsed.start,
                parsed.end,
                parsed.open_end,
                circa or parsed.circa,
                literal or parsed.literal,
                season_text,
            )
    if literal or season_text:
        return Date(circa=circa, literal=literal, season=season_text)
    return None


def parse_date(text: str) -> Date | None:
    """Parse EDTF or everyday English; what is neither becomes a literal date."""
    text = printable(text).strip()
    if not text:
        return None
    first, slash, second = _split_range(text)
    start = _parse_point(first)
    if start is None:
        return Date(literal=text)
    circa = bool(re.search(r"[~?%]|\b(?:ca|circa)\b", text))
    if not slash:
        return Date(start, circa=circa)
    if second.strip() in ("", "..", "open"):
        return Date(start, open_end=True, circa=circa)
    end = _parse_point(second)
    return Date(start, end, circa=circa) if end else Date(literal=text)


def _split_range(text: str) -> tuple[str, str, str]:
    if _SLASHED.fullmatch(text):
        return text, "", ""
    for mark in ("/", "–", " - ", "--"):
        if mark in text:
            return text.partition(mark)
    return text, "", ""


def _parse_point(text: str) -> DatePoint | None:
    text = text.strip()
    match = _EDTF.fullmatch(text)
    if match:
        year, month, day, _ = match.groups()
        return _with_year([int(year.lstrip("Y")), int(month or 0), int(day or 0)])
    match = _SLASHED.fullmatch(text)
    if match:
        month, day, year = map(int, match.groups())
        return _with_year([year, month, day] if month <= 12 else [year, day, month])
    return _wordy_point(text)


def _with_year(numbers: list[int]) -> DatePoint | None:
    return _from_numbers(numbers) if numbers[0] else None


def _wordy_point(text: str) -> DatePoint | None:
    """`May 3rd, 2010`, `3 May 2010`, `Spring 2009`, `44 BC`."""
    year = month = day = season = 0
    sign = 1
    for token in _WORDY.findall(text):
        word = token.lower()
        if token.isdigit():
            number = int(token[:9])
            if len(token) > 2 or day or number > 31:
                year = number
            else:
                day = number
        elif word in _SEASONS:
            season = _SEASONS[word]
        elif word[:3] in _MONTHS and (len(word) == 3 or word.startswith(tuple(_FULL_MONTHS))):
            month = _MONTHS[word[:3]]
        elif word in ("bc", "bce"):
            sign = -1
        elif word not in ("st", "nd", "rd", "th", "of", "ca", "circa", "ad", "ce"):
            return None
    if not year and day and not month:
        year, day = day, 0
    if not year:
        return None
    return DatePoint(sign * year, month, day if month else 0, 0 if month else season)


_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "sept",
    "october",
    "november",
    "december",
)


def _lists(value: object) -> list[list[Any]]:
    if not isinstance(value, list):
        return []
    lists = [item for item in value if isinstance(item, list)]
    return lists or ([value] if value else [])


def _point(parts: list[Any]) -> DatePoint | None:
    numbers = []
    for part in parts[:3]:
        try:
            numbers.append(int(str(part).strip() or 0))
        except ValueError:
            break
    if not numbers:
        return None
    return _from_numbers(numbers + [0] * (3 - len(numbers)))


def _from_numbers(numbers: list[int]) -> DatePoint:
    """Months 13-16 and 21-24 are the seasons (CSL-JSON, EDTF level 1), and so are 17-20."""
    year, month, day = numbers
    if 1 <= month <= 12:
        return DatePoint(year, month, day if 1 <= day <= 31 else 0)
    season = (month - 13) % 4 + 1 if 13 <= month <= 24 else 0
    return DatePoint(year, season=season)


def _season(value: object) -> tuple[int, str]:
    text = printable(str(value or "")).strip()
    if text in ("1", "2", "3", "4"):
        return int(text), ""
    return _SEASONS.get(text.lower(), 0), "" if text.lower() in _SEASONS else text


def write_date(date: Date) -> dict[str, Any]:
    """Return the CSL-JSON object of a date."""
    result: dict[str, Any] = {}
    points = [point for point in (date.start, date.end) if point]
    if points:
        result["date-parts"] = [_parts(point) for point in points]
        if date.open_end:
            result["date-parts"].append([0])
    if date.circa:
        result["circa"] = True
    if date.literal:
        result["literal"] = date.literal
    if date.season:
        result["season"] = date.season
    return result


def _parts(point: DatePoint) -> list[int]:
    if point.season:
        return [point.year, point.season + 20]
    parts = [point.year, point.month, point.day]
    while parts[-1] == 0 and len(parts) > 1:
        parts.pop()
    return parts
