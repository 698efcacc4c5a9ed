"""References of files in any format, and their text in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from attachbib.errors import InputError
from attachbib.formats.table import FORMATS
from attachbib.reference import Reference
from attachbib.source import Readout, Source, read_source

BIB = ("biblatex", "bibtex")
"""The names of the dialects of `.bib` files, which are read alike."""

NAMES = (*BIB, *FORMATS)

_BIB_SUFFIXES = (".bib", ".bibtex", ".biblatex")
_SUFFIXES: Mapping[str, str] = {
    **dict.fromkeys(_BIB_SUFFIXES, "biblatex"),
    **{suffix: name for name, found in FORMATS.items() for suffix in found.suffixes},
}
_SIGNS: Mapping[str, re.Pattern[str]] = {
    "csl-json": re.compile(r"\A\s*[\[{]"),
    "endnote-xml": re.compile(r"\A\s*<(?:\?xml|xml|records|record)\b"),
    "nbib": re.compile(r"\A\s*(?:PMID|OWN ) ?- "),
    "ris": re.compile(r"(?m)^TY {1,2}- "),
    "biblatex": re.compile(r"(?m)^[ \t]*@\w+\s*[{(]"),
    "csl-yaml": re.compile(r"(?m)^(?:references:|- (?:id|type|title): )"),
}
"""Format → what shows that a text is of it."""

DEFECTS = frozenset({"parse-error", "duplicate-key"})
"""Rules of the problems that keep an entry, or a part of it, from being a reference."""


def read_file(
    path: Path, format: str = "", *, sentence_case: bool = True
) -> Readout[tuple[Reference, ...]]:
    """Read the references of a file.

    Args:
        path: the file.
        format: one of `NAMES`; "" to go by the name of the file, then by its text.
        sentence_case: whether English titles of `.bib` files go to sentence case.

    Returns:
        The references, and what is wrong with others. A record without a key has the id
        "", in `.bib` files and CSL one by its number, such as `item-3`.

    Raises:
        InputError: the file cannot be read, or its format is not known.
        EncodingError: its bytes are not in the encoding of its format.
    """
    return read_text(*open_file(path, format), sentence_case=sentence_case)


def open_file(path: Path, format: str = "") -> tuple[Source, str]:
    """Read a file as text; return it and its format, "" if only the text can tell.

    Raises:
        InputError: the file cannot be read.
        EncodingError: its bytes are not in the encoding of its format.
    """
    known = format or _SUFFIXES.get(path.suffix.lower(), "")
    if known in BIB:
        from attachbib.bibtex.encoding import read_bib_source

        return read_bib_source(path), known
    return read_source(path), known


def read_text(
    source: Source, format: str = "", *, sentence_case: bool = True
) -> Readout[tuple[Reference, ...]]:
    """Read the references of a text, as `read_file` does.

    Raises:
        InputError: the text is empty, is of no known format, or not of the one named.
    """
    if not source.text.strip() and format not in BIB:
        raise InputError("there is nothing in it.", path=source.path, hint="Expected references.")
    format = format or format_of(source)
    if format not in BIB:
        return FORMATS[format].parse(source)
    from attachbib.bibtex import parse_library, to_references

    library = parse_library(source)
    return Readout(
        tuple(to_references(library, sentence_case=sentence_case).values()),
        tuple(problem for problem in library.problems if problem.rule in DEFECTS),
    )


def format_of(source: Source) -> str:
    """Return the name of the format that a text looks like.

    Raises:
        InputError: it looks like none.
    """
    for name, sign in _SIGNS.items():
        if sign.search(source.text):
            return name
    raise InputError(
        "the format of this file is not known.",
        path=source.path,
        hint=f"Name it with --from; there are {', '.join(NAMES)}.",
    )


def write_text(references: Iterable[Reference], format: str) -> str:
    """Return references as text of a format, one of `NAMES`."""
    if format in BIB:
        from attachbib.bibtex.write import write_entries

        return write_entries(references, "bibtex" if format == "bibtex" else "biblatex")
    return FORMATS[format].dump(references)
