"""Date → the EDTF of BibLaTeX's `date`, or `year`, `month` and `day` of BibTeX."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.bibtex.strings import MONTHS
from attachbib.reference import Date, DatePoint

_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")


def edtf(date: Date) -> str:
    """Return a date as EDTF, level 1; "" when it has no parts.

    EDTF has no seasons in words, so those of `Date.season` are left out.
    """
    mark = "~" if date.circa else ""
    start = _edtf_point(date.start) + mark if date.start else ""
    end = _edtf_point(date.end) + mark if date.end else ""
    return f"{start}/{end}" if end or date.open_end else start


def literal(date: Date) -> str:
    """Return the words of a date without parts, or of one whose season has no number."""
    if date.season:
        year = f" {date.start.year}" if date.start else ""
        return date.season + year
    return "" if date.start or date.end else date.literal


def month_parts(date: Date) -> Mapping[str, str]:
    """Return `year`, `month` and `day` of a date, `month` as BibTeX's macros.

    What they cannot hold is EDTF in `year`: a range over years with months, say.
    """
    parts = _year_month_day(date) or {"year": edtf(date._replace(circa=False))}
    if date.circa:
        parts["year"] = f"c. {parts['year']}"
    return {name: value for name, value in parts.items() if value}


def _year_month_day(date: Date) -> dict[str, str]:
    """The parts of a date that is simple enough, else nothing."""
    start, end = date.start, date.end
    if start is None or not 0 < start.year <= 9999:
        return {}
    if date.open_end:
        return {"year": f"{start.year}--"} if start == DatePoint(start.year) else {}
    if end is None:
        return {"year": f"{start.year}", "month": _month(start), "day": _day(start)}
    if (start, end) == (DatePoint(start.year), DatePoint(end.year)) and end.year > start.year:
        return {"year": f"{start.year}--{end.year}"}
    same_form = bool(_day(start)) == bool(_day(end)) and bool(_month(start)) == bool(_month(end))
    if start.year != end.year or start == end or not same_form:
        return {}
    return {
        "year": f"{start.year}",
        "month": _joined(_month(start), _month(end), " # {--} # "),
        "day": _joined(_day(start), _day(end), "--"),
    }


def _joined(first: str, last: str, dash: str) -> str:
    return first if first == last else first + dash + last


def _edtf_point(point: DatePoint) -> str:
    """A point in EDTF, where 0 is the year 1 BC."""
    year = point.year + 1 if point.year < 0 else point.year
    sign = "-" if year < 0 else ""
    text = f"{sign}{abs(year):04}" if abs(year) <= 9999 else f"Y{year}"
    if point.season:
        return f"{text}-{point.season + 20}"
    if not point.month:
        return text
    return f"{text}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")


def _month(point: DatePoint) -> str:
    if point.season:
        return f"{{{_SEASONS[point.season]}}}"
    return MONTHS[point.month - 1] if point.month else ""


def _day(point: DatePoint) -> str:
    return str(point.day) if point.month and point.day else ""
