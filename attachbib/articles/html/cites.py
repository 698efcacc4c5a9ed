"""What cites on an HTML page: `data-cites`, `<d-cite>`, raised numbers, links to references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from attachbib.articles.html.tokens import Attribute, Token
from attachbib.articles.markers import is_power, number_cites
from attachbib.articles.model import Cite, Mode
from attachbib.articles.patterns import lazy_pattern
from attachbib.source import Span

REACH = 4000
"""How far ahead, in characters, the end of a citing element is looked for."""

MAX_DEPTH = 8
"""How deep elements of the same name may stand in each other in a citation."""

_NUMBERS = lazy_pattern(
    r"\s*[\[(]?\s*(\d{1,3}(?:(?:\s*[,;–—-]\s*|\s+)\d{1,3}){0,40})\s*,?\s*[\])]?\s*"
)
_HIDDEN = re.compile(r"<[^<>]*>|&[#\w]{1,10};")
_FRAGMENT = lazy_pattern(
    r"[^#]*#(?:(?:user-content-)?(?:refs?|references?|cite_note|cite|citations?|bib|bibr|sources?"
    r"|endnote|en|ftn|cr|b|r|c)[-_.:]?)(\d+|(?<=[-_.:]).+)\Z",
    re.I,
)
_WORDED_FRAGMENT = lazy_pattern(
    r"#(?:user-content-)?(?:refs?|references?|cite|citations?|bib|bibr)[-_.:](.+)\Z", re.I
)
"""Of a link with words for its text, which is more often one to another part of a page."""
_NOTE = lazy_pattern(r"#((?:fn|footnote|user-content-fn)[\w:.-]*)\Z", re.I)
_KEY_ATTRIBUTES = ("data-cites", "data-cite", "data-key", "data-citekey", "data-ref", "key")
_KEY = lazy_pattern(r"[^\s,;]+")
_NAMED = frozenset({"d-cite", "dt-cite", "cite"})


class Inner(NamedTuple):
    """An element: where its content and the whole end."""

    start: int
    stop: int
    end: int


class Found(NamedTuple):
    """A citation that is one element."""

    end: int
    cites: tuple[Cite, ...]
    text: str = ""
    """What is read of it; "" for one in brackets."""


def inner(text: str, token: Token) -> Inner | None:
    """Return the content of the element that a tag opens; None if it is long or not closed."""
    depth = 1
    limit = token.end + REACH
    if "</" not in text[token.end : limit]:
        return None
    for match in _tags(token.name).finditer(text, token.end, limit):
        depth += -1 if match[1] else 1
        if depth == 0:
            return Inner(token.end, match.start(), match.end())
        if depth > MAX_DEPTH:
            break
    return None


@lru_cache(maxsize=64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}\b[^<>]*>", re.I)


def masked(text: str, start: int, end: int) -> str:
    """Return a range with its tags as spaces and its references resolved, as long as before."""
    return _HIDDEN.sub(_hide, text[start:end])


def _hide(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return " " * len(match[0])
    from html import unescape

    return unescape(match[0])[:1].ljust(len(match[0]))


def note_label(found: Mapping[str, Attribute]) -> str:
    """Return the footnote that a link points to, or ""."""
    href = found["href"].value if "href" in found else ""
    match = _NOTE().match(href)
    return match[1] if match else ""


def citation(text: str, token: Token, found: Mapping[str, Attribute], before: str) -> Found | None:
    """Return the citation that the element opened by a tag is, or None.

    Args:
        found: the attributes of the tag.
        before: what is read right before it.
    """
    keys = next((found[name] for name in _KEY_ATTRIBUTES if name in found), None)
    is_named = token.name in _NAMED or "data-cites" in found or "data-cite" in found
    content: Inner | None = None
    if token.attributes.endswith("/"):
        content = Inner(token.end, token.end, token.end)
    elif is_named or token.name in ("sup", "a"):
        content = inner(text, token)
    if content is None:
        return None
    shown = masked(text, content.start, content.stop)
    if keys is not None and is_named:
        return _keyed(keys, shown, content.end)
    if token.name == "sup":
        is_link = "#" in text[content.start : content.stop]
        return None if is_power(before) and not is_link else _numbered(shown, content)
    if token.name == "cite":
        return _numbered(shown, content)
    return _linked(found, shown, content)


def _numbered(shown: str, content: Inner) -> Found | None:
    match = _NUMBERS().fullmatch(shown)
    if match is None:
        return None
    numbers = re.sub(r"(?<=\d)\s+(?=\d)", lambda gap: "," + gap[0][1:], match[1])
    cites = number_cites(numbers, content.start + match.start(1))
    return Found(content.end, cites) if cites else None


def _linked(found: Mapping[str, Attribute], shown: str, content: Inner) -> Found | None:
    """Read a link to an entry of the list of references."""
    href = found.get("href")
    if href is None or not _FRAGMENT().match(href.value):
        return None
    if numbered := _numbered(shown, content):
        return numbered
    match = _WORDED_FRAGMENT().match(href.value)
    if match is None or match[1].isdigit() or not shown.strip():
        return None
    start = href.start + match.start(1)
    mode: Mode = "author-in-text"
    cite = Cite(match[1], Span(start, start + len(match[1])), mode)
    return Found(content.end, (cite,), " ".join(shown.split()))


def _keyed(keys: Attribute, shown: str, end: int) -> Found | None:
    text = " ".join(shown.split())
    is_textual = text[:1].isalpha() and text != keys.value
    mode: Mode = "author-in-text" if is_textual else "normal"
    cites = tuple(
        Cite(
            match[0],
            Span(keys.start + match.start(), keys.start + match.end()),
            mode if index == 0 else "normal",
        )
        for index, match in enumerate(_KEY().finditer(keys.value))
    )
    return Found(end, cites, text if is_textual else "") if cites else None
