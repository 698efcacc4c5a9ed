"""Unified diffs of long files, in a time that grows with their length.

difflib alone needs minutes for a library of 100,000 lines that `fmt` has changed all over.
Lines that occur once in both texts and in the same order part them first (the patience
diff of Bram Cohen); difflib compares what lies between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_CONTEXT = 3
_NO_NEWLINE = "\n\\ No newline at end of file"
_COMPARED = 20_000
"""The most pairs of lines that difflib is given at once; beyond, all of them are replaced."""


class Run(NamedTuple):
    """Lines `[start, end)` of the old text that became `[new_start, new_end)` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified_diff(old: str, new: str) -> Iterator[str]:
    """Yield the lines of a unified diff from the first `@@` on, without line ends."""
    before, after = _lines(old), _lines(new)
    for hunk in _hunks(changed_runs(before, after)):
        for line in _hunk(hunk, before, after):
            yield from line.split("\n")


def changed_runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """Return what differs between two lists of lines, in order."""
    runs: list[Run] = []
    start = new_start = 0
    for end, new_end in (*_anchors(before, after), (len(before), len(after))):
        runs += _runs_between(before, after, Run(start, end, new_start, new_end))
        start, new_start = end, new_end
    return runs


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if not lines[-1]:
        return lines[:-1]
    return [*lines[:-1], lines[-1] + _NO_NEWLINE]


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that are alone of their kind in both and keep their order."""
    places = {line: index for index, line in enumerate(before)}
    counts, new_counts = Counter(before), Counter(after)
    pairs = [
        (places[line], index)
        for index, line in enumerate(after)
        if new_counts[line] == 1 and counts[line] == 1
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose first numbers rise (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for index, (place, _) in enumerate(pairs):
        pile = bisect_left(tops, place)
        previous.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        at[pile : pile + 1] = [index]
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(pairs[index])
        index = previous[index]
    return found[::-1]


def _runs_between(before: Sequence[str], after: Sequence[str], run: Run) -> list[Run]:
    start, end, new_start, new_end = run
    while start < end and new_start < new_end and before[start] == after[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and before[end - 1] == after[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    if start == end and new_start == new_end:
        return []
    if (end - start) * (new_end - new_start) > _COMPARED:
        return [Run(start, end, new_start, new_end)]
    matcher = SequenceMatcher(None, before[start:end], after[new_start:new_end], autojunk=False)
    return [
        Run(start + i, start + j, new_start + k, new_start + m)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def _hunks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs whose context would touch, together."""
    hunk: list[Run] = []
    for run in runs:
        if hunk and run.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(run)
    if hunk:
        yield hunk


def _hunk(runs: Sequence[Run], before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    lead = min(_CONTEXT, runs[0].start)
    tail = min(_CONTEXT, len(before) - runs[-1].end)
    start, end = runs[0].start - lead, runs[-1].end + tail
    old_range = _range(start, end)
    new_range = _range(runs[0].new_start - lead, runs[-1].new_end + tail)
    yield f"@@ -{old_range} +{new_range} @@"
    at = start
    for run in runs:
        yield from (f" {line}" for line in before[at : run.start])
        yield from (f"-{line}" for line in before[run.start : run.end])
        yield from (f"+{line}" for line in after[run.new_start : run.new_end])
        at = run.end
    yield from (f" {line}" for line in before[at:end])


def _range(start: int, end: int) -> str:
    """Lines as a unified diff counts them: from 1, and an empty range by the line before it."""
    length = end - start
    first = start + 1 if length else start
    return f"{first}" if length == 1 else f"{first},{length}"
