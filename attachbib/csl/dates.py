"""`cs:date` (CSL 1.0.2, "Date"): localized and explicit formats, ranges, seasons, eras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from attachbib.csl.formatting import decorated, format_tags, wrap
from attachbib.csl.frame import Frame, Memory, Render
from attachbib.csl.locale import Locale
from attachbib.csl.moulds import printed, watched
from attachbib.csl.ordinals import ordinal, suffix_letters
from attachbib.csl.ranges import shorten_year
from attachbib.csl.scope import Scope
from attachbib.csl.style import Node
from attachbib.reference import Date, DatePoint
from attachbib.richtext.case import apply_case
from attachbib.richtext.join import affix, join, join_all
from attachbib.richtext.model import YEAR_SUFFIX, Rich, Span, concat

_SIZES = ("year", "month", "day")
_KEPT: Mapping[str, frozenset[str]] = {
    "year": frozenset({"year"}),
    "year-month": frozenset({"year", "month"}),
    "year-month-day": frozenset({"year", "month", "day"}),
}


class _Part(NamedTuple):
    """A compiled `cs:date-part`."""

    name: str
    value: Callable[[DatePoint, str], str]
    """(date, season in words) → text."""
    attrs: Mapping[str, str]
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    case: str
    strip: bool
    range_delimiter: str

    def render(self, text: str, language: str) -> Rich:
        content: Rich = text.replace(".", "") if self.strip else text
        if self.case:
            content = apply_case(content, self.case, language)
        return wrap(content, self.tags)


def compile_date(scope: Scope, node: Node) -> Render:
    """Compile a `cs:date`; in a sort key it renders as digits that sort."""
    variable = node.attrs.get("variable", "")
    parts, delimiter, attrs = _layout(scope.locale, node)
    if scope.sort:
        kept = frozenset(part.name for part in parts)
        return watched(lambda frame: sort_key(frame.dates.get(variable), kept))
    own_suffix = not scope.style.prints_year_suffix
    shorten = scope.style.attrs.get("year-range-format") in ("minimal", "minimal-two")

    is_access = variable == "accessed"
    year_only = [part.name for part in parts] == ["year"]

    @lru_cache(maxsize=4096)
    def single(point: DatePoint, season: str, language: str) -> tuple[Rich, tuple[Rich, ...]]:
        """Return a date that is no range, and the years in it."""
        shown = _render_parts(point, season, parts, language)
        years = tuple(text for part, text in shown if part.name == "year")
        return _printed(shown, delimiter), years

    @lru_cache(maxsize=4096)
    def of_year(year: int, language: str) -> tuple[Rich, tuple[Rich, ...]]:
        return single(DatePoint(year), "", language)

    def value(frame: Frame) -> Rich:
        date = frame.dates.get(variable)
        if date is None or variable in frame.suppressed:
            return ""
        if is_access and frame.lists is not None:
            return ""  # It tells no cites apart.
        start, end, open_end = date[:3]
        is_suffixed = own_suffix and frame.hints.year_suffix >= 0
        if start is None or end is not None or open_end or is_suffixed or frame.cite.collapse_years:
            content = _render_date(date, parts, delimiter, frame, own_suffix, shorten)
        else:
            # Dates of one year print alike, and are found without looking at the rest.
            content, years = (
                of_year(start.year, frame.facts.language)
                if year_only
                else single(start, date.season, frame.facts.language)
            )
            frame.memory.years += years
        return content

    return decorated(printed(value, variable, frozenset({variable})), attrs)


def sort_key(date: Date | None, kept: frozenset[str] = _KEPT["year-month-day"]) -> str:
    """Return a date as text that sorts: sign, year, month, day; "" without a year.

    CSL 1.0.2, "Sorting": dates sort as YYYYMMDD, years before Christ first.
    """
    if date is None or date.start is None:
        return ""
    return _point_key(date.start, kept) + (_point_key(date.end, kept) if date.end else "")


def _point_key(point: DatePoint, kept: frozenset[str]) -> str:
    year = f"1{point.year:05}" if point.year >= 0 else f"0{99999 + point.year:05}"
    month = point.month if "month" in kept else 0
    day = point.day if "day" in kept else 0
    return f"{year}{month:02}{day:02}"


def _layout(locale: Locale, node: Node) -> tuple[tuple[_Part, ...], str, Mapping[str, str]]:
    """Return the parts to print, the delimiter and the formatting of the date."""
    form = node.attrs.get("form")
    own = {child.attrs.get("name", ""): child.attrs for child in node.children}
    if form is None:
        children = [child.attrs for child in node.children if child.kind == "date-part"]
        parts = tuple(_compile_part(locale, attrs) for attrs in children)
        return parts, node.attrs.get("delimiter", ""), node.attrs
    template = locale.dates.get(form) or Node("date", {}, ())
    kept = _KEPT.get(node.attrs.get("date-parts", "year-month-day"), _KEPT["year-month-day"])
    parts = tuple(
        _compile_part(locale, {**child.attrs, **own.get(child.attrs.get("name", ""), {})})
        for child in template.children
        if child.attrs.get("name") in kept
    )
    delimiter = node.attrs.get("delimiter", template.attrs.get("delimiter", ""))
    return parts, delimiter, {**template.attrs, **node.attrs}


def _compile_part(locale: Locale, attrs: Mapping[str, str]) -> _Part:
    name = attrs.get("name", "")
    return _Part(
        name=name,
        value=_VALUES[name](locale, attrs.get("form", "")),
        attrs=attrs,
        prefix=attrs.get("prefix", ""),
        suffix=attrs.get("suffix", ""),
        tags=format_tags(attrs),
        case=attrs.get("text-case", ""),
        strip=attrs.get("strip-periods") == "true",
        range_delimiter=attrs.get("range-delimiter", "–"),
    )


def _render_date(
    date: Date,
    parts: tuple[_Part, ...],
    delimiter: str,
    frame: Frame,
    own_suffix: bool,
    shorten: bool,
) -> Rich:
    if date.start is None:
        return _render_literal(date, parts, frame, own_suffix)
    start = _render_point(date.start, date.season, parts, frame, own_suffix)
    if date.open_end:
        return _range(start, [], parts, "year", delimiter)
    if date.end is None:
        return _printed(start, delimiter)
    largest = _largest_difference(date.start, date.end, {part.name for part in parts})
    if largest is None:
        return _printed(start, delimiter)
    end = _render_point(date.end, "", parts, frame, False)
    years_only = not (date.start.month or date.start.season)
    if shorten and years_only and largest == "year" and 0 < date.start.year < date.end.year:
        short = shorten_year(str(date.start.year), str(date.end.year))
        end = [(part, short if part.name == "year" else text) for part, text in end]
    return _range(start, end, parts, largest, delimiter)


def _render_literal(date: Date, parts: tuple[_Part, ...], frame: Frame, own_suffix: bool) -> Rich:
    year = next((part for part in parts if part.name == "year"), None)
    if year is None or not (date.literal or date.season):
        return ""
    content = year.render(date.literal or date.season, frame.facts.language)
    return affix(_with_suffix(content, frame, own_suffix), year.prefix, year.suffix)


def _render_point(
    point: DatePoint, season: str, parts: tuple[_Part, ...], frame: Frame, own_suffix: bool
) -> list[tuple[_Part, Rich]]:
    return [
        (part, _year(text, frame, own_suffix) if part.name == "year" else text)
        for part, text in _render_parts(point, season, parts, frame.facts.language)
    ]


def _render_parts(
    point: DatePoint, season: str, parts: tuple[_Part, ...], language: str
) -> list[tuple[_Part, Rich]]:
    return [
        (part, part.render(text, language)) for part in parts if (text := part.value(point, season))
    ]


def _year(content: Rich, frame: Frame, own_suffix: bool) -> Rich:
    index = len(frame.memory.years)
    frame.memory.years = (*frame.memory.years, content)
    previous = frame.previous
    if frame.cite.collapse_years and previous is not None and _same_authors(frame, previous):
        years = previous.years
        if index < len(years) and years[index] == content:
            content = ""
    return _with_suffix(content, frame, own_suffix)


def _same_authors(frame: Frame, previous: Memory) -> bool:
    if frame.names_collapsed:
        return True
    return not (frame.memory.name_list or previous.name_list or frame.found)


def _with_suffix(content: Rich, frame: Frame, own_suffix: bool) -> Rich:
    suffix = frame.hints.year_suffix
    if not own_suffix or suffix < 0 or frame.suffix_done:
        return content
    frame.suffix_done = True
    return concat(content, (Span(YEAR_SUFFIX, suffix_letters(suffix)),))


def _largest_difference(start: DatePoint, end: DatePoint, shown: set[str]) -> str | None:
    values = (
        ("year", start.year, end.year),
        ("month", start.month or start.season, end.month or end.season),
        ("day", start.day, end.day),
    )
    return next((name for name, a, b in values if a != b and name in shown), None)


def _range(
    start: list[tuple[_Part, Rich]],
    end: list[tuple[_Part, Rich]],
    parts: tuple[_Part, ...],
    largest: str,
    delimiter: str,
) -> Rich:
    """Print what differs twice, with the range delimiter between, and the rest once."""
    differing = _SIZES[_SIZES.index(largest) :]
    positions = [index for index, (part, _) in enumerate(start) if part.name in differing]
    if not positions:
        return _printed(start, delimiter)
    first, last = positions[0], positions[-1]
    names = {part.name for part, _ in start[first : last + 1]} | set(differing)
    block = start[first : last + 1]
    part, text = block[-1]
    block[-1] = (part._replace(suffix=""), text)
    tail = [(part, text) for part, text in end if part.name in names]
    if tail:
        part, text = tail[0]
        tail[0] = (part._replace(prefix=""), text)
    mark = next((part.range_delimiter for part in parts if part.name == largest), "–")
    ranged = concat(_printed(block, delimiter), concat(mark, _printed(tail, delimiter)))
    before = _printed(start[:first], delimiter)
    after = _printed(start[last + 1 :], delimiter)
    return (
        join_all([before, ranged, after], delimiter)
        if delimiter
        else join(join(before, ranged), after)
    )


def _printed(parts: list[tuple[_Part, Rich]], delimiter: str) -> Rich:
    return join_all([affix(text, part.prefix, part.suffix) for part, text in parts], delimiter)


def _year_value(locale: Locale, form: str) -> Callable[[DatePoint, str], str]:
    ad, bc = locale.term("ad"), locale.term("bc")

    def value(point: DatePoint, season: str) -> str:
        year = point.year
        if form == "short":
            return f"{abs(year) % 100:02}"
        if year < 0:
            return f"{-year}{bc}"
        if 0 < year < 500:
            return f"{year}{ad}"
        return str(year) if year else ""

    return value


def _month_value(locale: Locale, form: str) -> Callable[[DatePoint, str], str]:
    numeric = {"numeric": "{}", "numeric-leading-zeros": "{:02}"}.get(form)
    names = {n: locale.term(f"month-{n:02}", form or "long") for n in range(1, 13)}
    seasons = {n: locale.term(f"season-{n:02}") for n in range(1, 5)}

    def value(point: DatePoint, season: str) -> str:
        if point.month:
            return numeric.format(point.month) if numeric else names.get(point.month, "")
        return seasons.get(point.season, "") or season

    return value


def _day_value(locale: Locale, form: str) -> Callable[[DatePoint, str], str]:
    limited = locale.option("limit-day-ordinals-to-day-1")

    def value(point: DatePoint, season: str) -> str:
        if not point.day:
            return ""
        if form == "ordinal" and (point.day == 1 or not limited):
            return ordinal(point.day, locale, locale.genders.get(f"month-{point.month:02}", ""))
        return f"{point.day:02}" if form == "numeric-leading-zeros" else str(point.day)

    return value


_VALUES: Mapping[str, Callable[[Locale, str], Callable[[DatePoint, str], str]]] = {
    "year": _year_value,
    "month": _month_value,
    "day": _day_value,
}
