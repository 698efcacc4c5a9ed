"""Citation commands of LaTeX: their keys, and the notes before and after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attachbib.articles.cites import make_cite
from attachbib.articles.latex.arguments import Argument, Arguments, Group
from attachbib.articles.latex.commands import CITATIONS
from attachbib.articles.model import Citation, Cite
from attachbib.source import Span

Aside = Callable[[int, int], tuple[str, list[Citation]]]
"""Reads a range that is no part of the sentence: its text, and the citations in it."""


class Found(NamedTuple):
    """What a command cites."""

    end: int
    cites: list[Cite]
    inner: list[Citation]
    """The citations in its notes."""


def read_citation(
    name: str, end: int, limit: int, arguments: Arguments, aside: Aside, language: str
) -> Found:
    """Read what follows a citation command that ends at `end`.

    As pandoc reads it: the note before goes with the first key of its braces, the one
    after with the last; of a textual citation only the first key is in the text.
    """
    mode = CITATIONS[name]
    groups, close, outer = _groups(name, end, limit, arguments)
    cites: list[Cite] = []
    inner: list[Citation] = []

    def read(note: Argument | None) -> str:
        if note is None or note.start == note.stop:
            return ""
        text, citations = aside(note.start, note.stop)
        inner.extend(citations)
        return text

    for group in groups:
        before, after = read(group.before), read(group.after)
        last = len(group.keys) - 1
        for index, (key, start, stop) in enumerate(group.keys):
            cites.append(
                make_cite(
                    key,
                    Span(start, stop),
                    mode="normal" if cites and mode == "author-in-text" else mode,
                    prefix=before if index == 0 else "",
                    after=after if index == last else "",
                    language=language,
                )
            )
    if cites and outer[0]:
        cites[0] = cites[0]._replace(prefix=f"{read(outer[0])} {cites[0].prefix}".strip())
    if cites and outer[1]:
        cites[-1] = cites[-1]._replace(suffix=f"{cites[-1].suffix}, {read(outer[1])}")
    return Found(close, cites, inner)


def _groups(
    name: str, end: int, limit: int, arguments: Arguments
) -> tuple[list[Group], int, tuple[Argument | None, Argument | None]]:
    """Return the groups of keys after a citation command, their end, and the outer notes."""
    if not name.rstrip("*").endswith("cites") and name.lower() != "footcitetexts":
        group = arguments.cites(end, limit)
        return ([group], group.end, (None, None)) if group else ([], end, (None, None))
    before = arguments.at(end, "(", limit)
    after = arguments.at(before.end, "(", limit) if before else None
    if before is not None and after is None:
        before, after = None, before
    pos = max(end, before.end if before else 0, after.end if after else 0)
    groups: list[Group] = []
    while group := arguments.cites(pos, limit):
        groups.append(group)
        pos = group.end
    return groups, pos, (before, after)
