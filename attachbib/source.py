"""Source files as text with positions: decoding, line index, spans, problems."""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count
from operator import add
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from attachbib.errors import EncodingError, InputError

MAX_BYTES = 256 * 1024 * 1024
_CHUNK = 65_536

LINE_END = re.compile(r"\r\n|\n|\r")

_MARKS = {
    "utf-8": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}
"""Encoding → its byte order marks, which decoding drops, and what follows each."""

T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range `[start, end)` of character offsets into one `Source`."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One file, decoded.

    Offsets count characters (code points) of `text`; lines and columns are
    1-based. Line ends are kept as they are in the file.
    """

    path: Path
    text: str
    encoding: str = "utf-8"

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in LINE_END.finditer(self.text))]
        # The same for the line end that most files have, three times as fast.
        lines = self.text.split("\n")
        return list(map(add, accumulate(map(len, lines[:-1]), initial=0), count()))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based (line, column) of a character offset."""
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return the text of a 1-based line without its line end; "" past the end."""
        starts = self._line_starts
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


class Problem(NamedTuple):
    """A defect found while reading a file whose rest stays usable.

    Readers collect problems beside what they read; the rule named by `rule`
    turns each into a finding.
    """

    rule: str
    """Name of the rule that reports it, e.g. `parse-error` or `duplicate-key`."""
    message: str
    """What was found and what was expected, one sentence, no trailing period."""
    path: Path
    line: int
    column: int
    end_line: int
    end_column: int
    help: str = ""
    """What to do about it."""
    key: str = ""
    """The citation key concerned, or ""."""


def problem_at(
    source: Source, span: Span, rule: str, message: str, *, help: str = "", key: str = ""
) -> Problem:
    """Return a problem at a span of a source."""
    return Problem(
        rule,
        message,
        source.path,
        *source.position(span.start),
        *source.position(span.end),
        help=help,
        key=key,
    )


class Readout(NamedTuple, Generic[T]):
    """What a reader made of a file: the value, and the problems beside it."""

    value: T
    problems: tuple[Problem, ...] = ()


def path_below(path: Path, base: Path) -> Path:
    """Return a path relative to a folder if it is below it, else as it is."""
    # Comparing texts is much faster, and reports ask this for every finding.
    text, folder = str(path), f"{base}{os.sep}"
    if text.startswith(folder):
        return Path(text[len(folder) :])
    try:
        return path.relative_to(base)
    except ValueError:
        return path


def read_source(path: Path, *, encoding: str = "utf-8") -> Source:
    """Read and decode one file; a UTF-8 byte order mark is dropped.

    Raises:
        InputError: the file is missing, a directory, unreadable or over 256 MiB.
        EncodingError: the bytes are not valid in `encoding`; the message names
            the byte offset and the encoding that would fit.
    """
    data = read_bytes(path)
    try:
        text = _decode(data, encoding)
    except LookupError:
        raise InputError(f"'{encoding}' is no encoding that is known.", path=path) from None
    except UnicodeDecodeError as error:
        # The error counts behind the byte order mark.
        start = len(data) - len(error.object) + error.start
        raise EncodingError(
            f"byte {start} (0x{data[start]:02x}) is not valid {error.encoding}.",
            path=path,
            line=data.count(b"\n", 0, start) + 1,
            hint=f"The file looks like {guess_encoding(data)}; convert it to UTF-8, for example "
            f"with `iconv -f {guess_encoding(data)} -t utf-8`.",
        ) from None
    return Source(path, text, encoding)


def encode_as_read(source: Source, text: str, data: bytes) -> bytes:
    """Return a text as bytes in a source's encoding, with the byte order mark its file has.

    Args:
        source: the file as it was read.
        text: what should be in it.
        data: the bytes that are in it now.

    Raises:
        InputError: `data` is not what `source` was read from, or `text` has a character
            that the encoding does not have.
    """
    marks = _MARKS.get(codecs.lookup(source.encoding).name, ())
    mark, codec = next((row for row in marks if data.startswith(row[0])), (b"", source.encoding))
    try:
        if mark + source.text.encode(codec) != data:
            raise _not_as_read(source, data)
        return mark + text.encode(codec)
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        raise InputError(
            f"the character {char!r} (U+{ord(char):04X}) cannot be written in {source.encoding}, "
            "the file's encoding; nothing was written.",
            path=source.path,
            hint="Write it as a LaTeX command, or convert the file to UTF-8.",
        ) from None


def _not_as_read(source: Source, data: bytes) -> InputError:
    try:
        if _decode(data, source.encoding) == source.text:
            return InputError(
                f"its {source.encoding} cannot be written back byte for byte.",
                path=source.path,
                hint="Convert the file to UTF-8.",
            )
    except UnicodeDecodeError:
        pass
    return InputError(
        "the file was changed after it was read; nothing was written.",
        path=source.path,
        hint="Run it again.",
    )


def _decode(data: bytes, encoding: str) -> str:
    if encoding != "utf-8" and codecs.lookup(encoding).name != "utf-8":
        return data.decode(encoding)
    # The codec "utf-8-sig" does the same, three times as slowly.
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")


def guess_encoding(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "windows-1252" if any(0x80 <= byte <= 0x9F for byte in data) else "iso-8859-1"


def read_bytes(path: Path) -> bytes:
    try:
        return _contents(path)
    except FileNotFoundError:
        raise InputError(
            "no such file.", path=path, hint="Check the path, or the configuration that names it."
        ) from None
    except OSError as error:
        if path.is_dir():
            raise InputError("expected a file, found a directory.", path=path) from None
        raise InputError(f"cannot be read: {error.strerror}.", path=path) from None


def _contents(path: Path) -> bytes:
    """Return the bytes of a file, which are no more than `MAX_BYTES`.

    Not by `open`, whose buffer takes a third of the time of reading a small file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        left = MAX_BYTES
        size = os.fstat(handle).st_size
        if size > MAX_BYTES:
            raise _too_large(path)
        parts: list[bytes] = []
        while part := os.read(handle, max(_CHUNK, size + 1)):
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise _too_large(path)
        return b"".join(parts)
    finally:
        os.close(handle)


def _too_large(path: Path) -> InputError:
    return InputError(
        f"the file is larger than {MAX_BYTES // 1024**2} MiB.",
        path=path,
        hint="Split it, or point attachbib at the right file.",
    )
