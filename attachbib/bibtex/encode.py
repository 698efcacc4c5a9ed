"""Text with the inline markup of CSL-JSON → LaTeX, as a `.bib` value in braces holds it.

The inverse of `attachbib.bibtex.latex`, with letters left as Unicode. What TeX has no
difference for is not kept: a run of white space is one blank, `'` is read back as `’`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from attachbib.characters import printable

_SPECIAL = re.compile(r"[\\{}$&%#_~^`<]|([-,'>])\1|[^\S ]|  |^ | $")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u2009": r"\,",
}
r"""Character → LaTeX. Braces are spelled out because BibTeX counts those of `\{` too."""
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_LIGATURE = re.compile(r"([-,'<>])(?=\1)")
r"""What TeX would join with the next character; `\/` between them prevents it."""
_SPACE = re.compile(r"[^\S\u00a0\u2009]+")

_TAG = re.compile(
    r"<(?:i|b|sup|sub|sc)>|</(?:i|b|sup|sub|sc|span)>"
    r"|<span\s+(?:style=\"font-variant:\s*(?P<caps>small-caps);?\""
    r"|class=\"(?P<class>nocase|nodecor)\")\s*>"
)
_COMMANDS = {
    "<i>": r"\emph{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    "<sc>": r"\textsc{",
    "small-caps": r"\textsc{",
}


def latex_text(text: str) -> str:
    """Return text as LaTeX whose braces balance, for a value in braces.

    `<i>`, `<b>`, `<sup>`, `<sub>` and small-caps spans become commands, `nocase` spans
    braces; `nodecor` spans have no LaTeX and leave their text. Tags that do not pair up are
    text. Control characters are left out.
    """
    text = normalize("NFC", printable(text))
    if not _SPECIAL.search(text):
        return text
    text = _SPACE.sub(" ", text).strip(" ")
    return _with_commands(text) if "<" in text else _escaped(text)


def _escaped(text: str) -> str:
    text = _LIGATURE.sub("\\1\0", text)
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text).replace("\0", r"\/")


def _with_commands(text: str) -> str:
    tags = list(_TAG.finditer(text))
    closers = _pairs(tags)
    closing: dict[int, str] = {}
    parts: list[str] = []
    position = 0
    shield = at = -1
    """The tag that ends the `nocase` span we are in, and its brace in `parts`; or -1."""
    for index, tag in enumerate(tags):
        if index in closing:
            parts.append(_escaped(text[position : tag.start()]))
            if index == shield:
                _protect(parts, at)
                shield = -1
            parts.append(closing[index])
        elif index in closers:
            parts.append(_escaped(text[position : tag.start()]))
            opening = _COMMANDS.get(tag["caps"] or tag[0], "")
            if tag["class"] == "nocase" and shield < 0:
                opening, shield, at = "{", closers[index], len(parts)
            parts.append(opening)
            closing[closers[index]] = "}" if opening else ""
        else:
            continue
        position = tag.end()
    return "".join([*parts, _escaped(text[position:])])


def _protect(parts: list[str], at: int) -> None:
    """Double the braces opened at an index when a command follows: one pair around a command
    is a "special character", whose letters BibTeX does change ("BibTeXing", section 4).
    """
    if next(filter(None, parts[at + 1 :]), "").startswith("\\"):
        parts[at] = "{{"
        parts.append("}")


def _pairs(tags: Sequence[re.Match[str]]) -> Mapping[int, int]:
    """Index of an opening tag → that of the tag which closes it."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    depth: Counter[str] = Counter()
    for index, tag in enumerate(tags):
        name = tag[0].lstrip("</").rstrip(">").partition(" ")[0]
        if not tag[0].startswith("</"):
            stack.append((name, index))
            depth[name] += 1
        elif depth[name]:
            opened, at = stack.pop()
            depth[opened] -= 1
            while opened != name:
                opened, at = stack.pop()
                depth[opened] -= 1
            pairs[at] = index
    return pairs
