"""The reader of Markdown articles: CommonMark and GFM with pandoc's citations."""

from __future__ import annotations

from bisect import bisect_right

from attachbib.articles.assembly import Assembly, Place
from attachbib.articles.markdown.blocks import scan_blocks
from attachbib.articles.markdown.inline import Context, read_inline
from attachbib.articles.markdown.layout import Piece
from attachbib.articles.model import Article, Cite
from attachbib.source import Source, Span

_QUARTO = frozenset({".qmd", ".rmd"})

_UNCLOSED = {
    "code": ("a code block is not closed", "Close it with a line of as many backticks or tildes."),
    "comment": ("an HTML comment is not closed", "Close it with `-->`."),
    "raw": ("a TeX environment is not closed", "Close it with its `\\end{…}`."),
    "div": ("a fenced div is not closed", "Close it with a line of three colons."),
}


def read_markdown(source: Source) -> Article:
    """Read a Markdown document. Everything is text to Markdown, so this never fails."""
    suffix = source.path.suffix.lower()
    layout = scan_blocks(source.text, is_mdx=suffix == ".mdx")
    context = Context(
        layout.labels, layout.examples, is_quarto=suffix in _QUARTO, language=layout.language
    )
    assembly = Assembly(source, layout.language)
    assembly.listed += (Cite(key, Span(start, end)) for key, start, end in layout.listed)
    # Each block is let go once it is read: all of them take as much memory as the article.
    pending = layout.blocks[::-1]
    layout.blocks.clear()
    while pending:
        block = pending.pop()
        index = assembly.block(
            block.kind, block.start, block.end, level=block.level, info=block.info
        )
        if block.kind == "comment":
            assembly.comment(block.start, block.end)
        note = block.info if block.kind == "footnote" else ""
        for pieces in block.texts:
            text, place = _join(source.text, pieces)
            assembly.read(index, read_inline(text, place, context), place, note=note)
    for start, kind in layout.unclosed:
        message, advice = _UNCLOSED[kind]
        assembly.defect(start, message, help=advice)
    return assembly.article("markdown", language=layout.language, title=layout.title)


def _join(text: str, pieces: list[Piece]) -> tuple[str, Place]:
    """Return the lines as one text, and how its ranges map to spans of the source."""
    first, last = pieces[0][0], pieces[-1][1]
    joined = "\n".join([text[start:end] for start, end in pieces])
    if last - first == len(joined):
        return joined, lambda start, end: Span(first + start, first + end)
    offsets: list[int] = []
    offset = 0
    for start, end in pieces:
        offsets.append(offset)
        offset += end - start + 1

    def place(start: int, end: int) -> Span:
        return Span(_shift(start, offsets, pieces), _shift(end, offsets, pieces))

    return joined, place


def _shift(at: int, offsets: list[int], pieces: list[Piece]) -> int:
    index = bisect_right(offsets, at) - 1
    return pieces[index][0] + at - offsets[index]
