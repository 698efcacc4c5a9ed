"""pandoc's citation syntax: keys, and the cites between brackets.

Follows the pandoc manual, "Citation syntax". A key begins after `@` with a
letter, digit or `_`, may hold single marks of `:.#$%&-+?<>~/` inside, or stands
in braces, `@{…}`; `-@` suppresses the author. An `@` right after a letter, digit
or full stop is no key: that is an e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.model import EVERY_KEY
from attachbib.articles.patterns import lazy_pattern

_KEY = re.compile(
    r"-?@(?:(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)"
    r"|\{(?P<braced>(?:[^\s{}]|\{[^\s{}]*\})+)\})"
)
"""A key with its `@`; group `key` or `braced` is the key itself."""

_CROSS_REFERENCES = frozenset({"fig", "tbl", "eq", "sec", "lst"})
_QUARTO_CROSS_REFERENCES = _CROSS_REFERENCES | frozenset(
    "thm lem cor prp cnj def exm exr sol rem alg nte tip wrn imp cau vid".split()
)

_ASCII_MARK = lazy_pattern(r"--|\.\.\.|[\"']")
_OPENING = lazy_pattern(r"(?:(?<=[\s(\[{—–])|^)[\"'](?=\S)")


class CitePart(NamedTuple):
    """Where one cite of a list stands: prefix from `start` to the key, rest up to `end`."""

    start: int
    key: re.Match[str]
    end: int


def is_cross_reference(key: str, *, quarto: bool) -> bool:
    """Whether a key points into the document: `fig-…` of Quarto, `fig:…` of pandoc-crossref.

    Such a key is no citation: both tools take every one for their own, whatever is in the
    library. Quarto documents have more kinds of them.
    """
    kind, mark, _ = key.partition("-")
    if quarto:
        # A capital is for the beginning of a sentence: `@Fig-…`.
        return bool(mark) and kind[:1].lower() + kind[1:] in _QUARTO_CROSS_REFERENCES
    if not mark or kind not in _CROSS_REFERENCES:
        kind, mark, _ = key.partition(":")
    return bool(mark) and kind in _CROSS_REFERENCES


def key_at(text: str, at: int, start: int, end: int, after: int) -> re.Match[str] | None:
    """Return the key whose `@` stands at `at` in `[start, end)`, with the minus before it.

    Args:
        after: where the key before this one ends; right there another may begin.
    """
    first = at
    if at > start and text[at - 1] == "-" and (at - 1 == after or not _is_glued(text, at - 1, "-")):
        first -= 1
    elif at != after and _is_glued(text, at):
        return None
    return _KEY.match(text, first, end)


def iter_keys(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key of a text, `EVERY_KEY` for `@*`, with where it stands, mark included."""
    after = 0
    at = text.find("@")
    while at >= 0:
        match = None if text[at - 1 : at] == "\\" else key_at(text, at, 0, len(text), after)
        if match:
            yield match["key"] or match["braced"], match.start(), match.end()
        elif text.startswith(EVERY_KEY, at + 1):
            yield EVERY_KEY, at, at + 2
        after = match.end() if match else at + 1
        at = text.find("@", after)


def _is_glued(text: str, pos: int, marks: str = "") -> bool:
    """Whether what stands before `pos` makes an `@` there a part of a word or an address."""
    before = text[pos - 1] if pos else " "
    return before.isalnum() or before == "." or before in marks


def split_cites(
    keys: list[re.Match[str]], separators: list[int], start: int, end: int
) -> list[CitePart] | None:
    """Split `see @a, p. 3; @b` in `[start, end)` into cites; None when it is no list of cites.

    Args:
        keys: the keys at the top level of the range, in order.
        separators: the offsets of its top-level semicolons.
    """
    parts: list[CitePart] = []
    at = 0
    for stop in (*separators, end):
        if at == len(keys) or keys[at].end() > stop:
            return None
        parts.append(CitePart(start, keys[at], stop))
        while at < len(keys) and keys[at].start() < stop:
            at += 1
        start = stop + 1
    return parts


def typographic(text: str) -> str:
    """Return text with the quotation marks, dashes and ellipses that pandoc makes of ASCII."""
    if not _ASCII_MARK().search(text):
        return text
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    text = _OPENING().sub(lambda match: "“" if match[0] == '"' else "‘", text)
    return text.replace('"', "”").replace("'", "’")
