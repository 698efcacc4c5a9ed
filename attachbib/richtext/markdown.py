"""Markdown (pandoc's, which CommonMark reads too apart from super- and subscripts)."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from attachbib.richtext.writer import Entry, ListLayout, Writer

_SPECIAL = re.compile(r"[\\`*_\[\]<>$^~|@#]")
_LIST_MARKER = re.compile(r"(?m)^(\s*)(?:(\d+)([.)])(?=\s)|([-+])(?=\s))")


def escape(text: str) -> str:
    """Escape the characters that would start markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _wrap(text: str, before: str, after: str) -> str:
    """Emphasis marks must touch the text, so outer spaces go outside."""
    if after == " ":
        return text.rstrip() + after
    inner = text.strip()
    if not inner:
        return text
    if before in ("^", "~"):
        inner = inner.replace(" ", "\\ ")
    lead = text[: len(text) - len(text.lstrip())]
    return lead + before + inner + after + text[len(text.rstrip()) :]


def _link(text: str, target: str) -> str:
    if text == escape(target):
        return f"<{target}>"
    return f"[{text}]({target.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    paragraphs = []
    for entry, text in entries:
        paragraphs.append(_LIST_MARKER.sub(_escaped_marker, text.strip()))
        if entry.note:
            paragraphs.append("\n".join(f"> {escape(line)}" for line in entry.note.splitlines()))
    return "\n\n".join(paragraphs) + "\n"


def _escaped_marker(match: re.Match[str]) -> str:
    lead, number, dot, bullet = match.groups()
    return f"{lead}{number}\\{dot}" if number else f"{lead}\\{bullet}"


WRITER = Writer(
    escape=escape,
    tags={
        "italic": ("*", "*"),
        "oblique": ("*", "*"),
        "bold": ("**", "**"),
        "small-caps": ("[", "]{.smallcaps}"),
        "underline": ("[", "]{.underline}"),
        "superscript": ("^", "^"),
        "subscript": ("~", "~"),
        "left-margin": ("", " "),
        "block": ("\n\n", "\n\n"),
        "indent": ("\n\n", ""),
    },
    link=_link,
    anchor=lambda text, name: f'<a id="{html.escape(name)}"></a>{text}',
    references=_references,
    wrap=_wrap,
)
