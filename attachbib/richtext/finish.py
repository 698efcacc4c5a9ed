"""The finishing pass: punctuation into or out of quotations, quotation marks, flip-flop.

It runs once over a whole citation or entry. What it returns has no `QUOTE`,
`NOCASE`, `NODECOR`, `flip-…` or collapsing tags left: writers see formatting, links and
display blocks only.
"""

from __future__ import annotations

from attachbib.richtext.join import append_inside, drop_last, join, last_char
from attachbib.richtext.markup import QuoteMarks
from attachbib.richtext.model import (
    AFTER_QUOTE,
    CITATION_NUMBER,
    CITE,
    DISPLAY_TAGS,
    FAMILY,
    FLIP,
    INNER,
    LINK,
    NOCASE,
    NODECOR,
    QUOTE,
    YEAR_SUFFIX,
    Inline,
    Rich,
    Span,
    concat_all,
    span,
)

_TRANSPARENT = frozenset({LINK, CITE, *DISPLAY_TAGS})
_PLAIN_FORMATTING = frozenset(
    tag for tag in FAMILY if not tag.startswith(("normal-", "no-", "baseline"))
)
_TAKEN_OFF = frozenset({NOCASE, AFTER_QUOTE, CITATION_NUMBER, YEAR_SUFFIX})
_OUT_OF_QUOTES = tuple(",:;")
_CLOSED = ("?", "!")
_NORMAL = {"style": "normal-style", "weight": "normal-weight", "variant": "normal-variant"}


def finish(rich: Rich, marks: QuoteMarks, around: dict[str, str] | None = None) -> Rich:
    """Return the text as it will be printed.

    Args:
        rich: a joined citation or entry.
        marks: the quotation marks of the locale.
        around: formatting the layout puts around it, family → tag.
    """
    if isinstance(rich, str):
        return rich
    if not around and _is_finished(rich):
        return rich
    if _has_quotation(rich):
        rich = _move_punctuation(rich, marks.punctuation_inside)
    return _flatten(rich, marks, around or {}, 0)


def _is_finished(rich: tuple[Inline, ...]) -> bool:
    """Whether there is nothing to do: links and plain formatting around text only."""
    for part in rich:
        if isinstance(part, str):
            continue
        if part.tag in _TRANSPARENT:
            if not isinstance(part.content, str) and not _is_finished(part.content):
                return False
        elif part.tag not in _PLAIN_FORMATTING or not isinstance(part.content, str):
            return False
    return True


def _has_quotation(rich: tuple[Inline, ...]) -> bool:
    for part in rich:
        if isinstance(part, str):
            continue
        if part.tag in (QUOTE, AFTER_QUOTE):
            return True
        if not isinstance(part.content, str) and _has_quotation(part.content):
            return True
    return False


def _move_punctuation(rich: Rich, inside: bool) -> Rich:
    if isinstance(rich, str):
        return rich
    out: list[Rich] = []
    for part in rich:
        if isinstance(part, str):
            if inside:
                out.append(part)
            else:
                out = [join(concat_all(out), part)]
        elif part.tag == AFTER_QUOTE:
            before = concat_all(out)
            moved = append_inside(before, part.content, QUOTE) if inside else None
            out = [moved or _behind_quotation(before, part.content)]
        elif part.tag != QUOTE and (
            isinstance(part.content, str) or not _has_quotation(part.content)
        ):
            out.append((part,))
        else:
            content = _move_punctuation(part.content, inside)
            tail = ""
            while part.tag == QUOTE and not inside and last_char(content) in _OUT_OF_QUOTES:
                tail = last_char(content) + tail
                content = drop_last(content)
            out += [span(part.tag, content, part.value), tail]
    return concat_all(out)


def _behind_quotation(before: Rich, mark: Rich) -> Rich:
    """Join punctuation to a quotation; a question or exclamation in it needs no period behind."""
    if mark == "." and last_char(before) in _CLOSED:
        return before
    return join(before, mark)


def _flatten(rich: Rich, marks: QuoteMarks, around: dict[str, str], depth: int) -> Rich:
    if isinstance(rich, str):
        return rich
    return concat_all(
        [
            part
            if isinstance(part, str)
            else (part,)
            if not around and _is_finished((part,))
            else _flatten_span(part, marks, around, depth)
            for part in rich
        ]
    )


def _flatten_span(part: Span, marks: QuoteMarks, around: dict[str, str], depth: int) -> Rich:
    tag = part.tag
    if tag == QUOTE:
        depth += part.value == INNER and depth == 0
        content = _flatten(part.content, marks, around, depth + 1)
        if depth % 2:
            return concat_all([marks.open_inner, content, marks.close_inner])
        return concat_all([marks.open, content, marks.close])
    if tag in _TAKEN_OFF:
        return _flatten(part.content, marks, around, depth)
    if tag == NODECOR:
        content = _flatten(part.content, marks, {}, depth)
        for family in around:
            if family in _NORMAL and not around[family].startswith("normal"):
                content = span(_NORMAL[family], content)
        return content
    if tag in FLIP:
        first, nested = FLIP[tag]
        tag = nested if around.get(FAMILY[first]) == first else first
    if tag in FAMILY:
        family = FAMILY[tag]
        content = _flatten(part.content, marks, {**around, family: tag}, depth)
        return span(tag, content) if _visible(tag, family, around) else content
    return span(tag, _flatten(part.content, marks, around, depth), part.value)


def _visible(tag: str, family: str, around: dict[str, str]) -> bool:
    """Whether a formatting tag changes anything where it stands."""
    if family in around:
        return around[family] != tag
    return not tag.startswith(("normal-", "no-", "baseline"))
