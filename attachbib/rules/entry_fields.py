"""The fields of an entry as rules compare them."""

from __future__ import annotations

from attachbib.bibtex import Entry
from attachbib.bibtex.addresses import verbatim


def own_doi(entry: Entry) -> str:
    """Return what the entry's own `doi` field holds; "" if it has none or inherits it."""
    return field_text(entry, "doi") if "doi" in entry.values else ""


def field_text(entry: Entry, name: str) -> str:
    """Return a field as it is meant, on one line; "" if it is missing or empty."""
    return " ".join(verbatim(entry.value(name) or "").split())
