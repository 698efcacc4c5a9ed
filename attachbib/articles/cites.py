"""Making a cite out of a key and the text around it, for every format."""

from __future__ import annotations

from sys import intern

from attachbib.articles.locators import split_locator
from attachbib.articles.model import Cite, Mode
from attachbib.source import Span


def make_cite(
    key: str,
    span: Span,
    *,
    mode: Mode = "normal",
    prefix: str = "",
    after: str = "",
    language: str = "",
) -> Cite:
    """Return a cite; the text after the key is split into locator and suffix.

    Args:
        span: where the key stands.
        prefix: the text before the key, markup removed.
        after: the text after it, markup removed, with its leading comma or space.
        language: of the article; `S. 3` is a page in German.
    """
    label, locator, suffix = split_locator(after, language)
    return Cite(intern(key), span, mode, prefix.strip(), locator, label, suffix)
