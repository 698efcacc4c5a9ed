"""What a `.bib` file consists of: blocks and fields as character offsets, before any meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class RawField(NamedTuple):
    """One `name = value` of an entry; all offsets count characters of the file."""

    name: str
    """Lower case."""
    name_start: int
    start: int
    """Where the value begins, its delimiter included."""
    end: int
    parts: tuple[RawPart, ...]
    """What `#` joins; usually one part."""


class RawPart(NamedTuple):
    """One piece of a value."""

    text: str
    """Without delimiters."""
    bare: bool
    """Whether it stood without delimiters: a number, or the name of an `@string`."""


class RawEntry(NamedTuple):
    """`@type{key, name = value, …}`."""

    type: str
    """Lower case."""
    key: str
    key_start: int
    start: int
    end: int
    fields: Sequence[RawField]
    defects: tuple[Defect, ...] = ()


class RawString(NamedTuple):
    """`@string{name = value}`."""

    field: RawField
    start: int
    end: int


class RawOther(NamedTuple):
    """An `@comment` or `@preamble`."""

    kind: str
    start: int
    end: int


class RawFailure(NamedTuple):
    """A block that begins like one and cannot be read."""

    start: int
    end: int
    reason: str
    at: int
    """Where reading stopped."""


class Defect(NamedTuple):
    """Something wrong inside an entry that could still be read."""

    start: int
    end: int
    message: str
    help: str
    rule: str = "parse-error"
    """The rule that reports it."""


RawBlock = RawEntry | RawString | RawOther | RawFailure
