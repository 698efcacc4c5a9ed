"""Plain text: no markup; superscripts and subscripts where Unicode has the characters."""

from __future__ import annotations

from collections.abc import Sequence

from attachbib.richtext.writer import Entry, ListLayout, Writer

_SUPERSCRIPT = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_BETWEEN = "–, "
"""What stays as it is between raised digits: `¹–³`, `¹, ²`."""


def _wrap(text: str, before: str, after: str) -> str:
    table = {"^": _SUPERSCRIPT, "_": _SUBSCRIPT}.get(before)
    if table is None:
        return before + text.strip() + after
    if all(char in table or char in _BETWEEN for char in text):
        return "".join(table.get(char, char) for char in text)
    return text


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    gap = "\n" * (layout.entry_spacing + 1)
    return gap.join(_with_note(entry, text.strip()) for entry, text in entries) + "\n"


def _with_note(entry: Entry, text: str) -> str:
    if not entry.note:
        return text
    return "\n".join([text, *(f"    {line}".rstrip() for line in entry.note.splitlines())])


WRITER = Writer(
    escape=lambda text: text,
    tags={
        "superscript": ("^", ""),
        "subscript": ("_", ""),
        "left-margin": ("", " "),
        "block": ("\n", "\n"),
        "indent": ("\n    ", ""),
    },
    link=lambda text, target: text,
    anchor=lambda text, name: text,
    references=_references,
    wrap=_wrap,
)
