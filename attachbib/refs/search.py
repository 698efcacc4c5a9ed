"""Find references by words: what each word is worth where it stands, best first.

A query looks at few fields and finds few entries. So an entry's LaTeX is turned into text
only if it could hide a word (`M{\\"u}ller`) or has all of them as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.addresses import unlabelled_doi
from attachbib.bibtex.fields import ALIASES
from attachbib.bibtex.folding import fold, words_of
from attachbib.bibtex.latex import plain_text
from attachbib.bibtex.summary import is_work

_WORTH: dict[str, int] = {
    **dict.fromkeys(("author", "shortauthor"), 8),
    **dict.fromkeys(("title", "subtitle", "titleaddon", "shorttitle"), 8),
    **dict.fromkeys(("year", "date", "doi"), 8),
    **dict.fromkeys(("editor", "translator", "bookauthor", "eventdate", "origdate"), 4),
    "keywords": 4,
    **dict.fromkeys(("booktitle", "maintitle", "journaltitle", "series"), 2),
    **dict.fromkeys(("annotation", "abstract", "note"), 1),
}
"""Field in BibLaTeX → points for a word in it; half of them for the beginning of a word."""

_WORTH |= {name: _WORTH[field] for name, field in ALIASES.items() if field in _WORTH}
_KEY_WORTH = 4
_BRACES = str.maketrans("", "", "{}")
_HARD = re.compile(r"[\\$<]")
"""What may stand inside a word of the text but not in its spelling in LaTeX."""


class Hit(NamedTuple):
    """An entry that was found."""

    library: Library
    entry: Entry
    score: float


def search(
    libraries: Iterable[Library], query: Sequence[str], *, any_word: bool = False
) -> list[Hit]:
    """Return the entries that have the words of a query, the best first, else in file order.

    Args:
        libraries: where to look.
        query: words, or texts with several; case, accents and punctuation do not count,
            the beginning of a word is enough, and a DOI may have its address before it.
        any_word: whether one of the words is enough.
    """
    wanted = list(dict.fromkeys(word for text in query for word in words_of(unlabelled_doi(text))))
    needed = 1 if any_word else len(wanted)
    if not wanted:
        return []
    hits = [
        Hit(library, entry, score)
        for library in libraries
        for entry in library.entries
        if is_work(entry) and (score := _score(entry, wanted, needed))
    ]
    return sorted(hits, key=lambda hit: -hit.score)


def _score(entry: Entry, wanted: Sequence[str], needed: int) -> float:
    """The points of an entry; 0 when it has fewer words than are needed."""
    values = list(_values(entry))
    raw = " ".join(value for value, _ in values)
    if not _HARD.search(raw):
        folded = fold(raw.translate(_BRACES))
        if sum(word in folded for word in wanted) < needed:
            return 0
    best = dict.fromkeys(wanted, 0.0)
    for value, worth in values:
        for had in set(words_of(plain_text(value))):
            for word in wanted:
                if had.startswith(word):
                    best[word] = max(best[word], worth if had == word else worth / 2)
    points = [point for point in best.values() if point]
    return sum(points) if len(points) >= needed else 0


def _values(entry: Entry) -> Iterator[tuple[str, int]]:
    """The LaTeX values that are searched, each with what a word in it is worth."""
    yield entry.key, _KEY_WORTH
    for name, value in chain(entry.values.items(), entry.inherited.items()):
        if name in _WORTH:
            yield value, _WORTH[name]
