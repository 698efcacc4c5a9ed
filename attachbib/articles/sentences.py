"""Sentence boundaries in scholarly prose.

One pass over the full stops, question and exclamation marks of a text; each is
judged by the word before it, what follows it, and the brackets it stands in.
`abbreviations` holds the words. Knows nothing of markup: a reader passes
plain text, with `OBJECT` where a citation or footnote mark stands.
"""

from __future__ import annotations

import re

from attachbib.articles.abbreviations import Abbreviations, abbreviations

OBJECT = "\ufffc"
"""Stands for a citation or a footnote mark."""

BRACKET_REACH = 600
"""How far ahead, in characters, a closing bracket may keep a sentence together."""

_END = re.compile(
    r"(?P<mark>[.!?…‽]+)(?P<close>[\"'”’»›)\]]*)"
    rf"(?P<tail>(?:\s*{OBJECT})*"
    r"(?:\d{1,3}(?:[,–-]\d{1,3})*|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]{1,12})?)(?=\s|$)"
    rf"|(?P<cjk>[。！？｡]+[」』”’）]*{OBJECT}*)"
)
_NEXT = re.compile(r"\s*(?P<open>[\"'“‘„‚«‹(\[¿¡]*)(?P<first>\S?)")
_WORD = re.compile(r"\w+")
_NUMBER_LIKE = re.compile(r"[(\[]?(?:\d|[ivxlcIVXLC]+\b|[A-Z]\d|[A-Z]\b)")
_FULL_WORD = re.compile(r"(?<![\w.])[^\W\d_]{5,}$|[)\]]$")
_INITIALS = re.compile(r"(?:\w\.)*\w$")
_TRIM = "([{\"'“‘„‚«‹¿¡*_"


def split_sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence, white space around them left out.

    Args:
        text: one paragraph; line ends count as spaces.
        language: a BCP 47 tag; English when there are no tables for it.
    """
    words = abbreviations(language)
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    counted = start
    depth = 0
    for match in _END.finditer(text):
        here = match.end("close") if match["cjk"] is None else match.end()
        depth += text.count("(", counted, here) - text.count(")", counted, here)
        counted = here
        end = match.end()
        if end >= len(text):
            break
        if depth > 0 and text.find(")", here, here + BRACKET_REACH) >= 0:
            continue
        if match["cjk"] is None:
            end = _boundary(text, start, match, words)
            if not end:
                continue
        spans.append((start, end))
        start = counted = _skip_space(text, end)
        depth = 0
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


def _skip_space(text: str, pos: int) -> int:
    while pos < len(text) and text[pos].isspace():
        pos += 1
    return pos


def _boundary(text: str, start: int, match: re.Match[str], words: Abbreviations) -> int:
    """Return where the sentence ends that a mark may end, or 0 when it goes on."""
    end = match.end()
    following = _NEXT.match(text, end)
    first = following["first"] if following else ""
    if first.islower() or first in ",;:)]–—-&":
        return _before_lower(text, start, match, words) if first.islower() else 0
    if match["mark"] != ".":
        return 0 if text[start : match.start()].rstrip().endswith(",") else end
    dot = match.start()
    word = text[max(start, dot - 40) : dot].rsplit(None, 1)[-1:]
    if not word:
        return end
    return end if _ends(text, start, dot, word[0].lstrip(_TRIM), match, words) else 0


def _before_lower(text: str, start: int, match: re.Match[str], words: Abbreviations) -> int:
    """Return where a sentence ends before a small letter, or 0.

    `… end. [@a] shows`: the citation begins the next one. `… of the model. lifelines
    has`: names in small letters do too, after a full word or a closing bracket.
    """
    if match["mark"] != ".":
        return 0
    close = match.end("close")
    if OBJECT in match["tail"]:
        return close if text[close : close + 1].isspace() else 0
    word = _FULL_WORD.search(text, max(start, match.start() - 40), match.start())
    if word is None or word[0].lower() in words.any:
        return 0
    return match.end()


def _ends(
    text: str, start: int, dot: int, word: str, match: re.Match[str], words: Abbreviations
) -> bool:
    """Whether a single full stop after `word` ends the sentence."""
    lower = word.lower()
    closed = bool(match["close"])
    next_word = _next_word(text, match.end())
    if match["tail"].strip(OBJECT + " ").isdecimal() and not word[-1:].isalpha() and not closed:
        return False
    if lower in words.inner:
        return closed and next_word in words.starters
    if lower in words.numbered and _NUMBER_LIKE.match(text, _skip_space(text, match.end())):
        return closed
    if len(word) < 8 and _INITIALS.match(word) and word[-1:].isalpha() and not word.islower():
        return next_word in words.starters
    if lower in words.final:
        return next_word != "" and text[_skip_space(text, match.end())] not in "(["
    if word.isdecimal():
        if text[start:dot].lstrip(_TRIM) == word and len(word) <= 3:
            return False
        if words.ordinals and len(word) <= 2:
            return next_word in words.starters
    return True


def _next_word(text: str, pos: int) -> str:
    """Return the word after `pos` in lower case; "" when an initial, a number or a sign follows."""
    following = _NEXT.match(text, pos)
    at = following.start("first") if following else pos
    word = _WORD.match(text, at)
    if word is None or word[0].isdecimal():
        return ""
    if len(word[0]) == 1 and text.startswith(".", word.end()):
        return ""
    return word[0].lower()
