"""CSL-JSON name objects → Name, with particles and suffixes found inside family and given names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attachbib.characters import printable
from attachbib.reference import Name

_LEADING = re.compile(r"([’']?[^\s\-ʻ’']+(?:[\-ʻ’']\s*|\s+))(.+)", re.DOTALL)
_TRAILING = re.compile(r"(?s)(.*\S)\s+([^\s]+)$")
_SUFFIX = re.compile(r"\s*,(!?)\s*")

OTHERS = "others"
"""BibTeX's `and others` as pandoc writes and reads it; CSL-JSON has no form of its own."""


def read_name(value: Mapping[str, Any]) -> Name | None:
    """Return the name, or None if the object holds no text.

    Family names that start with lower-case words get a non-dropping particle, given
    names that end with them a dropping one, unless the object says `"parse-names": false`
    or names its particles (CSL-JSON documentation, "Names").
    """

    def text(key: str) -> str:
        part = value.get(key)
        return printable(str(part)).strip() if isinstance(part, (str, int, float)) else ""

    literal, family, given = text("literal"), text("family"), text("given")
    if OTHERS in (literal, family) and not given:
        return Name(others=True)
    if literal or not (family or given):
        return Name(literal=literal) if literal else None
    if value.get("isInstitution") and not given:
        return Name(literal=family)
    suffix, comma = text("suffix"), bool(value.get("comma-suffix"))
    dropping, particle = text("dropping-particle"), text("non-dropping-particle")
    if len(family) > 1 and family[0] == family[-1] == '"':
        family = family[1:-1]
    elif value.get("parse-names", True) and not value.get("static-particles"):
        if not particle and given:
            particle, family = split_leading_particles(family)
        if not suffix:
            given, suffix, comma = _split_suffix(given, comma)
        if not dropping:
            given, dropping = _split_trailing_particles(given)
    return Name(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=particle,
        suffix=suffix,
        comma_suffix=comma,
        static_ordering=bool(value.get("static-ordering")),
    )


def split_leading_particles(family: str) -> tuple[str, str]:
    """Split lower-case words off the front: `de la Cruz` → (`de la`, `Cruz`)."""
    rest = family
    while match := _LEADING.fullmatch(rest):
        if not _is_lower(match.group(1)):
            break
        rest = match.group(2)
    particles = family[: len(family) - len(rest)]
    kept = particles.rstrip()
    if kept.endswith(("'", "’")) and particles != kept:
        kept += " "
    return kept, rest


def _split_trailing_particles(given: str) -> tuple[str, str]:
    particles: list[str] = []
    while match := _TRAILING.fullmatch(given):
        if not _is_lower(match.group(2)) or not match.group(2).strip("-"):
            break
        particles.insert(0, match.group(2))
        given = match.group(1)
    return given, " ".join(particles)


def _split_suffix(given: str, comma: bool) -> tuple[str, str, bool]:
    """`John, Jr.` and `John,! III` carry a suffix behind the comma."""
    match = _SUFFIX.search(given)
    if match is None:
        return given, "", comma
    return given[: match.start()], given[match.end() :], comma or bool(match.group(1))


def _is_lower(text: str) -> bool:
    first = text.lstrip("-ʻ’' ")[:1]
    return first.upper() != first


_KEYS = (
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "comma-suffix",
    "static-ordering",
    "literal",
)
"""The keys of a name object in the order of `Name`."""

_NOTHING_ELSE = Name()[2:]


def write_name(name: Name) -> dict[str, Any]:
    """Return the CSL-JSON object of a name."""
    if name[2:] == _NOTHING_ELSE and name.given:
        return {"family": name.family, "given": name.given}
    if name.others:
        return {"literal": OTHERS}
    return {key: value for key, value in zip(_KEYS, name, strict=False) if value}
