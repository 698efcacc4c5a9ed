"""Citation keys made by a pattern, such as `authYear` → `bowlby1982`.

A pattern is made of the words of `PARTS` and the marks `-`, `_`, `:`, `.` and `+`. A word
with a capital stands for its value with one: `AuthYear` → `Bowlby1982`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from itertools import count

from attachbib.bibtex.folding import words_of
from attachbib.bibtex.latex import strip_markup
from attachbib.bibtex.summary import makers
from attachbib.errors import InputError
from attachbib.reference import Name, Reference

DEFAULT_PATTERN = "authYear"

_NOT_ASCII = re.compile(r"[^a-z0-9]+")
_LITTLE = frozenset(
    "a an and are as at by das de der des die do does el en et for from how in is la le les of on "
    "or the to und was what when where which who why with".split()
)
"""Words that no key takes from titles and names of institutions."""
_ACRONYM = 3
"""From so many words on, an institution is its initials: the World Health Organization, `who`."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def make_key(reference: Reference, taken: Container[str], pattern: str = DEFAULT_PATTERN) -> str:
    """Return a citation key in ASCII for a reference.

    Args:
        reference: what the key is for.
        taken: keys in use, in lower case; the new one differs from them, in case it must by
            a letter at its end: `doe2020a`.
        pattern: see the module; `check_pattern` says whether it is one.
    """
    parts = _PATTERN_PART.findall(pattern)
    values = ((part, PARTS.get(part.lower())) for part in parts)
    key = "".join(
        part if value is None else _cased(value(reference), part) for part, value in values
    )
    return distinct(key.strip("-_:.+") or "ref", taken)


def distinct(key: str, taken: Container[str]) -> str:
    """Return a key, with a letter behind it if it is among those taken, in lower case."""
    if key.lower() not in taken:
        return key
    return next(found for n in count() if (found := key + _letters(n)).lower() not in taken)


def with_keys(references: Iterable[Reference], taken: Iterable[str] = ()) -> tuple[Reference, ...]:
    """Return references with keys made for those that have none, none of them taken."""
    references = tuple(references)
    if all(reference.id for reference in references):
        return references
    used = {key.lower() for key in (*taken, *(reference.id for reference in references))}
    found: list[Reference] = []
    for reference in references:
        if not reference.id:
            reference = replace(reference, id=make_key(reference, used))
            used.add(reference.id.lower())
        found.append(reference)
    return tuple(found)


def check_pattern(pattern: str) -> str:
    """Return a pattern.

    Raises:
        InputError: it is none.
    """
    rest = _PATTERN_PART.sub("", pattern)
    if rest or not any(part.lower() in PARTS for part in _PATTERN_PART.findall(pattern)):
        raise InputError(
            f"'{pattern}' is no pattern of keys.",
            hint=f"It is made of {', '.join(PARTS)}, with - _ : . or + between them.",
        )
    return pattern


def _letters(number: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    before, last = divmod(number, len(_ALPHABET))
    return (_letters(before - 1) if before else "") + _ALPHABET[last]


def _cased(value: str, part: str) -> str:
    return value[:1].upper() + value[1:] if part[0].isupper() else value


def _ascii(text: str) -> str:
    return "".join(_NOT_ASCII.sub("", word) for word in words_of(strip_markup(text)))


def _telling_words(text: str) -> list[str]:
    found = (_NOT_ASCII.sub("", word) for word in words_of(text) if word not in _LITTLE)
    return [word for word in found if word]


def _family(name: Name) -> str:
    if not name.literal:
        return _ascii(name.family)
    words = _telling_words(name.literal)
    return "".join(word[0] for word in words) if len(words) >= _ACRONYM else "".join(words)


def _auth(reference: Reference) -> str:
    """The family name of the first author or editor, else a word of the title."""
    people = makers(reference)
    return next(filter(None, map(_family, people)), "") or _title(reference)


def _auths(reference: Reference) -> str:
    """The family names of up to three authors."""
    families = list(filter(None, map(_family, makers(reference))))
    if len(families) > 3:
        return f"{families[0]}etal"
    return "".join(families) or _title(reference)


def _year(reference: Reference) -> str:
    date = reference.dates.get("issued")
    if date is None or date.start is None:
        return "nd"
    year = date.start.year
    return str(year) if year > 0 else f"{-year}bc"


def _title_words(reference: Reference) -> list[str]:
    return _telling_words(strip_markup(reference.text.get("title", ""))[:1000])


def _title(reference: Reference) -> str:
    """The first word of the title that says something."""
    return next(iter(_title_words(reference)), "")


def _short_title(reference: Reference) -> str:
    """The first three of them, the second and third with a capital."""
    first, *others = _title_words(reference)[:3] or [""]
    return first + "".join(word.capitalize() for word in others)


PARTS: Mapping[str, Callable[[Reference], str]] = {
    "auth": _auth,
    "auths": _auths,
    "year": _year,
    "title": _title,
    "shorttitle": _short_title,
}
"""Word of a pattern → what it stands for, in lower case."""

_PATTERN_PART = re.compile(
    "|".join(sorted(PARTS, key=len, reverse=True)) + "|[-_:.+]", re.IGNORECASE
)
