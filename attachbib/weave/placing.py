"""Where rendered citations and the list of references go in an article's source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from attachbib.articles import Article, Block
from attachbib.richtext.model import Span
from attachbib.source import Span as Range
from attachbib.weave.cites import Rendered

_GAP = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r)[ \t]*(?:>[ \t]?)*)?[ \t]*\Z")
_GAP_REACH = 200
_CLOSING_FENCE = re.compile(r"[ \t]*:{3,}[ \t]*\Z")
_HTML_DIV = re.compile(r"<div\s+id=(?:\"refs\"|'refs'|refs)(?:\s[^<>]*)?>\s*(</div>)", re.I)
_FENCE = re.compile(r"`{3,}|~{3,}")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """What a rendered citation replaces: `[start, end)` of the source."""

    rendered: Rendered
    start: int
    end: int
    punctuation: str = ""
    """What stood after the citation and now stands before its note mark."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where the list of references goes."""

    at: int
    """Offset before which it is put."""
    outer: Range
    """The element around it, with its fences or tags; empty when there is none."""
    indent: str = ""
    """What its lines begin with."""
    fence: str = ""
    """The fence of a block of code that the article leaves open: it is closed before the list."""


def place_citations(article: Article, rendered: Sequence[Rendered]) -> tuple[Place, ...]:
    """Return what each citation replaces.

    Note marks and superscripts stand right after the word before them, and a note mark
    after the punctuation that follows it, as in pandoc (`notes-after-punctuation`).
    """
    starts = [sentence.span.start for sentence in article.sentences]
    text = article.source.text
    places: list[Place] = []
    for one in rendered:
        start, end = one.citation.span.start, one.citation.span.end
        punctuation = ""
        if _attaches(one):
            start = _after_word(article, starts, start)
        if one.note and text[end : end + 1] in tuple(".,;:!?"):
            mark = text[end]
            before = text[start - 1 : start]
            is_repeated = not one.text and (before == mark or (mark == "." and before in "!?"))
            punctuation = "" if is_repeated else mark
            end += 1
        places.append(Place(one, start, end, punctuation))
    return tuple(places)


def _attaches(one: Rendered) -> bool:
    """Whether the citation stands right after a word: it begins with a note mark or high."""
    if one.note and not one.text:
        return True
    first: object = one.text[0] if one.text and not isinstance(one.text, str) else None
    return isinstance(first, Span) and first.tag == "superscript"


def _after_word(article: Article, starts: Sequence[int], at: int) -> int:
    """Return where the white space before `at` begins, if a word of the same block precedes it."""
    index = bisect_left(starts, at) - 1
    if index < 0:
        return at
    block = article.blocks[article.sentences[index].block]
    if block.span.end <= at:
        return at
    tail = article.source.text[max(block.span.start, at - _GAP_REACH) : at]
    gap = _GAP.search(tail)
    start = at - len(gap[0]) if gap else at
    return at if article.source.text[start - 1 : start] == "|" else start


def place_list(article: Article) -> ListPlace:
    """Return where the list goes: into the first element with the id `refs`, else to the end."""
    for block in article.blocks:
        place = _in_div(article, block) or _in_html_div(article, block)
        if place is not None:
            return place
    end = len(article.source.text)
    return ListPlace(end, Range(end, end), fence=_open_fence(article))


def _open_fence(article: Article) -> str:
    """Return what closes the code that the article ends with, "" if it is closed.

    In a quotation or a list the code ends where that does (CommonMark 0.31, 4.5).
    """
    last = article.blocks[-1] if article.blocks else None
    if last is None or last.kind != "code" or article.source.position(last.span.start)[1] > 4:
        return ""
    text = article.source.text
    line_start = last.span.start - (article.source.position(last.span.start)[1] - 1)
    fence = _FENCE.match(text, last.span.start, last.span.end)
    if fence is None or text[line_start : last.span.start].strip():
        return ""
    final = text[last.span.start : last.span.end].splitlines()[1:][-1:]
    closing = re.compile(rf" {{0,3}}{fence[0]}{fence[0][0]}*[ \t]*")
    return "" if final and closing.fullmatch(final[0]) else fence[0]


def _in_div(article: Article, block: Block) -> ListPlace | None:
    if block.kind != "div" or "#refs" not in block.info.split():
        return None
    text = article.source.text
    start, end = block.span.start, block.span.end
    line_start = start - (article.source.position(start)[1] - 1)
    indent = text[line_start:start]
    if indent.strip():
        return None
    last_line = end - (article.source.position(end)[1] - 1)
    if last_line <= start or not _CLOSING_FENCE.match(text, last_line, end):
        line_end = _LINE_END.search(text, start)
        last_line = line_end.end() if line_end else end
        return ListPlace(last_line, Range(start, last_line), indent)
    return ListPlace(last_line, Range(start, end), indent)


def _in_html_div(article: Article, block: Block) -> ListPlace | None:
    if block.kind != "html":
        return None
    match = _HTML_DIV.search(article.source.text, block.span.start, block.span.end)
    return ListPlace(match.start(1), Range(*match.span())) if match else None
