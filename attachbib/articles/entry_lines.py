"""Lines that begin the entries of a numbered list of references, whatever their numbers are.

The number that is expected next begins an entry; another one does if the line before has come
to an end, so that `12. 2020` is what the title of a journal goes on with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.reference_list import Entry, looks_like_reference
from attachbib.source import Span

_LINE = lazy_pattern(
    r"^([ \t]*)(?:\.\. )?(?:\\?\[(\d{1,3})\\?\](?![:(^])|(\d{1,3})[.)])[ \t]*(?=\s(\S?))", re.M
)
"""Group 4 is what the entry begins with."""
_ENDED = lazy_pattern(r"(?:[.)>\]\"’”\d]|/\S*)[ \t]*\Z")
_BLANK_LINE = lazy_pattern(r"\n[^\S\n]*\n")
_REACH = 300
"""Characters of the line before that are looked at."""


class EntryLine(NamedTuple):
    """The beginning of an entry."""

    number: int
    span: Span
    """Where the number stands."""
    start: int
    """Where the line begins."""
    text_start: int


def entry_lines(text: str, start: int, end: int) -> Iterator[EntryLine]:
    """Yield the beginnings of entries in a range; the first one says how numbers are marked."""
    first: re.Match[str] | None = None
    last = 0
    for match in _LINE().finditer(text, start, end):
        first = first or match
        group = 2 if match[2] else 3
        number = int(match[group])
        is_alike = _mark(match) == _mark(first) and abs(len(match[1]) - len(first[1])) <= 2
        if match is first or (is_alike and _begins_entry(text, match, number == last + 1)):
            last = number
            yield EntryLine(number, Span(*match.span(group)), match.start(), match.end() + 1)


def with_gaps(text: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a list that is numbered 1, 2, 3, and those behind a wrong number.

    Args:
        entries: from `numbered_entries`, which takes a wrong number for the end of the list.
    """
    if not entries:
        return ()
    known, last = entries[:-1], entries[-1]
    found: list[Entry] = []
    for line in entry_lines(text, last.start, len(text)):
        stop = last.start if not found else _paragraph_end(text, found[-1].start, line.start)
        if text[stop : line.start].strip():
            break
        end = _paragraph_end(text, line.start, len(text))
        if found:
            found[-1] = _ended(found[-1], text, stop)
            if not looks_like_reference(text[line.text_start : end]):
                break
        found.append(Entry(str(line.number), line.start, line.text_start, end))
    if len(found) < 2 or found[0].start != last.start:
        return tuple(entries)
    found[-1] = _ended(found[-1], text, found[-1].end)
    return (*known, found[0]._replace(text_start=last.text_start), *found[1:])


def _paragraph_end(text: str, start: int, end: int) -> int:
    blank = _BLANK_LINE().search(text, start, end)
    return blank.start() if blank else end


def _ended(entry: Entry, text: str, end: int) -> Entry:
    return entry._replace(end=entry.start + len(text[entry.start : end].rstrip()))


def _mark(match: re.Match[str]) -> str:
    return match[0].strip()[-1]


def _begins_entry(text: str, match: re.Match[str], is_next: bool) -> bool:
    """Whether `12.` begins an entry, and is not what a line before goes on with.

    Args:
        is_next: whether it is the number that is expected.
    """
    if match[2]:
        return True
    before = text[max(match.start() - _REACH, 0) : match.start()].rstrip("\r\n")
    line = before[before.rfind("\n") + 1 :]
    is_first = not line.strip() or text.endswith(("\n\n", "\n\r\n"), 0, match.start())
    return is_first or (_ENDED().search(line) is not None and (is_next or not match[4].islower()))
