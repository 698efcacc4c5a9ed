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

CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|sec|lst)[-:]")
"""Keys that point into the document itself: `fig-…` of Quarto, `fig:…` of pandoc-crossref.

They are not citations. Both tools take every such key for their own, whatever
is in the library.
"""

QUARTO_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid)-"
)
"""The same in Quarto documents, which have more kinds of them."""

Place = Callable[[int, int], Span]
"""Turns a range of the text being read into a span of the source."""


class CitePart(NamedTuple):
    """Where one cite of a list stands: prefix from `start` to the key, rest up to `end`."""

    start: int
    key: re.Match[str]
    end: int


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
