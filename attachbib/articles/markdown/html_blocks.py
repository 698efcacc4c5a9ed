"""HTML blocks of Markdown: which lines begin one, as in CommonMark 4.6."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.articles.patterns import lazy_pattern

_TAG = lazy_pattern(r"</?([A-Za-z][A-Za-z0-9-]*)(?=\s|/?>|$)")
_VERBATIM = frozenset("script pre style textarea".split())
_BLOCK_TAGS = frozenset(
    "address article aside base blockquote body caption center col colgroup dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header"
    " hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param"
    " search section summary table tbody td tfoot th thead title tr track ul".split()
)


class HtmlStart(NamedTuple):
    """The beginning of an HTML block."""

    kind: str
    """`comment`, `code` for what holds no prose, or `html`."""
    closer: str = ""
    """What ends it, in any case; "" when that is a blank line."""


def html_start(text: str, start: int, end: int) -> HtmlStart | None:
    """Return the HTML block that begins with the `<` at `start`, or None."""
    if text.startswith("<!--", start):
        return HtmlStart("comment", "-->")
    match = _TAG().match(text, start, end)
    name = match[1].lower() if match else ""
    if name in _VERBATIM:
        return None if text.startswith("</", start) else HtmlStart("code", f"</{name}>")
    return HtmlStart("html") if name in _BLOCK_TAGS else None
