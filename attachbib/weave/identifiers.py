"""Ids and classes of headings and divs: those the article gives, and ids made of headings."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from markdown_it.token import Token

_ATTRIBUTE = re.compile(r"#([\w:.-]+)|\.([\w-]+)")
_BARE_CLASS = re.compile(r"^[\w-]+$")
_HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*\Z")
_OUR_ID = re.compile(r"refs\Z|ref-|cite-\d+\Z|fn(?:ref)?\d")
"""Ids that the links between citations, notes and entries use."""


def set_attributes(token: Token, written: str) -> None:
    """Set the id and the classes among pandoc attributes; others could be script."""
    found = _ATTRIBUTE.findall(written)
    identifier = next((name for name, _ in found if name), "")
    classes = [name for _, name in found if name] or _BARE_CLASS.findall(written)
    if identifier:
        token.attrSet("id", identifier)
    if classes:
        token.attrSet("class", " ".join(classes))


def with_ids(tokens: list[Token]) -> list[Token]:
    """Give every heading an id: the one its attributes name, else one made of its words.

    A div keeps its id unless another element has it.
    """
    used: Counter[str] = Counter()
    for opening, inline in pairwise(tokens):
        if opening.type == "div_open":
            own = str(opening.attrs.pop("id", ""))
            if own and own not in used and not _OUR_ID.match(own):
                opening.attrSet("id", own)
                used[own] = 1
        elif opening.type == "heading_open":
            opening.attrSet("id", _unused(_heading_id(opening, inline), used))
    return tokens


def _heading_id(opening: Token, inline: Token) -> str:
    children = inline.children or []
    if children and children[-1].type == "text":
        last = children[-1]
        if match := _HEADING_ATTRIBUTES.search(last.content):
            set_attributes(opening, match[1])
            last.content = last.content[: match.start()]
    words = re.findall(r"\w+", "".join(child.content for child in children).lower())
    name = str(opening.attrGet("id") or "-".join(words) or "section")
    return f"section-{name}" if _OUR_ID.match(name) else name


def _unused(name: str, used: Counter[str]) -> str:
    """Return a name, with a number if it has been given before."""
    candidate = name
    while candidate in used:
        candidate = f"{name}_{used[name]}"
        used[name] += 1
    used[candidate] = 1
    return candidate
