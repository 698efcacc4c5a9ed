"""Titles, names and journals in the form in which two sources of one work write them alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attachbib.reference import Name

LONGEST = 1_000
"""Characters of a text that are compared."""

_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "a", "œ": "o"}
)
_SPELLED = re.compile(r"(?<=[aou])e")
"""`Mueller` and `Müller` both become `muller`."""

_LETTERS = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфхцчшщъыьэюяё" + "αβγδεζηθικλμνξοπρστυφχψως",
            "a b v g d e z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e "
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi "
            "rho sigma tau upsilon phi chi psi omega sigma".split(),
            strict=True,
        )
    )
)
"""Cyrillic in Latin letters; Greek letters, which titles spell out."""

_MARKS = re.compile("[\u0300-\u036f]+")
_TAG = re.compile(r"<[^<>]*+>")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("[’'ʼʻ`]")
_SUBTITLE = re.compile(r"[:?!.]\s| [-–—]+ |—")
_STATUS = re.compile(r"^\W*(?:retracted|withdrawn|removed)(?: article| paper)?\W+", re.I)
_SMALL = frozenset("a an and de der des die et for in la le of on the und".split())


def fold(text: str) -> str:
    """Return text without markup, case, accents and apostrophes, in Latin letters."""
    text = _APOSTROPHE.sub("", _TAG.sub("", text[:LONGEST]))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_LATIN)
        text = _MARKS.sub("", text).translate(_LETTERS).replace("_", "")
    return _SPELLED.sub("", text.lower())


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return _WORD.findall(fold(text))


def titles(title: str) -> Iterator[str]:
    """Yield a title folded, and without its subtitle."""
    title = _STATUS.sub("", _TAG.sub("", title[:LONGEST]))
    yield " ".join(words(title))
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    if main != title:
        yield " ".join(words(main))


def family_of(name: Name) -> str:
    """Return the family name, or the whole of a name without parts, folded."""
    return " ".join(words(name.literal or name.family or name.given))


def all_of(name: Name) -> set[str]:
    """Return every word of a name, folded."""
    return set(words(f"{name.non_dropping_particle} {name.family} {name.given} {name.literal}"))


def initial_of(name: Name) -> str:
    """Return the first letter of the given name, folded, or ""."""
    return fold(name.given)[:1]


def is_latin(text: str) -> bool:
    """Whether a folded text can be compared with one in Latin letters."""
    return text.isascii()


def abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether a journal's title abbreviates another: `j am chem soc`, `pnas`."""
    long = [word for word in long if word not in _SMALL]
    short = [word for word in short if word not in _SMALL]
    if not short or not long:
        return False
    if len(short) == 1 and len(long) > 1:
        return short[0] == "".join(word[0] for word in long)
    rest = iter(long)
    return all(any(_cut(one, word) for word in rest) for one in short) and len(short) * 2 > len(
        long
    )


def _cut(short: str, word: str) -> bool:
    """Whether a word can be cut to another: `natl` of `national`."""
    if short[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)
