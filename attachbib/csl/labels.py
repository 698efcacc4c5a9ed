"""The `citation-label` of a reference that has none: author letters and two digits of the year."""

from __future__ import annotations

from attachbib.reference import Name, Reference

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""Number of authors → letters taken from each, as citeproc-js does by default."""


def citation_label(ref: Reference) -> str:
    """Return a label such as `Doe99` or `DoRo06`."""
    names = next(iter(ref.names.values()), ()) if "author" not in ref.names else ref.names["author"]
    counts = _LETTERS.get(len(names), (1, 1, 1, 1))
    letters = "".join(_letters(name, count) for name, count in zip(names, counts, strict=False))
    date = ref.dates.get("issued")
    year = f"{abs(date.start.year) % 100:02}" if date and date.start else ""
    return letters + year


def _letters(name: Name, count: int) -> str:
    family = (name.family or name.literal).removeprefix("The ")
    return family[:1].upper() + family[1:count].lower()
