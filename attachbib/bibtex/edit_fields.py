"""The text of one entry with a field added, replaced or removed; the rest of it as it was.

The text between two fields, its comma and comments included, is called a gap here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from attachbib.bibtex.blocks import RawEntry, RawField
from attachbib.bibtex.edit_values import value_among, value_like
from attachbib.source import LINE_END

_PLAIN_GAP = re.compile(r"\s*,\s*")
_BLANK_GAP = re.compile(r"[\s,]*")
_START_OF_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t,]*\Z")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:%[^\r\n]*)?(?=[\r\n])")
_REMARK = re.compile(r"[ \t]*(,?)[ \t]*%[^\r\n]*")
_COMMENT = re.compile(r"%[^\r\n]*")
_COMMA = re.compile(r"(\s*),")

T = TypeVar("T")


def with_field(text: str, entry: RawEntry, name: str, value: str, line_end: str) -> str:
    """Return an entry with a field set: its first of that name is replaced, or one is added.

    Args:
        text: the entry, from its `@` to its closing brace.
        entry: where everything stands in `text`.
        name: the field's name as it is to be written.
        value: without delimiters.
        line_end: that of the file.
    """
    fields = tuple(entry.fields)
    for field in fields:
        if field.name == name.lower():
            return text[: field.start] + value_like(field, text, value) + text[field.end :]
    delimited = value_among(name.lower(), fields, text, value)
    if not fields:
        return _with_first_field(text, entry, f"{name} = {delimited}", line_end)
    gap = _gap_before(name, text, entry, fields) or f",{line_end}  "
    assignment = f"{name}{_equals_sign(name, text, fields)}{delimited}"
    return _appended(text, fields[-1].end, gap, assignment, line_end)


def without_field(text: str, entry: RawEntry, index: int) -> str:
    """Return an entry without its field of an index; with its line if it has one of its own."""
    fields = tuple(entry.fields)
    field, is_last = fields[index], index == len(fields) - 1
    start = fields[index - 1].end if index else _key_end(entry)
    end = entry.end - 1 if is_last else fields[index + 1].name_start
    left, right = text[start : field.name_start], text[field.end : end]
    return text[:start] + _joined(left, right, is_first=index == 0, is_last=is_last) + text[end:]


def _key_end(entry: RawEntry) -> int:
    return entry.key_start + len(entry.key)


def _with_first_field(text: str, entry: RawEntry, assignment: str, line_end: str) -> str:
    start, end = _key_end(entry), entry.end - 1
    if _BLANK_GAP.fullmatch(text, start, end):
        return f"{text[:start]},{line_end}  {assignment}{line_end}{text[end:]}"
    return f"{text[:start]},{line_end}  {assignment}{text[start:]}"


def _appended(text: str, end: int, gap: str, assignment: str, line_end: str) -> str:
    """Add a field behind the last one, which ends at `end`, and behind a remark on its line."""
    remark = _REMARK.match(text, end)
    if remark is None:
        return text[:end] + gap + assignment + text[end:]
    indent = LINE_END.split(gap.replace(",", ""))[-1]
    head = text[:end] + ("" if remark[1] else ",") + remark[0]
    return f"{head}{line_end}{indent}{assignment}{remark[1]}{text[remark.end() :]}"


def _gap_before(name: str, text: str, entry: RawEntry, fields: Sequence[RawField]) -> str:
    """The gap before a new field: that of the last field with a plain one, "" if none has.

    Where names are aligned at their right, so is the new one.
    """
    ends = (_key_end(entry), *(field.end for field in fields[:-1]))
    gaps = [text[end : field.name_start] for end, field in zip(ends, fields, strict=True)]
    found = next((gap for gap in reversed(gaps) if _PLAIN_GAP.fullmatch(gap)), "")
    edges = {
        (indent := len(LINE_END.split(gap)[-1]), indent + len(field.name))
        for gap, field in zip(gaps, fields, strict=True)
        if LINE_END.search(gap)
    }
    right_edges = {edge for _, edge in edges}
    if len(edges) > 1 and len(right_edges) == 1 and LINE_END.search(found):
        return found.rstrip(" ") + " " * max(right_edges.pop() - len(name), 1)
    return found


def _equals_sign(name: str, text: str, fields: Sequence[RawField]) -> str:
    """The `=` with its blanks, it and the value in the columns where most fields have them."""
    before: list[str] = []
    behind: list[str] = []
    for field in fields:
        end = field.name_start + len(field.name)
        sign = text.index("=", end)
        before.append(text[end:sign])
        behind.append(text[sign + 1 : field.start])
    lengths = [len(field.name) for field in fields]
    left = _blank(before, lengths, len(name))
    lengths = [length + len(blank) for length, blank in zip(lengths, before, strict=True)]
    return f"{left}={_blank(behind, lengths, len(name) + len(left))}"


def _blank(blanks: Sequence[str], lengths: Sequence[int], length: int) -> str:
    """The blank behind `length` characters, if `blanks` stand behind others of `lengths`.

    It fills up to the column that most of those reach, else it is the most common of them.
    """
    blank = _most_common(blanks)
    columns = [one + len(other) for one, other in zip(lengths, blanks, strict=True)]
    column = _most_common(columns)
    is_aligned = len(set(blanks)) > 1 or len(blank) > 1
    if is_aligned and columns.count(column) * 2 > len(columns) and not blank.strip(" "):
        return " " * max(column - length, 1)
    return blank


def _most_common(items: Sequence[T]) -> T:
    return Counter(items).most_common(1)[0][0]


def _joined(left: str, right: str, *, is_first: bool, is_last: bool) -> str:
    """What is between two fields once the field between the gaps `left` and `right` is gone."""
    begin, rest = _START_OF_LINE.search(left), _REST_OF_LINE.match(right)
    if begin and rest:
        head, tail = left[: begin.start()], right[rest.end() :]
        if is_last and not is_first and "," not in rest[0].partition("%")[0]:
            head = _COMMA.sub(r"\1", head, count=1) if _COMMA.match(head) else head
        if is_last or "," in _COMMENT.sub("", head + tail):
            return head + tail
    if _BLANK_GAP.fullmatch(left):
        needs_comma = is_first and is_last and "," not in right
        return f",{right}" if needs_comma else right
    comma = _COMMA.match(right)
    return left + (right[comma.end() :].lstrip(" \t") if comma else right)
