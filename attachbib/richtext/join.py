"""Joining rich text: punctuation and spaces that meet at a seam are merged, nowhere else.

Text inside a field is never touched, so a DOI or a title with `..` stays what it
is. Which of two punctuation marks survives is the table of the CSL test suite
(fixtures `punctuation_FullMonty…`): a question mark or exclamation mark swallows
a following period or colon, a repeated mark is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from attachbib.richtext.model import AFTER_QUOTE, QUOTE, Inline, Rich, Span, concat, span

SEAM = " .,:;!?"
"""The characters that joining looks at."""
_MOVABLE = ".,!?"

MERGED: dict[str, str] = {
    "!.": "!",
    "!:": "!",
    "?.": "?",
    "?:": "?",
    ":!": "!",
    ":?": "?",
    ":.": ":",
    ";!": "!",
    ";?": "?",
    ";:": ";",
    ";.": ";",
}
"""Two marks that meet → the one that is written; pairs not listed stand side by side."""

_MEETING = frozenset({*MERGED, *(mark * 2 for mark in SEAM)})
"""Last and first character of texts that cannot just be put side by side."""


def join(left: Rich, right: Rich) -> Rich:
    """Concatenate, merging the punctuation or space at the seam."""
    if not right:
        return left
    if not left:
        return right
    if isinstance(left, str) and isinstance(right, str) and left[-1] + right[0] not in _MEETING:
        return left + right
    first = right[0] if isinstance(right, str) else first_char(right)
    if first in SEAM:
        last, quoted = (left[-1], False) if isinstance(left, str) else _last_char(left)
        if quoted or last in SEAM:
            return _merge(left, last, quoted, first, right)
    return concat(left, right)


def _merge(left: Rich, last: str, quoted: bool, first: str, right: Rich) -> Rich:
    """Join where two marks meet, or a mark and a closing quotation."""
    if last == first:
        return concat(left, drop_first(right))
    if quoted:
        if first in _MOVABLE:
            return concat(concat(left, (Span(AFTER_QUOTE, first),)), drop_first(right))
    elif merged := MERGED.get(last + first):
        if merged == last:
            return concat(left, drop_first(right))
        return concat(drop_last(left), right)
    return concat(left, right)


def affix(content: Rich, prefix: str, suffix: str) -> Rich:
    """Put affixes around content; empty content stays empty (CSL 1.0.2, "Affixes")."""
    if not content:
        return ""
    if suffix:
        content = join(content, suffix)
    return join(prefix, content) if prefix else content


def join_all(parts: Iterable[Rich], delimiter: str = "") -> Rich:
    """Join the non-empty parts with a delimiter (CSL 1.0.2, "Delimiter")."""
    return join_kept([part for part in parts if part], delimiter)


def join_kept(kept: Sequence[Rich], delimiter: str) -> Rich:
    """Join parts none of which is empty."""
    if len(kept) < 2:
        return kept[0] if kept else ""
    first = kept[0]
    out: list[Inline] = [first] if isinstance(first, str) else list(first)
    for part in kept[1:]:
        if delimiter:
            _append(out, delimiter)
        _append(out, part)
    if len(out) == 1 and isinstance(out[0], str):
        return out[0]
    return tuple(out)


def join_texts(parts: Sequence[Rich], delimiter: str) -> Rich:
    """Join the non-empty parts, as `join_all`; quick if they are strings that nothing merges."""
    try:
        text = delimiter.join(parts)  # type: ignore[arg-type]  # what is no string raises
    except TypeError:
        return join_all(parts, delimiter)
    if "" in parts:
        return join_all(parts, delimiter)
    for pair in _meeting_at(delimiter):
        if pair in text:
            return join_kept(parts, delimiter)
    return text


@lru_cache(maxsize=256)
def _meeting_at(delimiter: str) -> tuple[str, ...]:
    """Return the meeting characters of which one begins or ends a delimiter."""
    if not delimiter:
        return tuple(_MEETING)
    return tuple(pair for pair in _MEETING if pair[1] == delimiter[0] or pair[0] == delimiter[-1])


def _append(out: list[Inline], right: Rich) -> None:
    """Join rich text to the end of a list: as `join` does, without copying what is there."""
    tail = out[-1]
    if isinstance(right, str):
        if isinstance(tail, str):
            if tail[-1] + right[0] not in _MEETING:
                out[-1] = tail + right
                return
        elif right[0] not in SEAM:
            out.append(right)
            return
    elif isinstance(tail, str):
        head = right[0]
        first = head[0] if isinstance(head, str) else first_char(right)
        if tail[-1] + first not in _MEETING:
            if isinstance(head, str):
                out[-1] = tail + head
                out.extend(right[1:])
            else:
                out.extend(right)
            return
    joined = join(tuple(out), right)
    out[:] = (joined,) if isinstance(joined, str) else joined


def first_char(rich: Rich) -> str:
    """Return the first character, through spans but not into a quotation; "" if none."""
    while not isinstance(rich, str):
        head = rich[0]
        if isinstance(head, str):
            return head[0]
        if head.tag == QUOTE:
            return ""
        rich = head.content
    return rich[:1]


def last_char(rich: Rich) -> str:
    """Return the last character, through spans and quotations; "" if none."""
    return _last_char(rich)[0]


def _last_char(rich: Rich) -> tuple[str, bool]:
    quoted = False
    while not isinstance(rich, str):
        tail = rich[-1]
        if isinstance(tail, str):
            return tail[-1], quoted
        quoted = quoted or tail.tag == QUOTE
        rich = tail.content
    return rich[-1:], quoted


def drop_first(rich: Rich) -> Rich:
    """Remove the first character."""
    if isinstance(rich, str):
        return rich[1:]
    return _replace_end(rich, 0, drop_first)


def drop_last(rich: Rich) -> Rich:
    """Remove the last character."""
    if isinstance(rich, str):
        return rich[:-1]
    return _replace_end(rich, -1, drop_last)


def append_inside(rich: Rich, text: Rich, tag: str) -> Rich | None:
    """Join text to the content of the innermost `tag` that ends `rich`; None if none does."""
    if isinstance(rich, str) or not rich:
        return None
    tail = rich[-1]
    if isinstance(tail, str):
        return None
    inner = append_inside(tail.content, text, tag)
    if inner is None:
        if tail.tag != tag:
            return None
        inner = join(tail.content, text)
    return (*rich[:-1], Span(tail.tag, inner, tail.value))


def _replace_end(rich: tuple[Inline, ...], index: int, change: Callable[[Rich], Rich]) -> Rich:
    part = rich[index]
    kept = rich[1:] if index == 0 else rich[:-1]
    if isinstance(part, str):
        new = change(part)
    else:
        new = span(part.tag, change(part.content), part.value)
    return concat(new, kept) if index == 0 else concat(kept, new)
