"""Reading JSON of which nothing is sure: each function gives what is there, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from attachbib.reference import Date
from attachbib.registries.metadata.markup import clean_text, plain_text


def members(value: object) -> Mapping[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def listed(value: object) -> list[Any]:
    """Return a list; of a single value a list of it."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [one for one in listed(value) if isinstance(one, Mapping)]


def texts(value: object) -> list[str]:
    """Return the texts of a list, cleaned, each once."""
    return list(dict.fromkeys(text for one in listed(value) if (text := clean_text(one))))


def number_or_text(value: object) -> str:
    """Return a number or a text without markup; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return plain_text(value)


def plausible(date: Date | None) -> Date | None:
    """Return a date whose year a work can have been published in, or None."""
    return date if date and date.start and 0 < date.start.year < 3000 else None


def years_of(dates: Iterable[Date | None]) -> tuple[int, ...]:
    """Return the years in which some dates begin, ascending."""
    return tuple(sorted({one.start.year for one in dates if one and one.start}))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, unless it holds that already."""
    if not subtitle or not title or subtitle.casefold() in title.casefold():
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!", ".")) else f"{title}: {subtitle}"


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value}


def digest(value: Mapping[str, Any], without: Collection[str]) -> str:
    """Return the SHA-256 of an object without some of its members."""
    kept = {name: one for name, one in value.items() if name not in without}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()
