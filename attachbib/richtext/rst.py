"""reStructuredText (docutils): inline markup does not nest, so the outermost one is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attachbib.richtext.writer import Entry, ListLayout, Writer

_SPECIAL = re.compile(r"[\\`*|]|_(?!\w)")


def escape(text: str) -> str:
    """Escape the characters that would start markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _wrap(text: str, before: str, after: str) -> str:
    """The escaped space keeps markup apart from the letters around it without showing."""
    inner = text.strip()
    if not inner or not before.strip():
        return before + text.strip() + after
    lead = text[: len(text) - len(text.lstrip())] or "\\ "
    tail = text[len(text.rstrip()) :] or "\\ "
    return lead + before + inner + after + tail


def _link(text: str, target: str) -> str:
    if text == escape(target):
        return target
    return f"`{text} <{target}>`__"


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    paragraphs = []
    for entry, text in entries:
        paragraphs.append(re.sub(r"^(\d+)([.)]) ", r"\1\\\2 ", text.strip().removeprefix("\\ ")))
        if entry.note:
            paragraphs.append("\n".join(f"    {escape(n)}" for n in entry.note.splitlines()))
    return "\n\n".join(paragraphs) + "\n"


WRITER = Writer(
    escape=escape,
    tags={
        "italic": ("*", "*"),
        "oblique": ("*", "*"),
        "bold": ("**", "**"),
        "superscript": (":sup:`", "`"),
        "subscript": (":sub:`", "`"),
        "left-margin": ("", " "),
        "block": ("\n\n", "\n\n"),
        "indent": ("\n\n", ""),
    },
    link=_link,
    anchor=lambda text, name: text,
    references=_references,
    nests=False,
    wrap=_wrap,
)
