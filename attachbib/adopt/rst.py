"""reStructuredText: its list of references as lines, and `:cite:p:` roles that cite them.

The article stays reStructuredText, for sphinxcontrib-bibtex. The list is its citations
(`.. [Doe2013]`), its footnotes that are references (`.. [1]`, `.. [#doe]`, `.. [#]`), or a
numbered list at its end, whose markers are `[1]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attachbib.adopt.lines import without_year_letter
from attachbib.adopt.lists import PrintedLine
from attachbib.articles import Article
from attachbib.articles.markers import find_markers
from attachbib.articles.model import PROSE_KINDS
from attachbib.articles.reference_list import looks_like_reference, numbered_entries
from attachbib.edits import Edit, apply_edits
from attachbib.source import Span

_LABEL = r"(#[\w.-]*|\*|[A-Za-z0-9][\w.:+-]*)"
_TARGET = re.compile(rf"\.\. \[{_LABEL}\]\s*$")
_MARKS = re.compile(rf"\[{_LABEL}\]_(?!\w)(?:(?:,? ?|\\ )\[{_LABEL}\]_(?!\w)){{0,30}}")
_MARK = re.compile(rf"\[{_LABEL}\]_")
_CODE = re.compile(r"``[^`]+``")
_LINK = re.compile(r"`([^`<]*)<([^`<>]*)>`__?|`([^`]+)`__?")
_MARKUP = re.compile(r"\*\*?(?=\S)|(?<=\S)\*\*?|``|`|\\\s|\\")
_BLANK_LINES = re.compile(r"\n{3,}(?=$)|(?<=\n)\n{3,}")
_DIRECTIVE = ".. bibliography:: {library}"


def rst_list(article: Article) -> tuple[PrintedLine, ...]:
    """Return the lines of the list; the number of one is its label, as marks have it."""
    text = article.source.text
    labelled = [
        line
        for block in article.blocks
        if block.kind in ("reference", "footnote")
        if (line := _labelled(text, block.span, block.info)) is not None
    ]
    if labelled:
        return tuple(labelled)
    entries = numbered_entries(text)
    return tuple(
        PrintedLine(one.number, _plain(text[one.text_start : one.end]), Span(one.start, one.end))
        for one in entries
    )


def _labelled(text: str, span: Span, label: str) -> PrintedLine | None:
    """Return a citation or footnote with the `.. [label]` before it; None if no reference."""
    target = _TARGET.search(text, max(span.start - 300, 0), span.start)
    content = text[span.start : span.end]
    if target is None or not looks_like_reference(without_year_letter(content)):
        return None
    return PrintedLine(label, _plain(content), Span(target.start(), span.end))


def own_key(label: str) -> str:
    """Return the label of a citation, which stays its key; "" for a number."""
    return "" if label.isdigit() or label in ("#", "*") else label.removeprefix("#")


def with_roles(
    article: Article, printed: Sequence[PrintedLine], keys: Sequence[str], library: str
) -> tuple[str, int]:
    """Return an article with roles for its marks and a generated list, and how many roles.

    Args:
        keys: a citation key for each line of the list.
        library: the library's file name.
    """
    text = article.source.text
    is_labelled = text.startswith(".. [", printed[0].span.start)
    find = _labelled_marks if is_labelled else _numbered_marks
    edits = list(find(article, printed, keys))
    count = len(edits)
    for index, line in enumerate(printed):
        edits.append(Edit(*line.span, "" if index else _DIRECTIVE.format(library=library)))
    return _BLANK_LINES.sub("\n", apply_edits(text, edits)).rstrip() + "\n", count


def _labelled_marks(
    article: Article, printed: Sequence[PrintedLine], keys: Sequence[str]
) -> Iterator[Edit]:
    """Yield a role for each `[1]_`, or several in a row, that name lines of the list."""
    text = article.source.text
    labels = [line.number.casefold() for line in printed]
    known = dict(zip(labels, keys, strict=True))
    unnamed = iter([key for label, key in zip(labels, keys, strict=True) if label == "#"])
    for start, end in _prose(article, printed):
        for match in _MARKS.finditer(text, start, end):
            named = [label.casefold() for label in _MARK.findall(match[0])]
            if all(label in known for label in named):
                found = [next(unnamed, "") if one == "#" else known[one] for one in named]
                if all(found):
                    yield Edit(*match.span(), _role(found))


def _numbered_marks(
    article: Article, printed: Sequence[PrintedLine], keys: Sequence[str]
) -> Iterator[Edit]:
    """Yield a role for each `[1]` or `[1, 3-5]` that names entries of a numbered list."""
    text = article.source.text
    known = {line.number: key for line, key in zip(printed, keys, strict=True)}
    for start, end in _prose(article, printed):
        for mark in find_markers(text, start, end, entries=len(keys)):
            found = [known.get(cite.key, "") for cite in mark.cites]
            if all(found):
                space = "" if text[: mark.start][-1:] in ("", " ", "\n", "(") else " "
                yield Edit(mark.start, mark.end, space + _role(found))


def _prose(article: Article, printed: Sequence[PrintedLine]) -> Iterator[Span]:
    """Yield the text around the list, without its inline code."""
    text = article.source.text
    listed = {line.span.end for line in printed}
    for block in article.blocks:
        if block.kind in PROSE_KINDS and block.span.end not in listed:
            start, end = block.span
            for code in _CODE.finditer(text, start, end):
                yield Span(start, code.start())
                start = code.end()
            yield Span(start, end)


def _role(keys: Sequence[str]) -> str:
    return f":cite:p:`{','.join(dict.fromkeys(keys))}`"


def _plain(text: str) -> str:
    """Return what is read of a line: its emphasis and links as their text."""
    linked = _LINK.sub(lambda match: match[1] or match[2] or match[3], text)
    return " ".join(_MARKUP.sub("", linked).split())
