"""Collation: text → a key that sorts as readers of a language expect.

A primary-strength subset of the Unicode Collation Algorithm (case, accents and
punctuation do not count, numbers sort by value, words before longer words), with
the letters that the larger Latin-script languages sort apart (CLDR root tailorings).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_TAILORINGS: Mapping[str, Mapping[str, str]] = {
    "sv": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "fi": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "da": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nb": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nn": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "et": {"š": "s1", "z": "s2", "ž": "s3", "õ": "w1", "ä": "w2", "ö": "w3", "ü": "w4"},
    "es": {"ñ": "n1"},
    "gl": {"ñ": "n1"},
    "eu": {"ñ": "n1"},
    "cs": {"č": "c1", "ch": "h1", "ř": "r1", "š": "s1", "ž": "z1"},
    "sk": {"ä": "a1", "č": "c1", "ch": "h1", "ô": "o1", "š": "s1", "ž": "z1"},
    "hr": {"č": "c1", "ć": "c2", "đ": "d1", "š": "s1", "ž": "z1"},
    "sl": {"č": "c1", "ć": "c2", "đ": "d1", "š": "s1", "ž": "z1"},
    "pl": {
        "ą": "a1",
        "ć": "c1",
        "ę": "e1",
        "ł": "l1",
        "ń": "n1",
        "ó": "o1",
        "ś": "s1",
        "ź": "z1",
        "ż": "z2",
    },
    "hu": {"ö": "o1", "ő": "o1", "ü": "u1", "ű": "u1"},
    "tr": {"ç": "c1", "ğ": "g1", "ı": "h1", "ö": "o1", "ş": "s1", "ü": "u1"},
    "lt": {"č": "c1", "š": "s1", "ž": "z1"},
    "lv": {"č": "c1", "ģ": "g1", "ķ": "k1", "ļ": "l1", "ņ": "n1", "š": "s1", "ž": "z1"},
    "ro": {"ă": "a1", "â": "a2", "î": "i1", "ș": "s1", "ş": "s1", "ț": "t1", "ţ": "t1"},
    "is": {"ð": "d1", "þ": "z1", "æ": "z2", "ö": "z3"},
}
"""Language → letter → the base letter it follows and its place after it."""

_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)
_IGNORED = re.compile(r"[^\w\s]+|_+")
"""Punctuation and accents."""
_ASCII = {
    code: char.lower() if char.isalnum() or char.isspace() else None
    for code, char in enumerate(map(chr, range(128)))
}
"""Lower case, and without what is ignored."""
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str) -> str:
    """Return a string whose code-point order is the sort order of `text`.

    Args:
        text: plain text.
        language: primary language subtag, e.g. `sv`.
    """
    folded = text.translate(_ASCII) if text.isascii() else _IGNORED.sub("", _folded(text, language))
    return _NUMBER.sub(_by_value, " ".join(folded.split()))


def _folded(text: str, language: str) -> str:
    """Return a text in lower case, its letters as the language sorts them, accents apart."""
    text = unicodedata.normalize("NFC", text.lower())
    tailoring = _tailoring(language)
    if tailoring:
        text = tailoring[0].sub(lambda match: tailoring[1][match.group()], text)
    return unicodedata.normalize("NFD", text.translate(_LIGATURES))


@lru_cache(maxsize=64)
def _tailoring(language: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    letters = _TAILORINGS.get(language)
    if letters is None:
        return None
    pattern = re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True)))
    return pattern, {
        letter: place[0] + chr(0x10FFF0 + int(place[1])) for letter, place in letters.items()
    }


def _by_value(match: re.Match[str]) -> str:
    """Write a number so that longer ones sort after shorter ones, and before letters."""
    digits = match.group().lstrip("0") or "0"
    return chr(0x21 + min(len(digits), 14)) + digits
