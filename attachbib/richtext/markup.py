"""Field text → rich text: CSL-JSON inline markup, quotation marks, apostrophes.

The markup is that of CSL-JSON (`<i> <b> <sup> <sub> <sc>`, small-caps and nocase
spans). Straight and locale quotation marks become `QUOTE` spans, so that the
nesting decides which marks are printed; a lone `'` is an apostrophe. What does
not pair up stays literal text, for the writers to escape.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from attachbib.richtext.model import INNER, NOCASE, NODECOR, QUOTE, Rich, concat, span

_TAGS: dict[str, tuple[str, str]] = {
    "<i>": ("flip-italic", "</i>"),
    "<b>": ("flip-bold", "</b>"),
    "<sc>": ("flip-small-caps", "</sc>"),
    "<sup>": ("flip-superscript", "</sup>"),
    "<sub>": ("flip-subscript", "</sub>"),
    "<span:small-caps>": ("flip-small-caps", "</span>"),
    "<span:nocase>": (NOCASE, "</span>"),
    "<span:nodecor>": (NODECOR, "</span>"),
}
_SPAN = (
    r'<span\s+(?:style="font-variant:\s*(?P<caps>small-caps);?"'
    r'|class="(?P<cls>nocase|nodecor)")\s*>'
)
_TRIGGER = re.compile("[<'\"’“”‘„«»]| [:;?!]")
_SPACE_BEFORE_MARK = re.compile(" ([:;?!»])")
_MAX_DEPTH = 50
"""Deeper markup stays text: everything that walks the tree recurses."""
_BEFORE_OPENER = " \u00a0\u202f([{-—–/"
_LETTER = re.compile(r"[^\W\d_]")


class QuoteMarks(NamedTuple):
    """The quotation marks of a locale (CSL terms `open-quote` …) and where periods go."""

    open: str = "“"
    close: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"
    punctuation_inside: bool = False
    """The locale option `punctuation-in-quote`."""


@dataclass(slots=True)
class _Open:
    opener: str
    tag: str
    closer: str
    content: Rich = ""
    value: str = ""


def field_parser(marks: QuoteMarks) -> Callable[[str], Rich]:
    """Return the function that parses the field texts of one locale.

    It remembers what it did to texts with markup; most have none, and are their own result.
    """
    pairs = {'"': '"', "'": "'"}
    for opener, closer in ((marks.open, marks.close), (marks.open_inner, marks.close_inner)):
        if opener.strip() not in ("", '"', "'"):
            pairs[opener] = closer
    plain_tags = "|".join(re.escape(tag) for tag in _TAGS if ":" not in tag)
    closers = "|".join(sorted({re.escape(closer) for _, closer in _TAGS.values()}))
    quotes = "|".join(
        re.escape(mark) for mark in sorted({*pairs, *pairs.values()}, key=len, reverse=True)
    )
    tokens = re.compile(f"{plain_tags}|{_SPAN}|{closers}|{quotes}|’")

    def parse(text: str) -> Rich:
        return parse_marked(text) if _may_be_marked(text) else text

    @lru_cache(maxsize=32768)
    def parse_marked(text: str) -> Rich:
        text = _SPACE_BEFORE_MARK.sub("\u202f\\1", text).replace("« ", "«\u202f")
        return _parse(text, tokens, pairs, marks.open_inner)

    return parse


def _may_be_marked(text: str) -> bool:
    if text.isascii():
        # What `_TRIGGER` would find, several times as fast.
        return (
            "'" in text
            or "<" in text
            or '"' in text
            or " :" in text
            or " ?" in text
            or " !" in text
            or " ;" in text
        )
    return _TRIGGER.search(text) is not None


def _parse(text: str, tokens: re.Pattern[str], pairs: dict[str, str], inner: str) -> Rich:
    stack = [_Open("", "", "")]
    closing_quotes = set(pairs.values())
    position = 0
    after_opener = True

    def add(content: Rich) -> None:
        stack[-1].content = concat(stack[-1].content, content)

    for match in tokens.finditer(text):
        if match.start() > position:
            add(text[position : match.start()])
            after_opener = False
        position = match.end()
        token = _normalized(match)
        before = text[match.start() - 1] if match.start() else " "
        after = text[position : position + 1]
        if token in _TAGS and len(stack) < _MAX_DEPTH:
            tag, closer = _TAGS[token]
            stack.append(_Open(match.group(), tag, closer))
            after_opener = True
            continue
        if token in ("'", "’") and _is_apostrophe(token, before, after, after_opener):
            add("’")
        elif (
            token in pairs
            and len(stack) < _MAX_DEPTH
            and _opens(token, before, after, after_opener)
        ):
            stack.append(_Open(token, QUOTE, pairs[token], value=INNER if token == inner else ""))
            after_opener = True
            continue
        elif any(entry.closer == token for entry in stack[1:]) and (
            token.startswith("<") or stack[-1].closer == token
        ):
            while stack[-1].closer != token:
                _unwind(stack)
            entry = stack.pop()
            add(span(entry.tag, entry.content, entry.value))
        elif token in closing_quotes | {"’"} and token in "'’":
            add("’")
        else:
            add(match.group())
        after_opener = False
    if position < len(text):
        add(text[position:])
    while len(stack) > 1:
        _unwind(stack)
    return stack[0].content


def _normalized(match: re.Match[str]) -> str:
    kind = match.group("caps") or match.group("cls")
    return f"<span:{kind}>" if kind else match.group()


def _opens(token: str, before: str, after: str, after_opener: bool) -> bool:
    return token not in "\"'" or after_opener or before in _BEFORE_OPENER


def _is_apostrophe(token: str, before: str, after: str, after_opener: bool) -> bool:
    if token == "’":
        return bool(_LETTER.match(before) and _LETTER.match(after))
    if before in " ([" or after_opener:
        return after in ("", " ")
    return after not in ("", ",", ".", "?", ":", ";", " ", "<", ")", "]", '"')


def _unwind(stack: list[_Open]) -> None:
    """Turn the innermost unclosed opener back into text."""
    entry = stack.pop()
    opener = "’" if entry.opener == "'" else entry.opener
    stack[-1].content = concat(stack[-1].content, concat(opener, entry.content))
