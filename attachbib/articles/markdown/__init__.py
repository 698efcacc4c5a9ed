"""The reader of Markdown articles: CommonMark and GFM with pandoc's citations."""

from __future__ import annotations

from bisect import bisect_right

from attachbib.articles.markdown.blocks import scan_blocks
from attachbib.articles.markdown.citations import Place
from attachbib.articles.markdown.inline import Context, Reading, read_inline, strip_objects
from attachbib.articles.markdown.layout import Layout, Piece
from attachbib.articles.model import Article, Block, Citation, NoteMark, Pragma, Sentence
from attachbib.articles.pragmas import find_pragma
from attachbib.articles.sentences import split_sentences
from attachbib.source import Problem, Source, Span, problem_at

_QUARTO = frozenset({".qmd", ".rmd"})

_TABLES = frozenset({"table", "table-head"})

_UNCLOSED = {
    "code": ("a code block is not closed", "Close it with a line of as many backticks or tildes."),
    "comment": ("an HTML comment is not closed", "Close it with `-->`."),
    "raw": ("a TeX environment is not closed", "Close it with its `\\end{…}`."),
    "div": ("a fenced div is not closed", "Close it with a line of three colons."),
}


def read_markdown(source: Source) -> Article:
    """Read a Markdown document. Everything is text to Markdown, so this never fails."""
    layout = scan_blocks(source.text, is_mdx=source.path.suffix.lower() == ".mdx")
    parts = _Parts(source, layout)
    for index, block in enumerate(layout.blocks):
        if block.kind == "comment":
            parts.comment(block.start, block.end)
        for pieces in block.texts:
            parts.read(index, block.info if block.kind == "footnote" else "", pieces)
    return Article(
        source=source,
        format="markdown",
        blocks=tuple(
            Block(block.kind, Span(block.start, block.end), block.level, block.info)
            for block in layout.blocks
        ),
        sentences=parts.finish(),
        citations=tuple(parts.citations),
        problems=tuple(_problem(source, start, kind) for start, kind in layout.unclosed),
        language=layout.language,
        title=layout.title,
        note_marks=tuple(sorted(parts.note_marks, key=lambda mark: mark.span.start)),
        pragmas=tuple(parts.pragmas),
    )


class _Parts:
    """Sentences and citations as the blocks go by."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self.source = source
        self.context = Context(
            labels=layout.labels,
            examples=layout.examples,
            is_quarto=source.path.suffix.lower() in _QUARTO,
        )
        self.kinds = [block.kind for block in layout.blocks]
        self.language = layout.language or "en"
        self.citations: list[Citation] = []
        self.pragmas: list[Pragma] = []
        self.sentences: list[tuple[Sentence, list[str]]] = []
        self.notes: dict[str, list[int]] = {}
        self.note_marks: list[NoteMark] = []

    def comment(self, start: int, end: int) -> None:
        pragma = find_pragma(self.source.text, start, end)
        if pragma is not None:
            self.pragmas.append(pragma)

    def read(self, block: int, note: str, pieces: list[Piece]) -> None:
        """Read one run of prose of a block, of the footnote `note` if that is not ""."""
        text, place = _join(self.source.text, pieces)
        reading = read_inline(text, place, self.context)
        for start, end in reading.comments:
            where = place(start, end)
            self.comment(where.start, where.end)
        self.note_marks.extend(
            NoteMark(place(start, end), label) for start, end, label in reading.marks
        )
        known = len(self.citations)
        found = sorted(reading.citations, key=lambda citation: citation.span.start)
        self.citations.extend(found)
        if note:
            self.notes.setdefault(note, []).extend(range(known, len(self.citations)))
        self.split(block, reading, place, known)

    def split(self, block: int, reading: Reading, place: Place, known: int) -> None:
        """Add the sentences of a reading; `known` is the index of its first citation."""
        marks = iter([*reading.notes, (len(reading.plain) + 1, "")])
        mark = next(marks)
        is_row = self.kinds[block] in _TABLES
        whole = [(0, len(reading.shadow))]
        for start, end in whole if is_row else split_sentences(reading.shadow, self.language):
            labels: list[str] = []
            while mark[0] < end:
                labels.append(mark[1])
                mark = next(marks)
            text = strip_objects(reading.plain[start:end])
            if is_row:
                text = " ".join(text.strip("| ").split())
            span = place(*reading.source_range(start, end))
            own: list[int] = []
            while known < len(self.citations) and self.citations[known].span.start < span.end:
                own.append(known)
                known += 1
            if any(map(str.isalnum, text)):
                self.sentences.append((Sentence(text, span, block, tuple(own)), labels))

    def finish(self) -> tuple[Sentence, ...]:
        """Return the sentences, each with the citations of the footnotes it points to."""
        return tuple(
            sentence._replace(citations=self.with_notes(sentence.citations, labels))
            if labels
            else sentence
            for sentence, labels in self.sentences
        )

    def with_notes(self, own: tuple[int, ...], labels: list[str]) -> tuple[int, ...]:
        in_notes = (index for label in labels for index in self.notes.get(label, ()))
        return tuple(dict.fromkeys((*own, *in_notes)))


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


def _problem(source: Source, start: int, kind: str) -> Problem:
    message, advice = _UNCLOSED[kind]
    line, column = source.position(start)
    end = start - (column - 1) + len(source.line_text(line))
    return problem_at(source, Span(start, end), "parse-error", message, help=advice)
