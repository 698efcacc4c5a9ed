"""Run fixtures of the CSL test suite and compare exactly.

    python tests/csl/run_suite.py DIR [-v] [-k WORD] [--show NAME] [--passing FILE]

Prints the names of the failing fixtures (with `-v` also what was expected and
what came; `--show` prints both for one fixture, failing or not), and last
`N passed, M failed`. Exits 1 if any failed. How results
are put together follows the suite's README and citeproc-js's runner, whose
output the expected results are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from suite_fixture import Fixture, read_fixture
from suite_html import WRITER, header

from attachbib.csl import Citation, Cite, Position, Processor, Style, style_from_xml
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Reference

_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")
"""The names of citeproc-js's numbers for positions."""
_MODES = {"composite": "author-in-text"}
_BIBLIOGRAPHY_SORT = re.compile(r"(<bibliography\b(?:(?!<layout\b).)*?)<sort>.*?</sort>", re.DOTALL)


def run(fixture: Fixture) -> str:
    """Return what attachbib prints for a fixture."""
    csl = fixture.csl
    if "nosort" in fixture.submodes:
        csl = _BIBLIOGRAPHY_SORT.sub(r"\1", csl)
    style = style_from_xml(csl, validate=False)
    if fixture.citations is not None:
        documents = [_Document(fixture, style, csl, made) for made in _edits(fixture)]
        processor, citations = documents[-1].processor, documents[-1].changes_since(documents[:-1])
    else:
        processor = _processor(fixture, style, _registered(fixture))
        citations = None
    if fixture.mode == "bibliography":
        bibliography = processor.bibliography(_filter(fixture))
        if "header" in fixture.submodes:
            return header(bibliography.entries, bibliography.layout)
        return WRITER.write_list(bibliography.entries, bibliography.layout) or _EMPTY_LIST
    if citations is not None:
        return "\n".join(citations)
    clusters = fixture.citation_items or [[{"id": id_} for id_ in processor.order]]
    return "\n".join(_cluster(processor, items) for items in clusters)


_EMPTY_LIST = '<div class="csl-bib-body">\n</div>'


def _registered(fixture: Fixture) -> list[str]:
    """Return the ids that the list of references has."""
    if fixture.bibentries:
        return [str(id_) for id_ in fixture.bibentries[-1]]
    return [item["id"] for item in fixture.references]


def _processor(fixture: Fixture, style: Style, ids: list[str]) -> Processor:
    read: dict[str, Reference] = {
        reference.id: reference
        for reference in parse_csl_json(json.dumps(fixture.references)).value
    }
    abbreviations: dict[str, dict[str, str]] = {}
    for jurisdiction in (fixture.abbreviations or {}).values():
        for variable, forms in jurisdiction.items():
            abbreviations.setdefault(variable, {}).update(forms)
    return Processor(style, [read[id_] for id_ in ids], abbreviations=abbreviations)


