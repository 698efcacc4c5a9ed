"""Completing entries: which of a registry's fields an entry lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from attachbib.bibtex import Entry
from attachbib.bibtex.blocks import RawField, RawPart
from attachbib.bibtex.fields import ALIASES
from attachbib.bibtex.fmt_values import format_value
from attachbib.bibtex.write import Dialect, entry_fields
from attachbib.reference import Reference

FIELDS = frozenset(
    "author editor title subtitle journaltitle booktitle maintitle date volume number pages eid "
    "edition series publisher location institution isbn".split()
)
"""Fields, by their names in BibLaTeX, that are filled in unless others are asked for."""

_SAME: Mapping[str, str] = {"year": "date", "month": "date", "eid": "pages"}
"""Field → another one that says the same."""


def missing_fields(
    entry: Entry, work: Reference, dialect: Dialect, wanted: Collection[str] = ()
) -> dict[str, str]:
    """Return field → LaTeX of what a registry has of a work and its entry has not.

    Args:
        entry: never loses or changes a field by this.
        work: what the registry has.
        dialect: that of the library, which names the fields.
        wanted: names of fields; empty for `FIELDS`.
    """
    _, fields = entry_fields(replace(work, id=entry.key), dialect)
    chosen = {_name(name) for name in wanted} or FIELDS
    filled = [*entry.values, *entry.inherited]
    had = {_meaning(name) for name in filled if (entry.value(name) or "").strip()}
    return {
        name: _laid_out(name, value)
        for name, value in fields.items()
        if name != "month"  # stands in a file without braces, so it is no text to set
        if _name(name) in chosen or _meaning(name) in chosen
        if _meaning(name) not in had
    }


def _laid_out(name: str, value: str) -> str:
    """Return LaTeX as `refs fmt` lays it out, such as the dash between pages."""
    field = RawField(name, 0, 0, 0, (RawPart(value, False),))
    return format_value(field, ())[1:-1]


def _name(name: str) -> str:
    name = name.lower()
    return ALIASES.get(name, name)


def _meaning(name: str) -> str:
    """Return what a field says, by the name of the field that mostly says it."""
    name = _name(name)
    return _SAME.get(name, name)
