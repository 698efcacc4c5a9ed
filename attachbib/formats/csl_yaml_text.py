"""Texts of CSL-YAML, which are pandoc's Markdown ↔ text with the inline markup of CSL-JSON.

pandoc's manual, "Citations": strings in YAML bibliographies are read as Markdown. Only
what stands for markup or hides characters from it is read; anything else stays text.
"""

from __future__ import annotations

import re
from collections import Counter

NO_MARKDOWN = frozenset({"id", "type"})
"""Keys of an item whose values are taken as they are."""

_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_NOCASE = '<span class="nocase">'

_TAGS = {
    "<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**", "<sup>": "^", "</sup>": "^",
    "<sub>": "~", "</sub>": "~",
}  # fmt: skip
_TAG = re.compile(
    r"</?(?:i|b|sup|sub)>|</(?P<end>span)>"
    r"|<span (?:style=\"font-variant:\s*(?P<caps>small-caps);?\"|class=\"(?P<nocase>nocase)\")>"
)
_PAIRED = "*^~`$"
"""Marks that mean something only when there are two of them."""
_SINGLE = re.compile(
    r"(?<!\w)_|_(?!\w)|(?<!\w)@(?=\w)|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)|-(?=-)|\.(?=\.\.)"
    r"|^[#>+|%-](?=\s|[#>+|%-])|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)"
)
_LINK = re.compile(r"\][({\[]")

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~ ])"
    r"|(?P<span>\]\{\.(?:smallcaps|nocase)\})|(?P<link>\]\([^()\s]{0,2000}\))"
    r"|(?P<mark>\*\*|[*_^~\[])|(?P<dashes>---|--|\.\.\.)|(?P<blank>\s+)"
)
_OPENERS = {"*": "<i>", "_": "<i>", "**": "<b>", "^": "<sup>", "~": "<sub>"}
_DASHES = {"---": "—", "--": "–", "...": "…"}


def to_markdown(text: str) -> str:
    """Return a text with markup as Markdown."""
    parts: list[str] = []
    spans: list[str] = []
    position = 0
    is_marked = _TAG.search(text) is not None
    paired = [mark for mark in _PAIRED if is_marked or text.count(mark) > 1]
    for tag in _TAG.finditer(text):
        parts.append(_escaped(text[position : tag.start()], paired))
        position = tag.end()
        if tag["end"]:
            parts.append(spans.pop() if spans else r"\</span>")
        elif tag["caps"] or tag["nocase"]:
            parts.append("[")
            spans.append("]{.smallcaps}" if tag["caps"] else "]{.nocase}")
        else:
            parts.append(_TAGS[tag[0]])
    return "".join([*parts, _escaped(text[position:], paired)])


def _escaped(text: str, paired: list[str]) -> str:
    text = text.replace("\\", "\\\\")
    for mark in paired:
        text = text.replace(mark, f"\\{mark}")
    if _LINK.search(text):
        text = text.replace("[", r"\[")
    return _SINGLE.sub(r"\\\g<0>", text)


def from_markdown(text: str) -> str:
    """Return Markdown as text with markup; marks that do not pair up stay as they are."""
    if not _TOKEN.search(text):
        return text
    reader = _Reader(text)
    position = 0
    for token in _TOKEN.finditer(text):
        reader.out.append(text[position : token.start()])
        position = token.end()
        reader.read(token)
    return "".join([*reader.out, text[position:]])


class _Reader:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.out: list[str] = []
        self._text = text
        self._open: list[tuple[str, int]] = []
        """Marks that wait for their end, and where they are in `out`."""
        self._waiting: Counter[str] = Counter()
        self._blank = -1
        """Where in `out` the last white space is; no `^` or `~` reaches over it."""

    def read(self, token: re.Match[str]) -> None:
        if token["mark"]:
            self._mark(token)
        elif token["span"] or token["link"]:
            self._close_bracket(token)
        else:
            if token["blank"]:
                self._blank = len(self.out)
            self.out.append(token["escaped"] or _DASHES.get(token[0], token[0]))

    def _mark(self, token: re.Match[str]) -> None:
        mark = token["mark"]
        before = self._text[token.start() - 1 : token.start()]
        after = self._text[token.end() : token.end() + 1]
        inside_word = mark == "_" and before.isalnum() and after.isalnum()
        may_close = mark in _OPENERS and before.strip() and not (mark == "_" and after.isalnum())
        if may_close and self._waiting[mark]:
            index = self._pop(mark)
            if mark not in "^~" or self._blank < index:
                self.out[index] = _OPENERS[mark]
                self.out.append(_OPENERS[mark].replace("<", "</"))
                return
        if after.strip() and not inside_word:
            self._open.append((mark, len(self.out)))
            self._waiting[mark] += 1
        self.out.append(mark)

    def _close_bracket(self, token: re.Match[str]) -> None:
        if not self._waiting["["]:
            self.out.append(token[0])
            return
        index = self._pop("[")
        if token["link"]:
            self.out[index] = ""
        else:
            self.out[index] = _NOCASE if "nocase" in token[0] else _SMALL_CAPS
            self.out.append("</span>")

    def _pop(self, mark: str) -> int:
        """Remove the last open mark of a kind, and those behind it, which stay text."""
        while True:
            found, index = self._open.pop()
            self._waiting[found] -= 1
            if found == mark:
                return index
