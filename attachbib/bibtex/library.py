"""`.bib` file → Library: blocks get their strings, inheritance and problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attachbib.bibtex.blocks import RawBlock, RawEntry, RawFailure, RawString
from attachbib.bibtex.inherit import inherited_values
from attachbib.bibtex.model import Entry, FailedBlock, Library
from attachbib.bibtex.strings import Macros
from attachbib.source import Problem, Source, Span, problem_at, read_source


def read_library(path: Path, *, encoding: str = "utf-8") -> Library:
    """Read one `.bib` file.

    Raises:
        InputError: the file is missing, a directory, unreadable or too large.
        EncodingError: its bytes are not valid in `encoding`.
    """
    return parse_library(read_source(path, encoding=encoding))


def parse_library(source: Source) -> Library:
    """Read the BibTeX or BibLaTeX in a source. Never raises: defects are in `problems`."""
    from attachbib.bibtex.read import read_blocks

    blocks = read_blocks(source.text)
    macros = Macros()
    entries: list[tuple[RawEntry, dict[str, str]]] = []
    for block in blocks:
        if isinstance(block, RawString):
            macros.define(block.field)
        elif isinstance(block, RawEntry):
            values: dict[str, str] = {}
            for field in block.fields:
                if field.name not in values:
                    values[field.name] = macros.value(field)
            entries.append((block, values))
    inherited = inherited_values(entries)
    return Library(
        source=source,
        entries=tuple(
            Entry(raw, values, inherited.get(index, {}))
            for index, (raw, values) in enumerate(entries)
        ),
        failed=tuple(
            FailedBlock(Span(block.start, block.end), block.reason)
            for block in blocks
            if isinstance(block, RawFailure)
        ),
        problems=tuple(sorted(_problems(source, blocks), key=lambda p: (p.line, p.column))),
        blocks=tuple(blocks),
    )


def _problems(source: Source, blocks: list[RawBlock]) -> Iterator[Problem]:
    entries = [block for block in blocks if isinstance(block, RawEntry)]
    for block in blocks:
        if isinstance(block, RawFailure):
            yield problem_at(
                source,
                Span(block.at, block.at) if block.at < block.end else Span(block.start, block.end),
                "parse-error",
                block.reason,
                help="Correct it by hand; it is not among the references.",
            )
    for entry in entries:
        for defect in entry.defects:
            yield problem_at(
                source,
                Span(defect.start, defect.end),
                "parse-error",
                defect.message,
                help=defect.help,
                key=entry.key,
            )
    yield from _duplicate_keys(source, entries)


def _duplicate_keys(source: Source, entries: list[RawEntry]) -> Iterator[Problem]:
    by_key: dict[str, list[RawEntry]] = {}
    for entry in entries:
        if entry.key:
            by_key.setdefault(entry.key, []).append(entry)
    for key, same in by_key.items():
        if len(same) == 1:
            continue
        lines = [source.position(entry.start)[0] for entry in same]
        for entry, line in zip(same, lines, strict=True):
            others = ", ".join(str(other) for other in lines if other != line)
            used = "this one is used" if entry is same[0] else f"the one on line {lines[0]} is used"
            yield problem_at(
                source,
                Span(entry.key_start, entry.key_start + len(key)),
                "duplicate-key",
                f"the key '{key}' is also on line {others or line}; {used}",
                help="Rename one of them, or remove it if both are the same work.",
                key=key,
            )
