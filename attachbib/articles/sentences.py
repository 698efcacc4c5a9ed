"""Sentence boundaries in scholarly prose.

One pass over the full stops, question and exclamation marks of a text; each is
judged by the word before it, what follows it, and the brackets it stands in.
`abbreviations` holds the words. Knows nothing of markup: a reader passes
plain text, with `OBJECT` where a citation or footnote mark stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attachbib.articles.abbreviations import Abbreviations, abbreviations
from attachbib.articles.patterns import lazy_pattern

OBJECT = "\ufffc"
"""Stands for a citation or a footnote mark."""

BRACKET_REACH = 600
"""How far ahead, in characters, a closing bracket may keep a sentence together."""

QUOTATION_REACH = 60
"""How far ahead, in characters, a closing quotation mark may."""

_MARKS = re.compile(r"[.!?…‽。！？｡]+")
_CJK = "。！？｡"
_CLOSERS = frozenset("\"'”’»›)]」』）")
_CLOSERS_BEFORE_SPACE = _CLOSERS | frozenset("“‘")
"""With the marks that close a quotation in German, and open one in other languages."""
_TAIL = lazy_pattern(
    rf"(?:\s*{OBJECT})*(?:\d{{1,3}}(?:[,–-]\d{{1,3}})*|[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]{{0,12}}"
    rf"|\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}}){{0,9}}\])?(?=\s|$)"
)
_WORD = re.compile(r"\w+")
_NUMBER_LIKE = lazy_pattern(r"[(\[]?(?:\d|[ivxlcIVXLC]+\b|[A-Z]\d|[A-Z]\b)")
_FULL_WORD = lazy_pattern(r"(?<![\w.])[^\W\d_]{5,}$|[)\]]$")
_INITIALS = lazy_pattern(r"(?:\w\.-?)*\w$")
_CJK_QUOTATION_ENDS = "」』”’"
_AFTER_QUOTATION = lazy_pattern(
    r"[，、；：。,;:]|[的等和与與及或之]|って|という|とは|と(?!ころ|も)|を|の(?!ち)|に(?!も)|が(?!ん)"
    r"|は(?!い)|も(?![しうっ])|で(?![もは])|や(?![がは])|か(?!つ)|など"
)
"""What goes on with the sentence a quotation stands in: a comma, a particle."""
_SPEAKER = lazy_pattern(
    r"[^。！？｡，：；“「『]{0,10}?(?:[问問说說答喊叫]|(?<!知)道|表示|指出|认为|認為)[道着著了]?(?=[。，；：！？])"
)
"""Who said the quotation that a sentence begins with: `他问。`"""
_OPENERS = frozenset("\"'“‘„‚«‹([¿¡")
_TRIM = "([{\"'“‘„‚«‹¿¡*_"


class _Mark(NamedTuple):
    """Full stops, question and exclamation marks that may end a sentence."""

    sign: str
    start: int
    close: int
    """After the quotation marks and brackets that close behind it."""
    end: int
    """After the citations and note numbers that follow."""


def split_sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence, as `iter_sentences` yields them."""
    return list(iter_sentences(text, language))


