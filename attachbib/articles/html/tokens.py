"""Tags and text of an HTML page with exact offsets.

A tokenizer of our own: lxml tells lines only, html.parser line and column, and both
lose where an attribute or a character reference stands. Broken markup is what
browsers make of it, roughly: a `<` that begins no tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern

_TOKEN = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]{0,60})"
    r"(?P<attributes>(?:[^<>\"']|=\s*\"[^\"]*\"|=\s*'[^']*'|[\"']){0,4000}+)>"
    r"|<[!?/][^<>]*>",
    re.S,
)
_ATTRIBUTE = lazy_pattern(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})
"""Elements whose content is text without tags."""


class Attribute(NamedTuple):
    """The value of an attribute, references resolved, and where it stands."""

    value: str
    start: int


class Token(NamedTuple):
    """A tag, a comment, or the text between them."""

    kind: str
    """`open`, `close`, `comment`, `text`, or `other` for declarations."""
    start: int
    end: int
    name: str = ""
    attributes: str = ""
    """The attributes as they stand in the tag."""
    attributes_start: int = 0


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a page; together they are all of it."""
    pos = 0
    raw = ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < pos:
            continue
        name = (match["name"] or "").lower()
        if raw and not (match["close"] and name == raw):
            continue
        raw = ""
        if start > pos:
            yield Token("text", pos, start)
        if name:
            kind = "close" if match["close"] else "open"
            attributes = match["attributes"]
            yield Token(kind, start, end, name, attributes, match.start("attributes"))
            if kind == "open" and name in _RAW and not attributes.endswith("/"):
                raw = name
        else:
            comment = text.startswith("<!--", start)
            yield Token("comment" if comment else "other", start, end)
        pos = end
    if pos < len(text):
        yield Token("text", pos, len(text))


def attributes(token: Token) -> dict[str, Attribute]:
    """Return the attributes of a tag by name, the first of a name only."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE().finditer(token.attributes):
        group = next((index for index in (2, 3, 4) if match[index] is not None), 0)
        value = _unescape(match[group]) if group else ""
        start = token.attributes_start + (match.start(group) if group else match.end())
        found.setdefault(match[1].lower(), Attribute(value, start))
    return found


def _unescape(value: str) -> str:
    if "&" not in value:
        return value
    from html import unescape

    return unescape(value)
