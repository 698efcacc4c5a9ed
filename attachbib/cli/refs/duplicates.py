"""Groups of duplicates as text for a person and as objects for JSON.

An object has {kind, why, entries, differs}: `kind` is same, perhaps or related, `why` a list of
reasons, `entries` a list of what `attachbib.cli.refs.listing` describes, and `differs` field
name → the texts of that field in the order of the entries, where they are not the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from attachbib.bibtex.dedupe import Group
from attachbib.bibtex.fields import ALIASES
from attachbib.bibtex.likeness import Kind
from attachbib.bibtex.summary import summarize
from attachbib.bibtex.works import Work
from attachbib.cli.columns import fit, terminal_columns
from attachbib.cli.places import line_text
from attachbib.cli.refs.listing import summary_item
from attachbib.refs.texts import field_texts
from attachbib.reports.display import escape, width

_HEADINGS: dict[Kind, str] = {
    "same": "One work",
    "perhaps": "Perhaps one work",
    "related": "Two works",
}
_NOTHING = "–"


def group_item(group: Group) -> dict[str, Any]:
    """Return a group as an object for JSON."""
    return {
        "kind": group.kind,
        "why": list(group.why),
        "entries": [
            summary_item(work.library, work.entry, summarize(work.entry)) for work in group.works
        ],
        "differs": _differences(group),
    }


def group_lines(group: Group) -> Iterator[str]:
    """Yield the lines of a group: its entries, and what differs among them, below each other."""
    columns = terminal_columns()
    yield f"{_HEADINGS[group.kind]}: {escape(', '.join(group.why))}"
    names = _names(group.works)
    for name, work in zip(names, group.works, strict=True):
        yield f"  {name}  {line_text(work.library.source, work.entry.span.start)}"
    for field, texts in _differences(group).items():
        yield f"    {escape(field)}"
        for name, text in zip(names, texts, strict=True):
            yield fit(f"      {name}  {escape(text) or _NOTHING}", columns)
    if group.kind == "same" and (keys := _merge_order(group.works)):
        yield f"  To merge them: --merge {' '.join(map(shlex.quote, keys))}"


def _differences(group: Group) -> dict[str, list[str]]:
    """Field → its text in each entry, where they are not the same; other names count as one."""
    columns: list[dict[str, str]] = []
    for work in group.works:
        texts: dict[str, str] = {}
        for name, text in field_texts(work.entry).items():
            texts.setdefault(ALIASES.get(name, name), text)
        columns.append({"type": f"@{work.entry.type}", **texts} if "type" not in texts else texts)
    rows = {
        name: [texts.get(name, "") for texts in columns]
        for name in dict.fromkeys(name for texts in columns for name in texts)
    }
    return {name: texts for name, texts in rows.items() if len(set(texts)) > 1}


def _names(works: tuple[Work, ...]) -> list[str]:
    keys = [escape(work.entry.key) or _NOTHING for work in works]
    columns = max(map(width, keys))
    return [key + " " * (columns - width(key)) for key in keys]


def _merge_order(works: tuple[Work, ...]) -> list[str]:
    """The keys of the entries, the fullest first; none if a key is missing."""
    keys = [work.entry.key for work in sorted(works, key=lambda one: -len(one.entry.values))]
    return [escape(key) for key in keys] if all(keys) else []
