"""A lock file → Lock: what can be read of it, and a problem for each record that cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from attachbib.doi import fold_doi
from attachbib.errors import InputError
from attachbib.formats.csl_dates import read_date
from attachbib.reference import Date, Name, Reference
from attachbib.registries.lock import VERSION, Lock
from attachbib.registries.record import Outcome, Record, Update, UpdateKind
from attachbib.source import Problem, Source, Span, problem_at, read_source

_RECORD = re.compile(r'^    ("(?:[^"\\\n]|\\.)*"): \{$', re.M)
"""The first line of a record as it is written, and its DOI."""
_RECORD_END = "\n    }"
_VERSION = re.compile(r'^  "version": (\d{1,9}),$', re.M)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.M)

_REPAIR = "Run `attachbib lock`, which asks the registries again."


def read_lock(path: Path) -> Lock:
    """Read a lock file.

    Raises:
        InputError: it cannot be read, is no lock file, was written in a newer format, or
            holds a merge that was not resolved.
    """
    return parse_lock(read_source(path))


def parse_lock(source: Source) -> Lock:
    """Read the text of a lock file; a record that cannot be read becomes a problem.

    Raises:
        InputError: as `read_lock`.
    """
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        data = _salvaged(source, error)
    if not isinstance(data, dict) or not isinstance(data.get("records"), dict):
        raise InputError(
            "this is no lock file: expected an object with `version` and `records`.",
            path=source.path,
            hint="Remove it and run `attachbib lock`.",
        )
    _check_version(source, data.get("version"))
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for name, value in sorted(data["records"].items()):
        try:
            record = _record(fold_doi(name), value)
        except ValueError as error:
            problems.append(_broken(source, name, str(error)))
        else:
            records[record.doi] = record
    return Lock(source, records, tuple(sorted(problems, key=lambda one: one.line)))


def _check_version(source: Source, version: object) -> None:
    if version == VERSION:
        return
    if isinstance(version, int) and version > VERSION:
        message = f"this lock file has format {version}; this attachbib reads up to {VERSION}."
        raise InputError(message, path=source.path, hint="Update attachbib.")
    raise InputError(
        f"`version` is {version!r}, expected {VERSION}.",
        path=source.path,
        hint="Remove the file and run `attachbib lock`.",
    )


class _Broken:
    """The place of a record whose text is not JSON."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def _salvaged(source: Source, error: Exception) -> Any:
    """Return what is JSON, record by record, of a file that is not JSON as a whole."""
    if conflict := _CONFLICT.search(source.text):
        line, _ = source.position(conflict.start())
        raise InputError(
            "a merge was not resolved: the file holds conflict markers.",
            path=source.path,
            line=line,
            hint="Take either side, for example with `git checkout --ours`, and run "
            "`attachbib lock`, which asks for what is missing.",
        )
    version = _VERSION.search(source.text)
    records = dict(_chunks(source.text))
    if not version or not records:
        raise InputError(
            f"this is not valid JSON: {getattr(error, 'msg', 'nested too deeply')}.",
            path=source.path,
            line=getattr(error, "lineno", None),
            column=getattr(error, "colno", None),
            hint="Remove the file and run `attachbib lock`.",
        )
    return {"version": int(version[1]), "records": records}


def _chunks(text: str) -> Iterator[tuple[str, Any]]:
    starts = list(_RECORD.finditer(text))
    limits = [*(match.start() for match in starts[1:]), len(text)]
    for match, limit in zip(starts, limits, strict=False):
        end = text.find(_RECORD_END, match.end(), limit)
        try:
            name = json.loads(match[1])
        except ValueError:
            continue
        try:
            yield name, json.loads(text[match.end() - 1 : end + len(_RECORD_END)])
        except (ValueError, RecursionError):
            yield name, _Broken("it is not valid JSON")


def _broken(source: Source, name: str, reason: str) -> Problem:
    place = source.text.find(json.dumps(name, ensure_ascii=False) + ":")
    start = max(place, 0)
    end = start + len(name) + 2 if place >= 0 else start
    message = f"the record of {name} cannot be read: {reason}"
    return problem_at(source, Span(start, end), "parse-error", message, help=_REPAIR)


def _record(doi: str, value: Any) -> Record:
    """Return a record.

    Raises:
        ValueError: it is none; says why.
    """
    if isinstance(value, _Broken):
        raise ValueError(value.reason)
    members = _object(value, "it")
    outcome = _text(members, "outcome")
    if outcome not in get_args(Outcome):
        raise ValueError(f"`outcome` is {outcome!r}, expected one of {get_args(Outcome)}")
    asked = _text(members, "asked")
    try:
        date.fromisoformat(asked)
    except ValueError:
        raise ValueError(f"`asked` is {asked!r}, expected a day such as 2026-01-31") from None
    work = members.get("work")
    years = _list(members, "years")
    if not all(type(year) is int for year in years):
        raise ValueError("`years` holds something that is no number")
    titles = _list(members, "titles")
    return Record(
        doi=doi,
        outcome=cast(Outcome, outcome),
        asked=asked,
        agency=_text(members, "agency", ""),
        reference=None if work is None else _reference(doi, _object(work, "`work`")),
        titles=tuple(_checked(title, "a title") for title in titles),
        years=tuple(years),
        updates=tuple(_update(_object(one, "an update")) for one in _list(members, "updates")),
        digest=_text(members, "digest", ""),
    )


def _update(members: Mapping[str, Any]) -> Update:
    kind = _text(members, "kind")
    if kind not in get_args(UpdateKind):
        raise ValueError(f"`kind` is {kind!r}, expected one of {get_args(UpdateKind)}")
    rest = {name: _text(members, name, "") for name in ("label", "date", "notice", "source")}
    return Update(cast(UpdateKind, kind), **rest)


def _reference(doi: str, members: Mapping[str, Any]) -> Reference:
    """Return a work exactly as it was written; by its form a value is a text, names or a date."""
    text: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for variable, value in members.items():
        if isinstance(value, str):
            text[variable] = value
        elif isinstance(value, list):
            names[variable] = tuple(_name(_object(one, "a name")) for one in value)
        elif (date := read_date(_object(value, f"`{variable}`"))) is not None:
            dates[variable] = date
    kind = text.pop("type", "")
    if not kind:
        raise ValueError("`work` has no `type`")
    return Reference(doi, kind, text, names, dates)


_FLAGS = frozenset({"comma-suffix", "static-ordering"})
_PARTS = {field.replace("_", "-"): field for field in Name._fields}


def _name(members: Mapping[str, Any]) -> Name:
    if members.get("literal") == "others":
        return Name(others=True)
    parts: dict[str, Any] = {}
    for key, value in members.items():
        if key not in _PARTS:
            raise ValueError(f"a name has the key `{key}`")
        parts[_PARTS[key]] = bool(value) if key in _FLAGS else _checked(value, f"`{key}`")
    return Name(**parts)


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is {type(value).__name__}, expected an object")
    return value


def _list(members: Mapping[str, Any], name: str) -> list[Any]:
    value = members.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"`{name}` is {type(value).__name__}, expected a list")
    return value


def _text(members: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = members.get(name, default)
    if value is None:
        raise ValueError(f"`{name}` is missing")
    return _checked(value, f"`{name}`")


def _checked(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{what} is {type(value).__name__}, expected a text")
    return value
