"""LaTeX: for documents that load hyperref; the list is pandoc's `CSLReferences` in plain macros."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attachbib.richtext.writer import Entry, ListLayout, Writer

_ESCAPES = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\{",
        "}": "\\}",
        "$": "\\$",
        "&": "\\&",
        "#": "\\#",
        "%": "\\%",
        "_": "\\_",
        "^": "\\textasciicircum{}",
        "~": "\\textasciitilde{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
        "\u00a0": "~",
    }
)
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9:./-]")
_URL_ESCAPES = str.maketrans({"%": "\\%", "#": "\\#", "{": "\\{", "}": "\\}", "\\": "\\\\"})


def escape(text: str) -> str:
    """Escape the characters that are special to TeX."""
    return text.translate(_ESCAPES)


def _name(anchor: str) -> str:
    """Return an anchor without the characters that TeX or hyperref would stumble on."""
    return _NOT_IN_NAME.sub(lambda match: f"-{ord(match[0]):x}-", anchor)


def _link(text: str, target: str) -> str:
    url = target.translate(_URL_ESCAPES)
    if target.startswith("#"):
        return f"\\hyperlink{{{_name(target[1:])}}}{{{text}}}"
    return f"\\url{{{url}}}" if text == escape(target) else f"\\href{{{url}}}{{{text}}}"


def _references(entries: Sequence[tuple[Entry, str]], layout: ListLayout) -> str:
    indent = "\\hangindent=1.5em\\hangafter=1 " if layout.hanging_indent else ""
    paragraphs = []
    for entry, text in entries:
        target = f"\\hypertarget{{{_name(f'ref-{entry.id}')}}}{{}}"
        paragraphs.append(f"\\noindent {indent}{target}{text.strip()}")
        if entry.note:
            paragraphs.append(f"\\begin{{quote}}{escape(entry.note)}\\end{{quote}}")
    return "\n\n".join(paragraphs) + "\n"


WRITER = Writer(
    escape=escape,
    tags={
        "italic": ("\\emph{", "}"),
        "oblique": ("\\textsl{", "}"),
        "normal-style": ("\\textup{", "}"),
        "bold": ("\\textbf{", "}"),
        "normal-weight": ("\\textmd{", "}"),
        "small-caps": ("\\textsc{", "}"),
        "underline": ("\\underline{", "}"),
        "superscript": ("\\textsuperscript{", "}"),
        "subscript": ("\\textsubscript{", "}"),
        "left-margin": ("", " "),
        "block": ("\n\n", "\n\n"),
        "indent": ("\n\n", ""),
    },
    link=_link,
    anchor=lambda text, name: f"\\hypertarget{{{_name(name)}}}{{{text}}}",
    references=_references,
)
