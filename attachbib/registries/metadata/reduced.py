"""What of a work the lock keeps: enough to tell which work it is."""

from __future__ import annotations

from attachbib.reference import Reference

_TEXT = frozenset(
    "DOI title container-title container-title-short collection-title volume issue number page "
    "publisher".split()
)
_NAMES = frozenset(("author", "editor"))


def reduced(reference: Reference, title: str) -> Reference:
    """Return a reference with little more than a reader needs to find the work."""
    text = {name: value for name, value in reference.text.items() if name in _TEXT}
    return Reference(
        reference.id,
        reference.type,
        {**text, "title": title} if title else text,
        {name: people for name, people in reference.names.items() if name in _NAMES},
        {name: date for name, date in reference.dates.items() if name == "issued"},
    )
