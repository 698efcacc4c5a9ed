"""HTML: escaped, semantic, with an id on every entry; no script can come out of it."""

from __future__ import annotations

from collections.abc import Sequence

from attachbib.richtext.writer import Entry, ListLayout, Writer

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""The ampersand comes first."""


def escape(text: str) -> str:
    """Escape text for element content and for quoted attributes."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        for character, written in _ESCAPES.items():
            text = text.replace(character, written)
    return text


def _style(declaration: str) -> tuple[str, str]:
    return f'<span style="{declaration}">', "</span>"


def _block(name: str) -> tuple[str, str]:
    return f'<div class="csl-{name}">', "</div>"


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    classes = "csl-bib-body hanging-indent" if layout.hanging_indent else "csl-bib-body"
    lines = [f'<div id="refs" class="{classes}" role="list">']
    for entry, text in entries:
        lines.append(
            f'  <div id="ref-{escape(entry.id)}" class="csl-entry" role="listitem">{text}</div>'
        )
        if entry.note:
            lines.append(f'  <p class="annotation">{escape(entry.note)}</p>')
    return "\n".join([*lines, "</div>", ""])


WRITER = Writer(
    escape=escape,
    tags={
        "italic": ("<i>", "</i>"),
        "oblique": _style("font-style: oblique"),
        "normal-style": _style("font-style: normal"),
        "bold": ("<b>", "</b>"),
        "light": _style("font-weight: lighter"),
        "normal-weight": _style("font-weight: normal"),
        "small-caps": _style("font-variant: small-caps"),
        "normal-variant": _style("font-variant: normal"),
        "underline": _style("text-decoration: underline"),
        "no-decoration": _style("text-decoration: none"),
        "superscript": ("<sup>", "</sup>"),
        "subscript": ("<sub>", "</sub>"),
        "baseline": _style("vertical-align: baseline"),
        "block": _block("block"),
        "left-margin": _block("left-margin"),
        "right-inline": _block("right-inline"),
        "indent": _block("indent"),
    },
    link=lambda text, target: f'<a href="{escape(target)}">{text}</a>',
    anchor=lambda text, name: f'<span id="{escape(name)}">{text}</span>',
    references=_references,
    charwise=True,
)
