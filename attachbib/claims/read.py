"""Reading a claims file: every record that can be read, and a problem for each that cannot."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from attachbib.claims.model import (
    KINDS,
    STANCES,
    Claim,
    ClaimsFile,
    Evidence,
    Review,
    TextQuoteSelector,
)
from attachbib.claims.positions import Path as Way
from attachbib.claims.positions import locate
from attachbib.source import Problem, Source, Span, problem_at, read_source
from attachbib.spelling import closest

_CLAIM_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*claim[ \t]*\]\]", re.M)
ERROR_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")
"""What a message of tomllib ends with; groups 1 and 2 are the line and the column."""

_CLAIM = {
    "id": str,
    "file": str,
    "kind": str,
    "anchor": dict,
    "evidence": list,
    "review": dict,
    "exempt": str,
    "proposed": str,
}
_ANCHOR = {"exact": str, "prefix": str, "suffix": str, "start": int}
_EVIDENCE = {"key": str, "stance": str, "locator": str, "quote": str, "note": str}
_REVIEW = {
    "by": str,
    "on": (str, date),
    "text_sha256": str,
    "evidence_sha256": str,
    "reference_sha256": str,
}
_TYPE_NAMES = {str: "a string", int: "a whole number", dict: "a table", list: "a list of tables"}


def read_claims(path: Path) -> ClaimsFile:
    """Read a claims file.

    Raises:
        InputError: the file cannot be read.
        EncodingError: it is not UTF-8.
    """
    return parse_claims(read_source(path))


def parse_claims(source: Source) -> ClaimsFile:
    """Read a claims file's text; one broken record costs only that record."""
    reader = _Reader(source)
    try:
        reader.document(tomllib.loads(_newlines(source.text)), 0, source.text)
    except tomllib.TOMLDecodeError:
        reader.records()
    except RecursionError:
        reader.problem(0, 1, "the file is nested too deeply", "Flatten its arrays.")
    return ClaimsFile(source, tuple(reader.claims), tuple(reader.problems))


def _newlines(text: str) -> str:
    """Return the text with lone carriage returns, which TOML forbids, as spaces."""
    return text.replace("\r\n", " \n").replace("\r", " ")


