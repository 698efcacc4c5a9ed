"""The fields of an entry as texts that a person reads."""

from __future__ import annotations

from attachbib.bibtex import Entry
from attachbib.bibtex.addresses import verbatim

_VERBATIM = frozenset("doi url eprint file pdf ids crossref xref xdata entryset related".split())
"""Fields whose value is not LaTeX, or not all of it."""


def field_texts(entry: Entry) -> dict[str, str]:
    """Return field name → text on one line; the entry's own fields before inherited ones."""
    found: dict[str, str] = {}
    for name in dict.fromkeys([*entry.values, *entry.inherited]):
        text = verbatim(entry.value(name) or "") if name in _VERBATIM else entry.text(name)
        found[name] = " ".join((text or "").split())
    return found
