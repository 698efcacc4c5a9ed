"""Where things stand in a TOML file: tomllib gives the values, this their offsets.

Works line by line on text that tomllib has accepted, so it can be simple: it
follows table headers and `key =` lines and steps over strings and arrays that
run over several lines. Keys inside inline tables are not listed; they stand
where the table's key stands.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""A way into the data: `("claim", 0, "evidence", 2, "key")`."""

_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([^\[\]]+?)[ \t]*\]\]?")
_KEY = re.compile(
    r"[ \t]*((?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w-]+)*)[ \t]*=[ \t]*"
)
_STRING = re.compile(
    r"\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*\"{3,5}|'''(?:[^']|'(?!''))*'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|\#[^\n]*|[\[{]|[\]}]|\n",
    re.S,
)


def locate(text: str) -> dict[Path, tuple[int, int]]:
    """Return the span of every table header and key by the way to what it holds."""
    found: dict[Path, tuple[int, int]] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    pos = 0
    while pos < len(text):
        if header := _HEADER.match(text, pos):
            table = _table(header[2], header[1] == "[[", counts)
            found[table] = (header.start(1), header.end())
            pos = _next_line(text, header.end())
        elif key := _KEY.match(text, pos):
            found[(*table, *_parts(key[1]))] = key.span(1)
            pos = _value_end(text, key.end())
        else:
            pos = _next_line(text, pos)
    return found


def _next_line(text: str, pos: int) -> int:
    return text.find("\n", pos) + 1 or len(text)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _table(dotted: str, is_array: bool, counts: dict[Path, int]) -> Path:
    """Return the way to a table, with the index of the last element in every array of tables."""
    way: Path = ()
    parts = _parts(dotted)
    for index, part in enumerate(parts):
        way = (*way, part)
        if is_array and index == len(parts) - 1:
            counts[way] = counts.get(way, -1) + 1
        if way in counts:
            way = (*way, counts[way])
    return way


def _value_end(text: str, pos: int) -> int:
    """Return the offset of the line after a value, over the lines of strings and arrays."""
    depth = 0
    for token in _STRING.finditer(text, pos):
        first = token[0][0]
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
        elif first == "\n" and depth <= 0:
            return token.end()
    return len(text)