class _Reader:
    """Claims and problems as the records go by."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        self.base = 0
        self.places: dict[Way, tuple[int, int]] = {}

    def problem(self, start: int, end: int, message: str, advice: str = "") -> None:
        self.problems.append(
            problem_at(self.source, Span(start, end), "parse-error", message, help=advice)
        )

    def span(self, way: Way) -> Span:
        """Return where something stands, or the nearest thing around it that has a place."""
        while way and way not in self.places:
            way = way[:-1]
        start, end = self.places.get(way, (0, 1))
        return Span(self.base + start, self.base + end)

    def complain(self, way: Way, message: str, advice: str = "") -> None:
        span = self.span(way)
        self.problem(span.start, span.end, message, advice)

    def records(self) -> None:
        """Read a file that is not valid TOML, record by record."""
        text = self.source.text
        starts = [match.start() for match in _CLAIM_HEADER.finditer(text)]
        bounds = [0, *(start for start in starts if start), len(text)]
        for start, end in pairwise(bounds):
            part = text[start:end]
            try:
                self.document(tomllib.loads(_newlines(part)), start, part)
            except tomllib.TOMLDecodeError as error:
                self.syntax(error, start, part)

    def syntax(self, error: tomllib.TOMLDecodeError, start: int, part: str) -> None:
        message = str(error)
        place = ERROR_PLACE.search(message)
        at = start + len(part.rstrip())
        if place and place[1]:
            lines = part.split("\n")
            line = int(place[1])
            at = start + sum(len(one) + 1 for one in lines[: line - 1]) + int(place[2]) - 1
        what = ERROR_PLACE.sub("", message)
        self.problem(
            min(at, len(self.source.text)),
            min(at + 1, len(self.source.text)),
            f"this is not valid TOML: {what[:1].lower()}{what[1:]}",
            "The claim it stands in is left out until this is corrected.",
        )

    def document(self, data: Mapping[str, Any], base: int, text: str) -> None:
        self.base = base
        self.places = locate(text)
        self.known((), data, ("claim",))
        claims = data.get("claim", [])
        if not _is_tables(claims):
            self.complain(("claim",), "`claim` is not a list of tables", "Write `[[claim]]`.")
            return
        for index, record in enumerate(claims):
            self.claim(("claim", index), record)

    def known(self, way: Way, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                self.complain((*way, name), f"unknown key `{name}`", _suggest(name, names))

    def fields(
        self, way: Way, table: Mapping[str, Any], types: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the values that have the type they should have; complain about all others."""
        self.known(way, table, tuple(types))
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name not in types:
                continue
            if isinstance(value, types[name]) and not isinstance(value, bool):
                values[name] = value
            else:
                expected = _TYPE_NAMES.get(types[name], "a date")
                self.complain((*way, name), f"`{name}` should be {expected}", "")
        return values

    def claim(self, way: Way, record: Mapping[str, Any]) -> None:
        values = self.fields(way, record, _CLAIM)
        span = self.span(way)
        identifier = values.get("id", "")
        label = f"claim `{identifier}`" if identifier else "this claim"
        if not identifier:
            self.complain(way, "the claim has no `id`", 'Give it a short name: `id = "…"`.')
        elif identifier in self.ids:
            self.complain((*way, "id"), f"another claim has the id `{identifier}`", "Rename one.")
        self.ids.add(identifier)
        if not values.get("file"):
            self.complain(way, f"{label} names no `file`", "Name the article it stands in.")
        if "exempt" in values and not values["exempt"].strip():
            self.complain(
                (*way, "exempt"), "`exempt` gives no reason", "Say why no source is needed."
            )
        anchor = self.anchor((*way, "anchor"), values.get("anchor", {}), label)
        self.claims.append(
            Claim(
                id=identifier,
                file=values.get("file", ""),
                anchor=anchor,
                kind=self.choice((*way, "kind"), values.get("kind", "other"), KINDS),
                evidence=self.evidence((*way, "evidence"), values.get("evidence", [])),
                exempt=values.get("exempt", "").strip(),
                proposed=values.get("proposed", "").strip(),
                review=self.review((*way, "review"), values.get("review")),
                span=span,
                line=self.source.position(span.start)[0],
            )
        )

    def anchor(self, way: Way, table: Mapping[str, Any], label: str) -> TextQuoteSelector:
        values = self.fields(way, table, _ANCHOR)
        if not values.get("exact", "").strip():
            self.complain(way, f"{label} has no `anchor.exact`", "Copy the sentence there.")
        return TextQuoteSelector(
            exact=values.get("exact", ""),
            prefix=values.get("prefix", ""),
            suffix=values.get("suffix", ""),
            start=values.get("start"),
        )

    def evidence(self, way: Way, records: list[Any]) -> tuple[Evidence, ...]:
        if not _is_tables(records):
            self.complain(way, "`evidence` is not a list of tables", "Write `[[claim.evidence]]`.")
            return ()
        found: list[Evidence] = []
        for index, record in enumerate(records):
            here = (*way, index)
            values = self.fields(here, record, _EVIDENCE)
            if not values.get("key"):
                self.complain(here, "the evidence names no `key`", "Name the reference.")
                continue
            values["stance"] = self.choice(
                (*here, "stance"), values.get("stance", "supports"), STANCES
            )
            found.append(Evidence(**values, span=self.span((*here, "key"))))
        return tuple(found)

    def review(self, way: Way, table: Mapping[str, Any] | None) -> Review | None:
        if table is None:
            return None
        values = self.fields(way, table, _REVIEW)
        if not values.get("by") or not values.get("on"):
            self.complain(way, "the review lacks `by` or `on`", "Say who reviewed it, and when.")
            return None
        return Review(**{name: str(value) for name, value in values.items()})

    def choice(self, way: Way, value: str, choices: tuple[str, ...]) -> str:
        """Return a value that is one of the choices; else complain and return a neutral one."""
        if value in choices:
            return value
        message = f"`{way[-1]}` is {value!r}, which is none of its values"
        self.complain(way, message, _suggest(value, choices))
        return choices[-1]


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _suggest(name: str, names: tuple[str, ...]) -> str:
    close = closest(name, names)
    return f"Did you mean `{close}`?" if close else f"Known here: {', '.join(names)}."
