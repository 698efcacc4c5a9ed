"""The fields of an entry as texts that a person reads."""

from __future__ import annotations

from attachbib.bibtex import Entry


def field_texts(entry: Entry) -> dict[str, str]:
    """Return field name → text on one line; the entry's own fields before inherited ones."""
    names = dict.fromkeys([*entry.values, *entry.inherited])
    return {name: " ".join((entry.text(name) or "").split()) for name in names}