def iter_sentences(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of every sentence, white space around them left out.

    Args:
        text: one paragraph; line ends count as spaces.
        language: a BCP 47 tag; English when there are no tables for it.
    """
    words = abbreviations(language)
    start = _skip_space(text, 0)
    counted = start
    depth = 0
    for match in _MARKS.finditer(text):
        mark = _mark(text, match)
        if mark is None:
            continue
        here = mark.close
        depth += text.count("(", counted, here) - text.count(")", counted, here)
        counted = here
        end = mark.end
        if end >= len(text):
            break
        if depth > 0 and text.find(")", here, here + BRACKET_REACH) >= 0:
            continue
        if mark.sign != "." and _in_quotation(text, start, mark):
            continue
        if mark.sign[-1] in _CJK:
            if _goes_on(text, start, mark):
                continue
        elif not (end := _boundary(text, start, mark, words)):
            continue
        yield start, end
        start = counted = _skip_space(text, end)
        depth = 0
    end = len(text.rstrip())
    if end > start:
        yield start, end


def _in_quotation(text: str, start: int, mark: _Mark) -> bool:
    """Whether a quotation that began in the sentence goes on: `He wrote “Who? What?” on it`."""
    opening = text.rfind("“", start, mark.start)
    if opening <= start or text.find("”", opening, mark.close) >= 0:
        return False
    return text.find("”", mark.close, mark.close + QUOTATION_REACH) >= 0


def _goes_on(text: str, start: int, mark: _Mark) -> bool:
    """Whether a sentence goes on behind the quotation that closes: `「行こう。」と言った。`"""
    if text[mark.close - 1] not in _CJK_QUOTATION_ENDS:
        return False
    if _AFTER_QUOTATION().match(text, mark.close):
        return True
    is_first = text[start] in "“「『"
    return is_first and _SPEAKER().match(text, mark.close) is not None


def _mark(text: str, match: re.Match[str]) -> _Mark | None:
    """Return the mark that a run of signs is; None inside a word, number or address."""
    close = match.end()
    closers = _CLOSERS if match[0][-1] in _CJK else _CLOSERS_BEFORE_SPACE
    while text[close : close + 1] in closers:
        close += 1
    if text[close + 1 : close + 2] == "»" and text[close].isspace():
        close += 2
    if match[0][-1] in _CJK:
        end = close
        while text.startswith(OBJECT, end):
            end += 1
        return _Mark(match[0], match.start(), close, end)
    after = _skip_space(text, close)
    if after == close < len(text) or text.startswith(OBJECT, after):
        tail = _TAIL().match(text, close)
        return _Mark(match[0], match.start(), close, tail.end()) if tail else None
    return _Mark(match[0], match.start(), close, close)


def _skip_space(text: str, pos: int) -> int:
    while pos < len(text) and text[pos].isspace():
        pos += 1
    return pos


def _boundary(text: str, start: int, mark: _Mark, words: Abbreviations) -> int:
    """Return where the sentence ends that a mark may end, or 0 when it goes on."""
    at = _first(text, mark.end)
    first = text[at : at + 1]
    if first.islower():
        return _before_lower(text, start, mark, words)
    if first and first in ",;:)]–—-&":
        return 0
    if mark.sign != ".":
        return 0 if text[start : mark.start].rstrip().endswith(",") else mark.end
    word = text[max(start, mark.start - 40) : mark.start].rsplit(None, 1)[-1:]
    if not word:
        return mark.end
    return mark.end if _ends(text, start, mark, word[0].lstrip(_TRIM), words) else 0


def _before_lower(text: str, start: int, mark: _Mark, words: Abbreviations) -> int:
    """Return where a sentence ends before a small letter, or 0.

    `… end. [@a] shows`: the citation begins the next one. `… of the model. lifelines
    has`: names in small letters do too, after a full word or a closing bracket.
    """
    if mark.sign != ".":
        return 0
    if OBJECT in text[mark.close : mark.end]:
        return mark.close if text[mark.close].isspace() else 0
    word = _FULL_WORD().search(text, max(start, mark.start - 40), mark.start)
    if word is None or word[0].lower() in words.any:
        return 0
    return mark.end


def _ends(text: str, start: int, mark: _Mark, word: str, words: Abbreviations) -> bool:
    """Whether a single full stop after `word` ends the sentence."""
    lower = word.lower()
    closed = mark.close > mark.start + 1
    next_word = _next_word(text, mark.end)
    glued = text[mark.close : mark.end].strip(OBJECT + " ")
    if glued.isdecimal() and not word[-1:].isalpha() and not closed:
        return False
    if lower in words.inner:
        return closed and next_word in words.starters
    after = _skip_space(text, mark.end)
    numbered = (word if len(word) == 1 else lower) in words.numbered or lower.endswith("str")
    if numbered and _NUMBER_LIKE().match(text, after):
        return closed
    if (
        len(word) < 8
        and word[-1:].isalpha()
        and not word.islower()
        and (len(word) == 1 or "." in word)
        and _INITIALS().match(word)
    ):
        return next_word in words.starters
    if lower in words.final:
        return next_word != "" and text[after] not in "(["
    if word.isdecimal():
        if text[start : mark.start].lstrip(_TRIM) == word and len(word) <= 3:
            return False
        if words.ordinals and len(word) <= 2:
            return next_word in words.starters
    return True


def _first(text: str, pos: int) -> int:
    """Return where what follows begins, after spaces and opening quotation marks and brackets."""
    pos = _skip_space(text, pos)
    while text[pos : pos + 1] in _OPENERS:
        pos += 1
    return pos


def _next_word(text: str, pos: int) -> str:
    """Return the word after `pos` in lower case; "" when an initial, a number or a sign follows."""
    word = _WORD.match(text, _first(text, pos))
    if word is None or word[0].isdecimal():
        return ""
    if len(word[0]) == 1 and text.startswith(".", word.end()):
        return ""
    return word[0].lower()
