"""`.bib` file → Library: blocks get their strings, inheritance and problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attachbib.bibtex.blocks import Defect, RawEntry, RawFailure, RawString
from attachbib.bibtex.encoding import read_bib_source
from attachbib.bibtex.inherit import inherited_values
from attachbib.bibtex.model import Entry, FailedBlock, Library
from attachbib.bibtex.strings import Macros
from attachbib.source import Problem, Source, Span, problem_at


def read_library(path: Path, *, encoding: str = "") -> Library:
    """Read one `.bib` file, in UTF-8 or what it declares, as `read_bib_source`.

    Raises:
        InputError: the file is missing, a directory, unreadable or too large.
        EncodingError: its bytes are not valid in its encoding.
    """
    return parse_library(read_bib_source(path, encoding=encoding))


def parse_library(source: Source) -> Library:
    """Read the BibTeX or BibLaTeX in a source. Never raises: defects are in `problems`."""
    from attachbib.bibtex.read import read_blocks

    blocks = read_blocks(source.text)
    macros = Macros()
    entries: list[tuple[RawEntry, dict[str, str]]] = []
    defects: list[tuple[Defect, str]] = []
    for block in blocks:
        if isinstance(block, RawEntry):
            values, found = macros.read(block.fields)
            entries.append((block, values))
            defects += [(defect, block.key) for defect in (*block.defects, *found)]
        elif isinstance(block, RawString):
            defects += [(defect, "") for defect in macros.define(block.field)]
    inherited = inherited_values(entries)
    failed = [block for block in blocks if isinstance(block, RawFailure)]
    problems = (
        *_failures(source, failed),
        *_defects(source, defects),
        *_duplicate_keys(source, [raw for raw, _ in entries]),
    )
    return Library(
        source=source,
        entries=tuple(
            Entry(raw, values, inherited.get(index, {}))
            for index, (raw, values) in enumerate(entries)
        ),
        failed=tuple(FailedBlock(Span(block.start, block.end), block.reason) for block in failed),
        problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))),
        blocks=tuple(blocks),
    )


def _failures(source: Source, failed: list[RawFailure]) -> Iterator[Problem]:
    for block in failed:
        yield problem_at(
            source,
            Span(block.at, block.at) if block.at < block.end else Span(block.start, block.end),
            "parse-error",
            block.reason,
            help="Correct it by hand; it is not among the references.",
        )


def _defects(source: Source, defects: list[tuple[Defect, str]]) -> Iterator[Problem]:
    for defect, key in defects:
        yield problem_at(
            source,
            Span(defect.start, defect.end),
            defect.rule,
            defect.message,
            help=defect.help,
            key=key,
        )


_MAX_LINES = 5
"""How many of the lines with the same key a message names."""


def _duplicate_keys(source: Source, entries: list[RawEntry]) -> Iterator[Problem]:
    by_key: dict[str, list[RawEntry]] = {}
    for entry in entries:
        if entry.key:
            by_key.setdefault(entry.key, []).append(entry)
    for key, same in by_key.items():
        if len(same) == 1:
            continue
        lines = [source.position(entry.start)[0] for entry in same]
        shown = lines[: _MAX_LINES + 1]
        for entry, line in zip(same, lines, strict=True):
            others = ", ".join([str(other) for other in shown if other != line][:_MAX_LINES])
            others += ", …" if len(lines) > len(shown) else ""
            used = "this one is used" if entry is same[0] else f"the one on line {lines[0]} is used"
            yield problem_at(
                source,
                Span(entry.key_start, entry.key_start + len(key)),
                "duplicate-key",
                f"the key '{key}' is also on line {others or line}; {used}",
                help="Rename one of them, or remove it if both are the same work.",
                key=key,
            )
