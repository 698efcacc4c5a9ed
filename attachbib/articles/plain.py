"""The reader of plain text: paragraphs, headings, numbered markers, the list of references.

Plain text has no marks for its structure, so this is what a reader would think: a
paragraph ends at a blank line; a short line by itself without a full stop is a heading;
numbered entries at the end with years or DOIs are the list of references. A line
`# attachbib: …` is no text, but an instruction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles.addresses import MAIL, WEB
from attachbib.articles.assembly import Assembly
from attachbib.articles.entry_lines import with_gaps
from attachbib.articles.markers import find_markers
from attachbib.articles.model import Article
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.pragmas import line_pragmas
from attachbib.articles.reference_list import is_reference_heading, numbered_entries
from attachbib.articles.runs import Run
from attachbib.source import Source

MAX_HEADING_WORDS = 14

_PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_ITEM = lazy_pattern(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_UNDERLINE = lazy_pattern(r"\n[ \t]*([=~^#*-])\1{2,}[ \t]*\Z")
_ADDRESS = re.compile(f"{WEB}|{MAIL}")


def read_plain(source: Source) -> Article:
    """Read plain text; this never fails."""
    text = source.text
    assembly = Assembly(source, "")
    assembly.pragmas += line_pragmas(text)
    entries = with_gaps(text, numbered_entries(text))
    highest = max((int(entry.number) for entry in entries), default=0)
    first = entries[0].start if entries else len(text)
    last = entries[-1].end if entries else len(text)
    title = _read(assembly, 0, first, highest)
    for entry in entries:
        assembly.block("reference", entry.start, entry.end, info=entry.number)
    _read(assembly, last, len(text), highest)
    return assembly.article("plain", title=title)


def _read(assembly: Assembly, start: int, end: int, highest: int) -> str:
    """Read the paragraphs of a range; return its first heading.

    Args:
        highest: the highest number in the list of references; 0 if there is none.
    """
    text = assembly.source.text
    title = ""
    in_references = False
    for match in _paragraphs(assembly, start, end):
        at = match.start() + len(match[0]) - len(match[0].lstrip())
        stop = match.start() + len(match[0].rstrip())
        underline = _UNDERLINE().search(text, at, stop)
        if underline or _is_heading(text[at:stop]):
            stop = underline.start() if underline else stop
            in_references = is_reference_heading(text[at:stop])
            title = title or " ".join(text[at:stop].split())
            assembly.run("heading", _run(text, at, stop, highest), at, stop, level=1)
        elif in_references:
            assembly.block("reference", at, stop)
        else:
            item = _ITEM().match(text, at, stop)
            kind = "list-item" if item else "paragraph"
            begin = item.end() if item else at
            assembly.run(kind, _run(text, begin, stop, highest), at, stop)
    return title


def _paragraphs(assembly: Assembly, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the paragraphs of a range; lines that are instructions become blocks by themselves."""
    for pragma in assembly.pragmas:
        if start <= pragma.span.start < end:
            yield from _PARAGRAPH.finditer(assembly.source.text, start, pragma.span.start)
            start = pragma.span.end
            assembly.block("comment", *pragma.span)
    yield from _PARAGRAPH.finditer(assembly.source.text, start, end)


def _is_heading(paragraph: str) -> bool:
    last = paragraph[-1]
    is_short = len(paragraph.split()) <= MAX_HEADING_WORDS
    is_title = "\n" not in paragraph and last.isalnum() and not last.isdigit()
    return is_short and (is_title or last == "?")


def _run(text: str, start: int, end: int, highest: int) -> Run:
    run = Run()
    pos = start
    for marker in find_markers(text, start, end, entries=highest):
        _put(run, text, pos, marker.start)
        run.cite(marker.start, marker.end, marker.cites)
        pos = marker.end
    _put(run, text, pos, end)
    return run


def _put(run: Run, text: str, start: int, end: int) -> None:
    """Add text in which addresses are units."""
    for match in _ADDRESS.finditer(text, start, end):
        run.text(text, start, match.start())
        run.unit(*match.span(), match[0])
        start = match.end()
    run.text(text, start, end)
