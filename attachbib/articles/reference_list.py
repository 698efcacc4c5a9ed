"""The list of references at the end of a document: its heading, its numbered entries."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern

_HEADINGS = frozenset(
    "references|reference list|bibliography|works cited|literature cited|literature|sources"
    "|citations|cited references|references cited|notes and references|references and notes"
    "|list of references|article sources|sources and references|references and sources"
    "|references & sources|sources & references|works consulted|endnotes|literatur"
    "|literaturverzeichnis|literaturangaben|quellen|quellenverzeichnis|quellenangaben"
    "|einzelnachweise|références|bibliographie|referencias|bibliografía|referências"
    "|bibliografia|riferimenti|referenties|literatuur|参考文献|引用文献".split("|")
)
_ENTRY = lazy_pattern(
    r"[ \t]*(?:\[(\d{1,3})\]|(\d{1,3})[.)]|(\d{1,3})(?=\t))(?=\s)[ \t]*(?:\2[.)])?[ \t]*"
    r"(?:\r?\n(?!\s*\n))?"
)
_EVIDENCE = lazy_pattern(r"\b(?:1[5-9]|20)\d\d\b|\bdoi\b|https?://|\bpmid\b|\bisbn\b|in press")


class Entry(NamedTuple):
    """One entry of a list of references."""

    number: str
    """Its number; "" when the list has none."""
    start: int
    """Where its line begins, with the number."""
    text_start: int
    end: int


def is_reference_heading(text: str) -> bool:
    """Whether a heading is that of a list of references."""
    return text.strip(" \t:.#*_()0123456789").casefold() in _HEADINGS


def looks_like_reference(text: str) -> bool:
    """Whether a text has what entries have: a year, a DOI or an address."""
    return _EVIDENCE().search(text.casefold()) is not None


def numbered_entries(text: str) -> tuple[Entry, ...]:
    """Return the entries of the last list in a text that is numbered 1, 2, 3 and has references.

    An entry goes on up to the next number or a blank line.
    """
    last: tuple[Entry, ...] = ()
    current: list[Entry] = []
    is_open = False
    pos = 0
    while pos < len(text):
        end = text.find("\n", pos) + 1 or len(text)
        match = _ENTRY().match(text, pos, end + 200)
        number = (match[1] or match[2] or match[3]) if match else ""
        if match and number == str(len(current) + 1):
            current.append(Entry(number, pos, match.end(), end))
            is_open = True
        elif match and number == "1":
            last = _better(last, current, text)
            current = [Entry(number, pos, match.end(), end)]
            is_open = True
        elif not text[pos:end].strip():
            is_open = False
        elif is_open:
            current[-1] = current[-1]._replace(end=end)
        elif current and not match:
            last = _better(last, current, text)
            current = []
        pos = end
    return _better(last, current, text)


def _better(last: tuple[Entry, ...], current: list[Entry], text: str) -> tuple[Entry, ...]:
    """Return the later of two lists if it is one of references."""
    evident = sum(looks_like_reference(text[one.text_start : one.end]) for one in current)
    if not current or 2 * evident < len(current):
        return last
    return tuple(one._replace(end=_stripped(text, one.start, one.end)) for one in current)


def _stripped(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
