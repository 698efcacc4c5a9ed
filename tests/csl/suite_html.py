"""The HTML dialect of the CSL test suite: citeproc-js's own, which the expected results are in.

It differs from the HTML that attachbib writes for people (numeric entities, no
ids, no links, fixed indentation), so it lives here and not in the package.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from attachbib.richtext.model import DISPLAY_TAGS, Rich, Span, plain
from attachbib.richtext.writer import Entry, ListLayout, Writer

_ENTITIES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


def _escape(text: str) -> str:
    # citeproc-js escapes string by string, so the line feeds of a style never stand side by side.
    text = re.sub(r"[^\S\n]{2}", "\u00a0 ", text.translate(_ENTITIES))
    return "".join(map(_raise_superscript, text))


# citeproc-js also raises four modifier letters that Unicode does not call superscripts.
_MODIFIERS = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}


def _raise_superscript(character: str) -> str:
    if character < "\u0080":
        return character
    decomposition = unicodedata.decomposition(character)
    if decomposition.startswith("<super>"):
        base = "".join(chr(int(code, 16)) for code in decomposition.split()[1:])
    else:
        base = _MODIFIERS.get(character, "")
    return f"<sup>{base}</sup>" if base else character


def _style(declaration: str) -> tuple[str, str]:
    return f'<span style="{declaration}">', "</span>"


def _wrap(text: str, before: str, after: str) -> str:
    """Put a tag around text; citeproc-js moves the space that ends a right-hand block out of it."""
    if after.startswith("</div>") and after.endswith(" ") and text.endswith(" "):
        return f"{before}{text.removesuffix(' ')}{after} "
    return f"{before}{text}{after}"


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    lines = [f'  <div class="csl-entry">{text}</div>\n' for _, text in entries]
    return "".join(['<div class="csl-bib-body">\n', *lines, "</div>"])


WRITER = Writer(
    escape=_escape,
    tags={
        "italic": ("<i>", "</i>"),
        "oblique": ("<em>", "</em>"),
        "normal-style": _style("font-style:normal;"),
        "bold": ("<b>", "</b>"),
        "normal-weight": _style("font-weight:normal;"),
        "small-caps": _style("font-variant:small-caps;"),
        "normal-variant": _style("font-variant:normal;"),
        "underline": _style("text-decoration:underline;"),
        "no-decoration": _style("text-decoration:none;"),
        "superscript": ("<sup>", "</sup>"),
        "subscript": ("<sub>", "</sub>"),
        "baseline": _style("baseline"),
        "block": ('\n\n    <div class="csl-block">', "</div>\n"),
        "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
        "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
        "indent": ('<div class="csl-indent">', "</div>\n  "),
    },
    link=lambda text, target: text,
    anchor=lambda text, name: text,
    references=_references,
    wrap=_wrap,
)


def header(entries: Sequence[Entry], layout: ListLayout) -> str:
    """Return what the mode `bibliography-header` prints: citeproc-js's layout parameters."""
    offset = max((_first_block_width(entry.content) for entry in entries), default=0)
    parameters = {
        "bibend": "</div>",
        "bibliography_errors": "",
        "bibstart": '<div class="csl-bib-body">\n',
        "done": "false",
        "entry_ids": ",".join(entry.id for entry in entries),
        "entryspacing": str(layout.entry_spacing),
        "hangingindent": "true" if layout.hanging_indent else "",
        "linespacing": str(layout.line_spacing),
        "maxoffset": str(offset),
        "second-field-align": layout.second_field_align or "false",
    }
    return "\n".join(
        f"{name}: {value}" for name, value in parameters.items() if value or name != "hangingindent"
    )


def _first_block_width(content: Rich) -> int:
    """Return the number of characters of the block an entry begins with, 0 if none."""
    first = content[0] if content else ""
    if isinstance(first, Span) and first.tag in DISPLAY_TAGS:
        return len(plain(first.content).strip())
    return 0
