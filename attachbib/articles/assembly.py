"""Putting an article together: blocks as they begin, the runs of prose in them, sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attachbib.articles.model import Article, Block, Citation, Cite, NoteMark, Pragma, Sentence
from attachbib.articles.pragmas import find_pragma
from attachbib.articles.runs import Reading, Run, strip_objects
from attachbib.articles.sentences import iter_sentences
from attachbib.source import Problem, Source, Span, problem_at

Place = Callable[[int, int], Span]
"""Turns a range of the text being read into a span of the source."""

_TABLES = frozenset({"table", "table-head"})


class Assembly:
    """An article while its blocks go by, in document order."""

    def __init__(self, source: Source, language: str) -> None:
        self.source = source
        self.language = language or "en"
        self.blocks: list[Block] = []
        self.citations: list[Citation] = []
        self.pragmas: list[Pragma] = []
        self.listed: list[Cite] = []
        self.problems: list[Problem] = []
        self._sentences: list[Sentence] = []
        self._note_labels: dict[int, list[str]] = {}
        """The footnotes that a sentence points to, by its index."""
        self._notes: dict[str, list[int]] = {}
        self._note_marks: list[NoteMark] = []

    def block(self, kind: str, start: int, end: int, *, level: int = 0, info: str = "") -> int:
        """Add a block; return its index."""
        self.blocks.append(Block(kind, Span(start, end), level, info))
        return len(self.blocks) - 1

    def comment(self, start: int, end: int) -> None:
        """Take the instruction out of an HTML comment, if it holds one."""
        pragma = find_pragma(self.source.text, start, end)
        if pragma is not None:
            self.pragmas.append(pragma)

    def defect(self, start: int, message: str, *, help: str = "") -> None:
        """Add a parse error: what is wrong from `start` to the end of that line."""
        line, column = self.source.position(start)
        end = start - (column - 1) + len(self.source.line_text(line))
        span = Span(start, end)
        self.problems.append(problem_at(self.source, span, "parse-error", message, help=help))

    def run(self, kind: str, run: Run, start: int, end: int, *, level: int = 0) -> None:
        """Add a block that is one run of prose."""
        self.read(self.block(kind, start, end, level=level), run.reading(), Span)

    def read(self, block: int, reading: Reading, place: Place, *, note: str = "") -> None:
        """Add one run of prose of a block, of the footnote `note` if that is not ""."""
        for start, end in reading.comments:
            where = place(start, end)
            self.comment(where.start, where.end)
        self._note_marks.extend(
            NoteMark(place(start, end), label) for start, end, label in reading.marks
        )
        known = len(self.citations)
        found = sorted(reading.citations, key=lambda citation: citation.span.start)
        self.citations.extend(found)
        if note:
            self._notes.setdefault(note, []).extend(range(known, len(self.citations)))
        self._split(block, reading, place, known)

    def _split(self, block: int, reading: Reading, place: Place, known: int) -> None:
        """Add the sentences of a reading; `known` is the index of its first citation."""
        marks = iter([*reading.notes, (len(reading.plain) + 1, "")])
        mark = next(marks)
        is_row = self.blocks[block].kind in _TABLES
        whole = [(0, len(reading.shadow))]
        for start, end in whole if is_row else iter_sentences(reading.shadow, self.language):
            labels: list[str] = []
            while mark[0] < end:
                labels.append(mark[1])
                mark = next(marks)
            text = strip_objects(reading.plain[start:end])
            if is_row:
                text = " ".join(text.strip("| ").split())
            span = place(*reading.source_range(start, end))
            if span == self.blocks[block].span:
                span = self.blocks[block].span
            own: list[int] = []
            while known < len(self.citations) and self.citations[known].span.start < span.end:
                own.append(known)
                known += 1
            if any(map(str.isalnum, text)):
                if labels:
                    self._note_labels[len(self._sentences)] = labels
                masked = reading.masked(start, end)
                self._sentences.append(Sentence(text, span, block, tuple(own), masked))

    def article(
        self, format: str, *, language: str = "", title: str = "", included: Iterable[Article] = ()
    ) -> Article:
        """Return the article; each sentence has the citations of the footnotes it points to."""
        for index, labels in self._note_labels.items():
            sentence = self._sentences[index]
            with_notes = self._with_notes(sentence.citations, labels)
            self._sentences[index] = sentence._replace(citations=with_notes)
        return Article(
            source=self.source,
            format=format,
            blocks=tuple(self.blocks),
            sentences=tuple(self._sentences),
            citations=tuple(self.citations),
            problems=tuple(self.problems),
            language=language,
            title=title,
            note_marks=tuple(sorted(self._note_marks, key=lambda mark: mark.span.start)),
            pragmas=tuple(self.pragmas),
            listed=tuple(self.listed),
            included=tuple(included),
        )

    def _with_notes(self, own: tuple[int, ...], labels: list[str]) -> tuple[int, ...]:
        in_notes = (index for label in labels for index in self._notes.get(label, ()))
        return tuple(dict.fromkeys((*own, *in_notes)))