def _filter(fixture: Fixture) -> Callable[[Reference], bool] | None:
    """Return the test that BIBSECTION describes (citeproc-js, "Selective output")."""
    section = fixture.bibsection
    if section is None:
        return None
    items = {item["id"]: item for item in fixture.references}

    def holds(rule: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
        wanted, value = rule["value"], item.get(rule["field"])
        if isinstance(wanted, bool) or not wanted:
            return bool(value) == bool(wanted)
        return wanted == value if isinstance(value, str) else wanted in (value or [])

    def keep(reference: Reference) -> bool:
        item = items[reference.id]
        kept = True
        if "include" in section:
            kept = any(holds(rule, item) for rule in section["include"])
        elif "exclude" in section:
            kept = not any(holds(rule, item) for rule in section["exclude"])
        elif "select" in section:
            kept = all(holds(rule, item) for rule in section["select"])
        quash = section.get("quash")
        return kept and not (quash and all(holds(rule, item) for rule in quash))

    return keep


def _cite(item: Mapping[str, Any], mode: str = "") -> Cite:
    for name in ("suppress-author", "author-only"):
        if item.get(name):
            mode = name
    return Cite(
        id=str(item["id"]),
        locator=str(item.get("locator", "")),
        label=item.get("label", "page"),
        prefix=item.get("prefix", ""),
        suffix=item.get("suffix", ""),
        mode=_MODES.get(mode, mode) or "normal",
    )


def _cluster(processor: Processor, items: list[dict[str, Any]]) -> str:
    """Render one cluster by itself, at the positions the fixture gives its cites."""
    cites = tuple(_cite(item)._replace(position=_position(item)) for item in items)
    [citation] = processor.cite([Citation(cites)])
    return WRITER.write(citation)


def _position(item: Mapping[str, Any]) -> Position:
    return Position(
        _POSITIONS[int(item.get("position", 0))],
        bool(item.get("near-note")),
        int(item.get("first-reference-note-number", 0)),
    )


Made = list[tuple[str, dict[str, Any], int]]
"""A document: each citation's id, content and note number, in order."""


def _edits(fixture: Fixture) -> Iterator[Made]:
    """Yield the document after each of the edits in CITATIONS, of which the last two matter."""
    contents: dict[str, dict[str, Any]] = {}
    for citation, before, after in fixture.citations or []:
        contents[citation["citationID"]] = citation
        note = citation.get("properties", {}).get("noteIndex", 0)
        ids = [*before, [citation["citationID"], note], *after]
        yield [(id_, contents[id_], int(number)) for id_, number in ids]


class _Document:
    """A document at one point of its history, rendered."""

    def __init__(self, fixture: Fixture, style: Style, csl: str, made: Made) -> None:
        self.made = made
        cited = [str(item["id"]) for _, citation, _ in made for item in citation["citationItems"]]
        uncited = _registered(fixture) if fixture.bibentries else []
        self.processor = _processor(fixture, style, list(dict.fromkeys([*cited, *uncited])))
        rendered = self.processor.cite(
            [
                Citation(
                    tuple(
                        _cite(item, citation.get("properties", {}).get("mode", ""))
                        for item in citation["citationItems"]
                    ),
                    note,
                )
                for _, citation, note in made
            ]
        )
        self.texts = {
            id_: WRITER.write(rich) for (id_, _, _), rich in zip(made, rendered, strict=True)
        }
        self._watches_repetition = style.is_note and 'disambiguate="' in csl

    def changes_since(self, history: list[_Document]) -> list[str]:
        """Return the citations as the suite prints them, `>>` before those rendered anew.

        citeproc-js renders anew what the last edit touched: the edited citation,
        those whose text changed, and those that share a reference whose first note
        moved, or that in a note style with disambiguation is now cited twice.
        """
        before = history[-1] if history else None
        old_texts = before.texts if before else {}
        touched = self._touched_references(before) if before else set()
        edited = self._edited(before)
        lines = []
        for index, (id_, citation, _) in enumerate(self.made):
            cited = {str(item["id"]) for item in citation["citationItems"]}
            anew = id_ in edited or self.texts[id_] != old_texts.get(id_) or cited & touched
            lines.append(f"{'>>' if anew else '..'}[{index}] {self.texts[id_]}")
        return lines

    def _edited(self, before: _Document | None) -> set[str]:
        old = {id_: citation for id_, citation, _ in before.made} if before else {}
        return {id_ for id_, citation, _ in self.made if old.get(id_) is not citation}

    def _touched_references(self, before: _Document) -> set[str]:
        old, new = before._notes_by_reference(), self._notes_by_reference()
        return {
            id_
            for id_ in old.keys() & new.keys()
            if (len(new[id_]) > 1 and old[id_][0] != new[id_][0])
            or (self._watches_repetition and (len(old[id_]) > 1) != (len(new[id_]) > 1))
        }

    def _notes_by_reference(self) -> dict[str, list[int]]:
        notes: dict[str, list[int]] = {}
        for _, citation, note in self.made:
            for item in citation["citationItems"]:
                notes.setdefault(str(item["id"]), []).append(note)
        return notes


def outcome(path: Path) -> tuple[bool, str, str]:
    """Run a fixture file: whether it passes, what was expected, what came."""
    fixture = read_fixture(path)
    try:
        came = run(fixture)
    except Exception as error:
        came = f"{type(error).__name__}: {error}"
    return came == fixture.result, fixture.result, came


def main() -> int:
    """Run the folder named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder of fixtures, *.txt")
    parser.add_argument("-v", "--verbose", action="store_true", help="print expected and got")
    parser.add_argument("-k", dest="word", default="", help="only fixtures with this in the name")
    parser.add_argument("--show", metavar="NAME", help="run one fixture, print expected and got")
    parser.add_argument("--passing", type=Path, help="write the names that pass to this file")
    options = parser.parse_args()
    paths = [path for path in sorted(options.folder.glob("*.txt")) if options.word in path.stem]
    if options.show:
        paths = [path for path in paths if path.stem == options.show]
    passing: list[str] = []
    for path in paths:
        passed, expected, came = outcome(path)
        if passed:
            passing.append(path.stem)
        else:
            print(path.stem)
        if options.show or (options.verbose and not passed):
            print(f"  expected: {expected}\n  got:      {came}\n")
    if options.passing:
        options.passing.write_text("".join(f"{name}\n" for name in passing), encoding="utf-8")
    print(f"{len(passing)} passed, {len(paths) - len(passing)} failed")
    return 0 if paths and len(passing) == len(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
