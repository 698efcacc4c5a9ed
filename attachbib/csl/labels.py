"""The `citation-label` of a reference that has none: author letters and two digits of the year."""

from __future__ import annotations

from attachbib.reference import Name, Reference
from attachbib.richtext.case import STOP_WORDS

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""Number of authors → letters taken from each, as citeproc-js does by default."""
_ARTICLES = frozenset({"a", "an", "the"})


def citation_label(ref: Reference) -> str:
    """Return a label such as `Doe99`, `DoRo06`, or `Titl00` without authors and year."""
    names = ref.names.get("author") or next(iter(ref.names.values()), ())
    counts = _LETTERS.get(len(names), (1, 1, 1, 1))
    letters = "".join(_letters(name, count) for name, count in zip(names, counts, strict=False))
    date = ref.dates.get("issued")
    year = abs(date.start.year) % 100 if date and date.start else 0
    return f"{letters or _letters_of_title(ref.text.get('title', ''))}{year:02}"


def _letters(name: Name, count: int) -> str:
    """Return the first letters of a name, without an article or particles before it."""
    words = (name.family or name.literal).split()
    while len(words) > 1 and (
        words[0].lower() in _ARTICLES or (name.family and words[0].islower())
    ):
        del words[0]
    return _first_letters(words, count)


def _letters_of_title(title: str) -> str:
    return _first_letters([word for word in title.split() if word.lower() not in STOP_WORDS], 4)


def _first_letters(words: list[str], count: int) -> str:
    letters = "".join(filter(str.isalpha, "".join(words)))
    return letters[:1].upper() + letters[1:count].lower()
