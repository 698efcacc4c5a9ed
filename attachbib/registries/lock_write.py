"""Records → the text of a lock file: JSON, laid out so that a diff shows what has changed.

Records are in the order of their DOIs and keys in one order; each value has a line of its
own, each name and each update too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attachbib.characters import printable
from attachbib.formats.csl_dates import write_date
from attachbib.formats.csl_names import write_name
from attachbib.reference import Reference
from attachbib.registries.lock import VERSION
from attachbib.registries.record import Record, Update

_encode = json.JSONEncoder(ensure_ascii=False).encode


def dump_lock(records: Mapping[str, Record]) -> str:
    """Return the text of a lock file.

    Args:
        records: folded DOI → record.
    """
    blocks = [_block(doi, _members(records[doi]), "    ") for doi in sorted(records)]
    body = ",\n".join(blocks)
    inside = f"{{\n{body}\n  }}" if blocks else "{}"
    return printable(f'{{\n  "version": {VERSION},\n  "records": {inside}\n}}\n')


def _members(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield what is known of a record; what is empty is left out."""
    yield "outcome", record.outcome
    yield "asked", record.asked
    if record.agency:
        yield "agency", record.agency
    if record.reference is not None:
        yield "work", _work(record.reference)
    if record.titles:
        yield "titles", [*record.titles]
    if record.years:
        yield "years", _Short(record.years)
    if record.updates:
        yield "updates", list(map(_update, record.updates))
    if record.digest:
        yield "digest", record.digest


def _work(reference: Reference) -> dict[str, Any]:
    """Return a work as a CSL-JSON item, without its id, which is the DOI."""
    variables: dict[str, Any] = {**reference.text}
    for name, people in reference.names.items():
        variables[name] = list(map(write_name, people))
    for name, date in reference.dates.items():
        variables[name] = write_date(date)
    return {"type": reference.type, **dict(sorted(variables.items()))}


def _update(update: Update) -> dict[str, str]:
    members = {
        "kind": update.kind,
        "label": update.label,
        "date": update.date,
        "notice": update.notice,
        "source": update.source,
    }
    return {name: value for name, value in members.items() if value}


class _Short(tuple[int, ...]):
    """A list that stays on one line."""


def _block(name: str, members: Any, indent: str) -> str:
    """Return an object with one member on each line, after its name."""
    inner = indent + "  "
    lines = [_member(key, value, inner) for key, value in dict(members).items()]
    return f"{indent}{_encode(name)}: {{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _member(name: str, value: Any, indent: str) -> str:
    if name == "work":
        return _block(name, value, indent)
    if isinstance(value, list):
        items = ",\n".join(f"{indent}  {_encode(item)}" for item in value)
        return f"{indent}{_encode(name)}: [\n{items}\n{indent}]"
    return f"{indent}{_encode(name)}: {_encode(value)}"
