"""pandoc's citation syntax: keys, and the cites between brackets.

Follows the pandoc manual, "Citation syntax". A key begins after `@` with a
letter, digit or `_`, may hold single marks of `:.#$%&-+?<>~/` inside, or stands
in braces, `@{…}`; `-@` suppresses the author. An `@` right after a letter, digit
or full stop is no key: that is an e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from attachbib.articles.markdown.locators import split_locator
from attachbib.articles.model import Cite, Mode
from attachbib.source import Span

KEY = re.compile(
    r"(?:(?<![^\W_])(?<!\.)(?P<minus>-))?(?<![^\W_])(?<!\.)@"
    r"(?:(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)|\{(?P<braced>[^\s{}]+)\})"
)
"""A key with its `@`; group `key` or `braced` is the key itself."""

_CROSS_REFERENCES = frozenset({"fig", "tbl", "eq", "sec", "lst"})
_QUARTO_CROSS_REFERENCES = _CROSS_REFERENCES | frozenset(
    "thm lem cor prp cnj def exm exr sol rem alg nte tip wrn imp cau vid".split()
)

Place = Callable[[int, int], Span]
"""Turns a range of the text being read into a span of the source."""


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
        return bool(mark) and kind in _QUARTO_CROSS_REFERENCES
    return (bool(mark) and kind in _CROSS_REFERENCES) or (
        ":" in key and key.partition(":")[0] in _CROSS_REFERENCES
    )


def key_at(text: str, at: int, start: int, end: int) -> re.Match[str] | None:
    """Return the key whose `@` stands at `at` in `[start, end)`, with a minus before it."""
    if at > start and text[at - 1] == "-" and (match := KEY.match(text, at - 1, end)):
        return match
    return KEY.match(text, at, end)


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


def make_cite(
    key: re.Match[str], name: str, prefix: str, after: str, place: Place, mode: Mode = "normal"
) -> Cite:
    """Return the cite of a key called `name`, with the text before it and the text after it."""
    label, locator, suffix = split_locator(after)
    return Cite(
        key=name,
        span=place(key.start(), key.end()),
        mode="suppress-author" if key["minus"] else mode,
        prefix=prefix.strip(),
        locator=locator,
        label=label,
        suffix=suffix,
    )
