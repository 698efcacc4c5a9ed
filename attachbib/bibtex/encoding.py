"""The encoding of a `.bib` file: UTF-8, or what the file itself says."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from attachbib.errors import EncodingError
from attachbib.source import Source, read_source

_DECLARATION = (
    rb"(?im)^[ \t]*%.{0,200}?coding[ \t]*[:=][ \t]*([\w.-]+?)(?:-unix|-dos|-mac)?(?![\w.-])"
)
"""`% Encoding: Cp1252` (JabRef), `% -*- coding: latin-1-unix -*-` (Emacs, biber)."""
_REACH = 2_048
_ADVICE = " Or let its first line name the encoding, as in `% Encoding: windows-1252`."


def read_bib_source(path: Path, *, encoding: str = "") -> Source:
    """Read and decode a `.bib` file.

    Args:
        path: the file.
        encoding: its encoding; "" for UTF-8 or, if the bytes are not that, for what its
            byte order mark or a comment in its first lines says.

    Raises:
        InputError: the file is missing, a directory, unreadable or too large.
        EncodingError: the bytes are not valid in that encoding.
    """
    if encoding:
        return read_source(path, encoding=encoding)
    try:
        return read_source(path)
    except EncodingError as error:
        declared = _declared(path)
        if declared:
            return read_source(path, encoding=declared)
        error.hint += _ADVICE
        raise


def _declared(path: Path) -> str:
    """The encoding other than UTF-8 that the file names and Python knows, or ""."""
    with path.open("rb") as file:
        start = file.read(_REACH)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    found = re.search(_DECLARATION, start)
    if found is None:
        return ""
    name = found[1].decode("ascii", "replace")
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return ""
    known = codecs.lookup(name).name
    return "" if known == "utf-8" else known
