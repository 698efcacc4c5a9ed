"""Files of lines with a tag each, as RIS and MEDLINE have them: lines → fields, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attachbib.source import Problem, Source, Span, problem_at


class Field(NamedTuple):
    """A tag and its value, which may go on over lines; or a text without a tag before it."""

    tag: str
    """"" for a text that belongs to no tag."""
    value: str
    start: int
    """Where its line begins, in characters."""
    end: int
    """Where that line ends, without the line end."""


_LINE = re.compile(r"[^\r\n]+")


def read_fields(text: str, tagged: re.Pattern[str]) -> Iterator[Field]:
    """Yield the fields of a text; a line without a tag goes on with the field before it.

    Args:
        text: the whole file.
        tagged: what a line with a tag is; its groups are the tag and the value.
    """
    field: Field | None = None
    lines: list[str] = []
    for line in _LINE.finditer(text):
        match = tagged.fullmatch(line[0].rstrip())
        if match is None:
            if line[0].strip():
                if field is None:
                    field = Field("", "", *line.span())
                lines.append(line[0].strip())
            continue
        if field is not None:
            yield field._replace(value=" ".join(filter(None, lines)))
        field = Field(match[1], "", *line.span())
        lines = [(match[2] or "").strip()]
    if field is not None:
        yield field._replace(value=" ".join(filter(None, lines)))


def broken(source: Source, field: Field, message: str, help: str) -> Problem:
    """Return a problem at the line of a field."""
    return problem_at(source, Span(field.start, field.end), "parse-error", message, help=help)


def pairs(fields: Sequence[Field]) -> list[tuple[str, str]]:
    """Return tags and values alone."""
    return [(field.tag, field.value) for field in fields]
