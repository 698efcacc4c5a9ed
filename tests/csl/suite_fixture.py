"""Reading one fixture of the CSL test suite: a text file of marked sections."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OPEN = re.compile(r".*>>==+ ([A-Z0-9-]+) =.*>>")
_CLOSE = re.compile(r".*<<==+ ([A-Z0-9-]+) =.*<<")
_REQUIRED = ("MODE", "RESULT", "CSL", "INPUT")


@dataclass(frozen=True)
class Fixture:
    """One fixture; the JSON sections are decoded, those it lacks are None."""

    name: str
    mode: str
    """`citation` or `bibliography`."""
    submodes: frozenset[str]
    """What follows a hyphen in MODE: `header`, `nosort`."""
    csl: str
    result: str
    references: list[dict[str, Any]]
    """The CSL-JSON items: INPUT2 where there is one, which replaces INPUT."""
    bibentries: list[list[Any]] | None
    """Successive sets of ids to register."""
    bibsection: dict[str, Any] | None
    """A filter of the bibliography."""
    citation_items: list[list[dict[str, Any]]] | None
    """Clusters of cites to render, each by itself."""
    citations: list[list[Any]] | None
    """Successive edits of a document: [citation, citations before, citations after]."""
    abbreviations: dict[str, Any] | None
    options: dict[str, Any]
    """Switches of citeproc-js's own extensions."""


def read_fixture(path: Path) -> Fixture:
    """Read a fixture file.

    Raises:
        ValueError: a required section is missing or a JSON section is not JSON.
    """
    sections = _split(path.read_text(encoding="utf-8-sig"))
    missing = [name for name in _REQUIRED if name not in sections]
    if missing:
        raise ValueError(f"{path}: section {missing[0]} is missing")

    def decoded(name: str) -> Any:
        return json.loads(sections[name]) if name in sections else None

    mode, *submodes = sections["MODE"].strip().split("-")
    return Fixture(
        name=path.stem,
        mode=mode,
        submodes=frozenset(submodes),
        csl=sections["CSL"],
        result=sections["RESULT"],
        references=[_with_id(item) for item in decoded("INPUT2") or decoded("INPUT")],
        bibentries=decoded("BIBENTRIES"),
        bibsection=decoded("BIBSECTION"),
        citation_items=decoded("CITATION-ITEMS"),
        citations=decoded("CITATIONS"),
        abbreviations=decoded("ABBREVIATIONS"),
        options=decoded("OPTIONS") or {},
    )


def _with_id(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item whose id is a string; citeproc-js calls an item without id `undefined`."""
    return {**item, "id": str(item.get("id", "undefined"))}


def _split(text: str) -> dict[str, str]:
    """Return section name → its lines; text outside of sections is commentary."""
    sections: dict[str, list[str]] = {}
    current = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if not current and (match := _OPEN.match(line)):
            current = match[1]
            sections[current] = []
        elif current and (match := _CLOSE.match(line)) and match[1] == current:
            current = ""
        elif current:
            sections[current].append(line)
    return {name: "\n".join(lines) for name, lines in sections.items()}
