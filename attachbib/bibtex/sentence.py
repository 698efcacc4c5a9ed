"""Titles in Title Case → sentence case, as pandoc reads English BibTeX titles.

BibTeX data holds English titles in title case and leaves the change to the style; CSL
expects sentence case and can go to title case, not back (CSL 1.0.2, "Sentence and Title
Case Conversion").
"""

from __future__ import annotations

import re

_PART = re.compile(r"<[^<>]*>|(?P<word>[^\W_]+(?:['’][^\W_]+)*)")
_CAPITALISED = re.compile(r"<[^<>]*>[^<>]*</span>|\b(?:[A-Z][a-z]+|A)(?:'[a-z]+)*\b(?!['_])")
_BEGINNING = re.compile(r"[.:?!]['\"’”)\]]*\s+(?:<[^<>]*>|[\"'“‘«(\[])*$")
_REACH = 80
"""How far before a word the end of a sentence is looked for."""
_NOCASE = '<span class="nocase">'


def sentence_case(title: str) -> str:
    """Return a title in sentence case.

    Words with capitals inside (`DNA`, `iPhone`), single capitals other than the article
    `A`, what stands in `<span class="nocase">`, and the first word after `.`, `:`, `?`
    or `!` keep their case. A title without small letters is left alone.
    """
    if not title or title.isupper():
        return title
    simple = title.replace(_NOCASE, "").replace("</span>", "")
    if title.isascii() and "<" not in simple and (title[0].isupper() or title[0] == "<"):
        return _CAPITALISED.sub(_lowered, title)
    return _PART.sub(_Sentence(title), title)


def _lowered(match: re.Match[str]) -> str:
    """A capitalised word in its new case; the first of the title, or protected, as it is."""
    start = match.start()
    if match[0][0] == "<":
        return match[0]
    begins = start == 0 or _BEGINNING.search(match.string, max(0, start - _REACH), start)
    return match[0] if begins else match[0].lower()


class _Sentence:
    """Gives each word of one title its new case, front to back."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._first = True
        self._spans: list[str] = []

    def __call__(self, match: re.Match[str]) -> str:
        word = match["word"]
        if word is None:
            self._tag(match[0])
            return match[0]
        first, self._first = self._first, False
        if self._spans and _NOCASE in self._spans:
            return word
        if first:
            return word[0].upper() + word[1:] if word.islower() else word
        if not word[0].isupper() or not (word == "A" or word[1:].islower()):
            return word
        start = match.start()
        begins = _BEGINNING.search(self._title, max(0, start - _REACH), start)
        return word if begins else word.lower()

    def _tag(self, tag: str) -> None:
        if tag.startswith("<span"):
            self._spans.append(tag)
        elif tag == "</span>" and self._spans:
            self._spans.pop()
