"""Page ranges (CSL 1.0.2, appendix V): expanded, minimal, minimal-two, chicago-15, chicago-16."""

from __future__ import annotations

import re

_RANGE = re.compile(
    r"(?P<p1>\d*[A-Za-z]+0*)?(?P<a>\d+[a-z]*)-(?P<p2>\d*[A-Za-z]+0*)?(?P<b>\d+[a-z]*)"
)

_MOST_DIGITS = 18
"""Longer numbers are no pages."""


def format_range(text: str, style: str, delimiter: str) -> str:
    """Return one range in a page-range format.

    Args:
        text: first and last page with a hyphen between them and no spaces.
        style: `expanded`, `minimal`, `minimal-two`, `chicago` (= `chicago-15`),
            `chicago-15`, `chicago-16`; "" leaves the digits as they are.
        delimiter: the locale's range delimiter.
    """
    match = _RANGE.fullmatch(text)
    if match is None:
        return text.replace("-", delimiter)
    prefix1, first, prefix2, last = (match.group(name) or "" for name in ("p1", "a", "p2", "b"))
    if prefix1 != prefix2:
        return f"{prefix1}{first}-{prefix2}{last}"
    return page_range(first, last, style, delimiter, prefix1)


def page_range(first: str, last: str, style: str, delimiter: str, prefix: str = "") -> str:
    """Return a range of two numbers as `format_range` does.

    Args:
        prefix: what stands before both numbers.
    """
    whole = last
    if style:
        if len(last) < len(first):
            whole = first[: len(first) - len(last)] + last
        is_number = first.isdigit() and whole.isdigit() and len(whole) <= _MOST_DIGITS
        if not is_number or int(first) >= int(whole):
            whole = last
        elif style != "expanded":
            return f"{prefix}{first}{delimiter}{_shorten(first, whole, style)}"
    return f"{prefix}{first}{delimiter}{prefix}{whole}"


def _shorten(first: str, last: str, style: str) -> str:
    if style in ("minimal", "minimal-two"):
        return _minimal(first, last, 2 if style == "minimal-two" else 1)
    start, end = int(first), int(last)
    if style == "chicago-16":
        if start > 100 and start % 100:
            for power in range(2, len(last)):
                if start // 10**power == end // 10**power:
                    return str(end % 10**power)
        return last
    if start > 100 and start % 100 and start // 100 == end // 100:
        return str(end % 100)
    if start >= 10000 and start // 1000 == end // 1000:
        return str(end % 1000)
    return last


def _minimal(first: str, last: str, keep: int) -> str:
    """Drop the leading digits that repeat, but keep at least `keep` digits."""
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - keep and first[same] == last[same]:
        same += 1
    return last[same:]


def shorten_year(first: str, last: str) -> str:
    """Return the last year of a range in minimal-two form (`year-range-format`)."""
    return _minimal(first, last, 2)
