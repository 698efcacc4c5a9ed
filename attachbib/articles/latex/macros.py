"""Commands that a LaTeX document defines: other names of citation commands, and plain text."""

from __future__ import annotations

import re

from attachbib.articles.latex.commands import CITATIONS, SYMBOLS
from attachbib.articles.patterns import lazy_pattern

_DEFINITION = lazy_pattern(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\\([A-Za-z]+)\}?\s*(?:\[(\d)\])?\s*"
    r"\{((?:[^{}]|\{[^{}]*\}){0,500})\}"
    r"|\\def\\([A-Za-z]+)\{((?:[^{}]|\{[^{}]*\}){0,500})\}"
)
_CITES = lazy_pattern(r"\s*\\([A-Za-z]*cite[A-Za-z]*\*?)\s*\{#1\}\s*")
_MARKUP = lazy_pattern(r"\\([A-Za-z]+)\s?|\\[,;:! ]|[{}~]")


class Macros:
    """The commands that a document defines."""

    def __init__(self, text: str) -> None:
        self._aliases: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        if "command" not in text and "\\def" not in text:
            return
        for match in _DEFINITION().finditer(text):
            name, body = match[1] or match[4], match[3] if match[1] else match[5]
            cites = _CITES().fullmatch(body)
            if cites and cites[1] in CITATIONS and match[2] == "1":
                self._aliases[name] = cites[1]
            elif not match[2] and "#" not in body and "cite" not in body:
                self._texts[name] = " ".join(_MARKUP().sub(_plain, body).split())

    def alias(self, name: str) -> str:
        """Return the citation command that a command stands for, or the name itself."""
        return self._aliases.get(name, name)

    def text(self, name: str) -> str:
        """Return what is read of a command that stands for text; "" for all others."""
        return self._texts.get(name, "")


def _plain(match: re.Match[str]) -> str:
    name = match[1]
    return SYMBOLS.get(name, "") if name else " "
