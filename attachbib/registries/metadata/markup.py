"""Titles and names of registries → text with the inline markup of CSL-JSON.

What is found there: HTML and JATS elements, MathML, entities (escaped twice, too), line
breaks, and UTF-8 that was once read as Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from attachbib.characters import printable

_SMALL_CAPS = '<span style="font-variant:small-caps;">', "</span>"

_KEPT: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("i", "em", "italic"), ("<i>", "</i>")),
    **dict.fromkeys(("b", "strong", "bold"), ("<b>", "</b>")),
    "sup": ("<sup>", "</sup>"),
    **dict.fromkeys(("sub", "inf"), ("<sub>", "</sub>")),
    **dict.fromkeys(("scp", "sc", "smallcaps", "small-caps"), _SMALL_CAPS),
}
"""Element → what opens and closes it in CSL-JSON."""

_SPACES = frozenset(("br", "break", "p", "title", "div"))
_DROPPED = frozenset(
    "a alternatives inline-formula formula roman sans-serif monospace tt u underline span strike "
    "font small big styled-content named-content fn xref tex-math overline q".split()
)
"""Elements whose tags say nothing about the text in them."""

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)([^<>]*+)>")
_MATH = re.compile(r"<(?:mml:)?math\b")
_TEX = re.compile(r"<(?:jats:)?tex-math\b[^<>]*+>[^<]*+</(?:jats:)?tex-math>")
_MISREAD = re.compile("[ÂÃÄÅÎÏÐÑâ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")
_UNESCAPES = 3
"""How often text is escaped at most."""


def clean_text(value: object) -> str:
    """Return a value as text on one line, with CSL-JSON markup; "" if it is no text."""
    if not isinstance(value, str):
        return ""
    if _is_plain(value):
        return " ".join(value.split())
    text = _repaired(value)
    for _ in range(_UNESCAPES):
        text = unescape(text)
    text = _without_math(text) if _MATH.search(text) else text
    text = _TAG.sub(_tag, text) if "<" in text else text
    return " ".join(printable(text).split())


def plain_text(value: object) -> str:
    """Return a value as text on one line without any markup."""
    text = clean_text(value)
    return " ".join(_TAG.sub("", text).split()) if "<" in text else text


def _is_plain(text: str) -> bool:
    """Whether there is nothing to repair, to unescape or to take out, as in most texts."""
    return text.isascii() and text.isprintable() and "&" not in text and "<" not in text


def _tag(match: re.Match[str]) -> str:
    name = match[2].lower().removeprefix("jats:")
    if name in _KEPT:
        return _KEPT[name][bool(match[1])]
    if name in _SPACES:
        return " "
    return "" if name in _DROPPED or name.startswith("mml:") else match[0]


def _repaired(text: str) -> str:
    """Undo reading UTF-8 as Windows-1252, where the whole text reads as UTF-8 then."""
    if not _MISREAD.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _without_math(text: str) -> str:
    """Write each MathML formula as a person reads it aloud: `x<sup>2</sup>`."""
    text = _TEX.sub("", text)
    parts: list[str] = []
    done = 0
    while match := _MATH.search(text, done):
        closing = "</mml:math>" if match[0].startswith("<mml:") else "</math>"
        end = text.find(closing, match.end())
        if end < 0:
            break
        end += len(closing)
        parts += (text[done : match.start()], _formula(text[match.start() : end]))
        done = end
    return "".join([*parts, text[done:]])


def _formula(markup: str) -> str:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(_TAG.sub(_bare_tag, markup), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return _TAG.sub("", markup) if root is None else _read_aloud(root)


def _bare_tag(match: re.Match[str]) -> str:
    """A tag without its prefix and attributes, which need a namespace to be read."""
    return f"<{match[1]}{match[2].removeprefix('mml:')}{'/' if match[3].endswith('/') else ''}>"


_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "msup": ("", "sup"),
    "mover": ("", ""),
    "msub": ("", "sub"),
    "munder": ("", ""),
    "msubsup": ("", "sub", "sup"),
}


def _read_aloud(element: Any) -> str:
    name = element.tag
    if not isinstance(name, str) or name.startswith("annotation"):
        return ""
    parts = [_read_aloud(child) for child in element]
    if name == "mfrac" and len(parts) == 2:
        return "/".join(parts)
    if name == "msqrt":
        return "√" + "".join(parts)
    if name in _SCRIPTS and len(parts) == len(_SCRIPTS[name]):
        pairs = zip(_SCRIPTS[name], parts, strict=True)
        return "".join(f"<{tag}>{part}</{tag}>" if tag and part else part for tag, part in pairs)
    return "".join([" ".join((element.text or "").split()), *parts])
