"""CSL-JSON in and out, with the variants that Zotero, Mendeley, pandoc and citeproc-js write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attachbib.characters import printable
from attachbib.errors import InputError
from attachbib.formats.csl_dates import parse_date, read_date, write_date
from attachbib.formats.csl_names import read_name, write_name
from attachbib.reference import DATE_VARIABLES, NAME_VARIABLES, Date, Name, Reference
from attachbib.source import Problem, Readout, Source, read_source

_RENAMED: Mapping[str, str] = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
}
"""Former or citeproc-js name → CSL 1.0.2 name; the present name wins if both are set."""

_IGNORED = frozenset({"id", "type", "custom", "categories", "multi"})
_NOTE_FIELD = re.compile(
    r"\{:([A-Za-z\-_]+):\s*([^}]+)\}|^([A-Za-z\-_]+):[ \t]*(.+)$", re.MULTILINE
)


def read_csl_json(path: Path) -> Readout[tuple[Reference, ...]]:
    """Read a CSL-JSON file: a list of items, or an object of them by id.

    Raises:
        InputError: the file cannot be read, or is not JSON of that shape.
    """
    return parse_csl_json(read_source(path))


def parse_csl_json(source: Source | str) -> Readout[tuple[Reference, ...]]:
    """Read CSL-JSON text; items that are not objects become problems.

    Raises:
        InputError: the text is not JSON, or not a list or object of items.
    """
    if isinstance(source, str):
        source = Source(Path("<text>"), source)
    try:
        data = json.loads(source.text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise InputError(
            f"not valid JSON: {getattr(error, 'msg', 'nested too deeply')}.",
            path=source.path,
            line=line,
            column=column,
            hint='CSL-JSON is a list of items: [{"id": …, "type": …}, …].',
        ) from None
    references, problems = [], []
    for number, (id_, item) in enumerate(_items(data, source.path), 1):
        if isinstance(item, Mapping):
            references.append(reference_from_csl(item, id_))
        else:
            problems.append(_not_an_item(source, number, item))
    return Readout(tuple(references), tuple(problems))


def reference_from_csl(item: Mapping[str, Any], id_: str = "") -> Reference:
    """Return the reference of one CSL-JSON item; what cannot be read is left out.

    Args:
        item: the JSON object.
        id_: the id to use if the item has none.
    """
    text: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for key, value in item.items():
        variable = _RENAMED.get(key, key)
        if key in _IGNORED or (variable != key and variable in item):
            continue
        if variable in DATE_VARIABLES:
            date = read_date(value)
            if date is not None:
                dates[variable] = date
        elif variable in NAME_VARIABLES:
            people = _names(value)
            if people:
                names[variable] = people
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            cleaned = printable(_text_of(value))
            if cleaned.strip():
                text[variable] = cleaned
    kind = str(item.get("type") or "document")
    kind = _read_note(text, names, dates, kind)
    if "event" in text:
        # CSL 1.0.1 styles ask for the old name, so it stays.
        text.setdefault("event-title", text["event"])
    own_id = item.get("id")
    own_id = "" if own_id is None else printable(str(own_id))
    return Reference(own_id or printable(id_), kind, text, names, dates)


def dump_csl_json(references: Iterable[Reference]) -> str:
    """Return references as CSL-JSON text, a list with one item on each line.

    With `indent`, Python's json would leave its C encoder and take five times as long.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    items = ",\n".join(encode(item_from_reference(reference)) for reference in references)
    return f"[\n{items}\n]\n" if items else "[]\n"


def item_from_reference(reference: Reference) -> dict[str, Any]:
    """Return the CSL-JSON item of a reference."""
    item: dict[str, Any] = {"id": reference.id, "type": reference.type, **reference.text}
    for variable, people in reference.names.items():
        item[variable] = list(map(write_name, people))
    for variable, date in reference.dates.items():
        item[variable] = write_date(date)
    return item


def _items(data: object, path: Path) -> list[tuple[str, object]]:
    if isinstance(data, Mapping) and isinstance(data.get("items"), list):
        data = data["items"]
    if isinstance(data, list):
        return [(f"item-{number}", item) for number, item in enumerate(data, 1)]
    if isinstance(data, Mapping):
        if "type" in data or "id" in data:
            return [("item-1", data)]
        return list(data.items())
    raise InputError(f"expected a list of CSL-JSON items, found {type(data).__name__}.", path=path)


def _not_an_item(source: Source, number: int, item: object) -> Problem:
    return Problem(
        "parse-error",
        f"item {number} is {type(item).__name__}, expected an object",
        source.path,
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        help="Every item of a CSL-JSON list is an object with an id and a type.",
    )


def _names(value: object) -> tuple[Name, ...]:
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, list):
        return ()
    found = []
    for item in value:
        if isinstance(item, str):
            item = {"literal": item}
        name = read_name(item) if isinstance(item, Mapping) else None
        if name is not None:
            found.append(name)
    return tuple(found)


def _text_of(value: str | int | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_note(
    text: dict[str, str], names: dict[str, tuple[Name, ...]], dates: dict[str, Date], kind: str
) -> str:
    """Read the "cheater syntax" `{:variable: value}` or `variable: value` lines of `note`.

    Returns the item type, which a note may set too. Fields the item has win.
    """
    note = text.get("note", "")
    if ":" not in note or not _NOTE_FIELD.match(note):
        return kind
    own = frozenset(names)
    for match in _NOTE_FIELD.finditer(note):
        key = match.group(1) or match.group(3)
        value = (match.group(2) or match.group(4)).strip()
        if key == "type":
            kind = value
        elif key in DATE_VARIABLES:
            date = parse_date(value)
            if date is not None:
                dates[key] = date
        elif key in NAME_VARIABLES:
            family, _, given = value.partition("||")
            parts = {"family": family.strip(), "given": given.strip()}
            name = read_name(parts if given else {"literal": value})
            if name is not None and key not in own:
                names[key] = (*names.get(key, ()), name)
        elif key == key.lower() or key in ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"):
            text.setdefault(key, value)
    return kind
