"""Citation keys of adopted references: family name and year, `Doe2020`, then `Doe2020a` …"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from attachbib.reference import Reference

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")
_MAX_NAME = 24


def key_references(references: Sequence[Reference]) -> list[str]:
    """Return a key for each reference, all different; the order of the list decides on letters."""
    bases = [_base(one) for one in references]
    counts = Counter(base.casefold() for base in bases)
    used = Counter[str]()
    keys: list[str] = []
    for base in bases:
        name = base.casefold()
        keys.append(base + _letter(used[name]) if counts[name] > 1 else base)
        used[name] += 1
    return keys


def _letter(index: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    before, at = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + at)


def _base(reference: Reference) -> str:
    words = next((word for word in _names(reference) if word), "Work")
    issued = reference.dates.get("issued")
    return f"{words}{issued.start.year if issued and issued.start else ''}"


def _names(reference: Reference) -> Iterator[str]:
    for people in reference.names.values():
        yield _plain(people[0].family or people[0].literal)
    title = reference.text.get("title", "").split()
    yield _plain(next((word for word in title if len(word) > 3), ""))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    words = _NO_KEY.sub(" ", "".join(one for one in letters if not unicodedata.combining(one)))
    return "".join(word[:1].upper() + word[1:] for word in words.split())[:_MAX_NAME]
