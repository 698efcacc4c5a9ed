"""RIS in and out.

The lines are read here rather than by rispy, which keeps no places and, where a record
lacks its ER, drops the next one without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from attachbib.characters import printable
from attachbib.formats.refman import reference_of
from attachbib.formats.refman_write import pairs_of
from attachbib.formats.tagged import Field, broken, pairs, read_fields
from attachbib.reference import Reference
from attachbib.source import Problem, Readout, Source, read_source

_TAGGED = re.compile(r"\s{0,3}([A-Z][A-Z0-9]) {1,2}-(?: (.*))?")
"""The specification has two blanks before the hyphen and one behind it; some programs save them."""


def read_ris(path: Path) -> Readout[tuple[Reference, ...]]:
    """Read a RIS file.

    Raises:
        InputError: the file cannot be read.
        EncodingError: its bytes are not UTF-8.
    """
    return parse_ris(read_source(path))


def parse_ris(source: Source) -> Readout[tuple[Reference, ...]]:
    """Read RIS text. Never raises: what belongs to no record, or breaks one, is a problem.

    A record without ID has the id "". Text before the first record, which databases put
    there, is none of the file's content.
    """
    references: list[Reference] = []
    problems: list[Problem] = []
    record: list[Field] = []
    """The fields of the record that is open, its TY first."""

    def close() -> None:
        if any(field.value for field in record[1:]):
            references.append(reference_of(pairs(record)))
        elif record:
            problems.append(
                broken(source, record[0], "the record is empty", "Remove it, or fill it in.")
            )
        record.clear()

    for field in read_fields(source.text, _TAGGED):
        if field.tag == "TY":
            if record:
                problems.append(
                    _no_end(source, record[0], f"before the one on line {_line(source, field)}")
                )
            close()
            record.append(field)
        elif field.tag == "ER" and record:
            close()
        elif record:
            record.append(field)
        elif field.tag:
            problems.append(
                broken(
                    source,
                    field,
                    f"'{field.tag}' belongs to no record",
                    "A record begins with `TY  - ` and ends with `ER  - `.",
                )
            )
    if record:
        problems.append(_no_end(source, record[0], "at the end of the file"))
        close()
    return Readout(tuple(references), tuple(problems))


def dump_ris(references: Iterable[Reference]) -> str:
    """Return references as RIS, with an empty line between records."""
    return "\n".join(map(_record, references))


def _record(reference: Reference) -> str:
    lines = [f"{tag}  - {' '.join(printable(value).split())}" for tag, value in pairs_of(reference)]
    return "\n".join([*lines, "ER  - ", ""])


def _line(source: Source, field: Field) -> int:
    return source.position(field.start)[0]


def _no_end(source: Source, first: Field, where: str) -> Problem:
    return broken(
        source, first, f"the record has no ER {where}", "It is read; end it with `ER  - `."
    )
