"""Plain entries: a type, a key and fields of one token each; one pattern reads each whole.

Most entries of most files are plain. Where the fields of one stand is looked up only
when it is asked for: a conversion of thousands of entries needs none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import overload

from attachbib.bibtex.blocks import RawEntry, RawField, RawPart

_TEXT = r"[^{}\\]*+(?:\\[^{}\\][^{}\\]*+)*+"
_GROUP_2 = rf"\{{{_TEXT}\}}"
_GROUP_1 = rf"\{{{_TEXT}(?:{_GROUP_2}{_TEXT})*+\}}"
_BRACED = rf"{_TEXT}(?:{_GROUP_1}{_TEXT})*+"
"""Braces nested up to three deep, those around the value included."""
_QUOTED = r"[^\"{}\\]*+"
BARE = r"[A-Za-z0-9][\w:.+-]*+"
NAME = r"[^\s=,{}\"#%()@\\]++"
FIELD_FOLLOWS = r"\s*+,?+\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\w]"
"""Behind a closing brace, a field: the brace did not close the entry, there is one too many."""
_VALUE = rf"(?:\{{{_BRACED}\}}|\"{_QUOTED}\"|{BARE})"
_FIELD = rf"\s*+{NAME}\s*+=\s*+{_VALUE}"
_ENTRY = re.compile(
    rf"^[ \t]*+(@(?!(?i:string|comment|preamble)\b)([A-Za-z]\w*+)[ \t]*+\{{\s*+({NAME})[ \t]*+,"
    rf"({_FIELD}(?:\s*+,{_FIELD})*+)(?:\s*+,)?+\s*+\}})(?!{FIELD_FOLLOWS})",
    re.MULTILINE,
)
_PARTS = re.compile(
    rf"\s*+({NAME})\s*+=\s*+(?:\{{({_BRACED})\}}|\"({_QUOTED})\"|({BARE}))(?:\s*+,)?+"
)

Token = tuple[str, str, str, str]
"""A field: its name as written, and its value as one of braced, quoted or bare text."""


class PlainFields(Sequence[RawField]):
    """The fields of a plain entry."""

    __slots__ = ("_end", "_start", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end

    def tokens(self) -> list[Token]:
        """Return the fields without where they stand."""
        return _PARTS.findall(self._text, self._start, self._end)

    def __iter__(self) -> Iterator[RawField]:
        for match in _PARTS.finditer(self._text, self._start, self._end):
            group = match.lastindex
            assert group is not None  # every alternative of the value is a group
            bare = group == 4
            start, end = match.span(group)
            if not bare:
                start, end = start - 1, end + 1
            part = RawPart(match[group], bare)
            yield RawField(match[1].lower(), match.start(1), start, end, (part,))

    @overload
    def __getitem__(self, index: int) -> RawField: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RawField]: ...
    def __getitem__(self, index: int | slice) -> RawField | Sequence[RawField]:
        return tuple(self)[index]

    def __len__(self) -> int:
        return len(self.tokens())


def plain_entries(text: str) -> Iterator[RawEntry]:
    """Yield the plain entries at line starts."""
    for match in _ENTRY.finditer(text):
        start, end = match.span(1)
        fields = PlainFields(text, *match.span(4))
        yield RawEntry(match[2].lower(), match[3], match.start(3), start, end, fields)
