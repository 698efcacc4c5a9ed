"""The reader of Jupyter notebooks: their Markdown cells, with places in the .ipynb file.

The cells are read as one Markdown document; every place found in it is then
moved to where the same character stands in the JSON (nbformat 4; 3 has worksheets).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from json import JSONDecodeError
from typing import Any

from attachbib.articles.markdown import read_markdown
from attachbib.articles.model import Article
from attachbib.errors import InputError
from attachbib.source import LINE_END, Problem, Source, Span, problem_at

_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}:,]', re.S)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)", re.S
)
_PROSE = frozenset({"markdown", "heading"})


def read_notebook(source: Source) -> Article:
    """Read the Markdown cells of a notebook.

    Raises:
        InputError: it is no JSON, or no notebook.
    """
    _check(source)
    text, pieces = _prose(source.text)
    article = read_markdown(Source(source.path, text))
    return _moved(article, source, _Places(pieces))


def _check(source: Source) -> None:
    hint = "Open it with Jupyter and save it again."
    try:
        notebook: Any = json.loads(source.text)
    except JSONDecodeError as error:
        raise InputError(
            f"expected the JSON of a notebook: {error.msg}.",
            path=source.path,
            line=error.lineno,
            column=error.colno,
            hint=hint,
        ) from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply.", path=source.path, hint=hint) from None
    if not isinstance(notebook, dict) or not ({"cells", "worksheets"} & notebook.keys()):
        raise InputError("expected a notebook with `cells`.", path=source.path, hint=hint)


def _prose(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Return the Markdown of all cells, and its stretches that stand as they are in the JSON.

    A stretch is (offset in the Markdown, offset in the JSON, length in the JSON of each
    of its characters; 1 for plain text).
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    size = 0
    for literals in _cells(text):
        for start, end in literals:
            pos = start
            for match in _ESCAPE.finditer(text, start, end):
                if match.start() > pos:
                    pieces.append((size, pos, 1))
                    parts.append(text[pos : match.start()])
                    size += match.start() - pos
                char = json.loads(f'"{match[0]}"', strict=False)
                pieces.append((size, match.start(), len(match[0])))
                parts.append(char)
                size += len(char)
                pos = match.end()
            if end > pos:
                pieces.append((size, pos, 1))
                parts.append(text[pos:end])
                size += end - pos
        parts.append("\n\n")
        size += 2
    return "".join(parts), pieces


def _cells(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the string literals of the source of each Markdown cell, without their quotes.

    A cell is an object with `cell_type` and `source`, wherever it stands.
    """
    stack: list[dict[str, Any]] = []
    name, last = "", ""
    for match in _STRUCTURE.finditer(text):
        token = match[0]
        if token in "{[":
            in_source = token == "[" and bool(stack) and name == "source"
            stack.append({"type": "", "source": [], "lines": in_source})
            name = ""
        elif token in "}]":
            closed = stack.pop() if stack else {}
            if closed.get("type") in _PROSE:
                yield closed["source"]
            elif closed.get("lines") and stack:
                stack[-1]["source"] = closed["source"]
            name = ""
        elif token == ":":
            name = last
        elif token == ",":
            name = ""
        elif stack and stack[-1]["lines"]:
            stack[-1]["source"].append((match.start() + 1, match.end() - 1))
        elif stack and name == "cell_type":
            stack[-1]["type"] = token[1:-1]
        elif stack and name == "source":
            stack[-1]["source"] = [(match.start() + 1, match.end() - 1)]
        else:
            last = token[1:-1]


class _Places:
    """Where each character of the Markdown stands in the JSON."""

    def __init__(self, pieces: list[tuple[int, int, int]]) -> None:
        self.pieces = pieces or [(0, 0, 1)]
        self.starts = [piece[0] for piece in self.pieces]

    def span(self, span: Span) -> Span:
        """Return the span of the JSON for a span of the Markdown."""
        start, _ = self._at(span.start)
        _, end = self._at(span.end - 1) if span.end > span.start else (start, start)
        return Span(start, max(start, end))

    def _at(self, offset: int) -> tuple[int, int]:
        """Return the range of the JSON that one character stands for."""
        at, place, size = self.pieces[max(bisect_right(self.starts, offset) - 1, 0)]
        start = place + offset - at if size == 1 else place
        return start, start + size


def _moved(article: Article, source: Source, places: _Places) -> Article:
    move = places.span
    lines = [0, *(match.end() for match in LINE_END.finditer(article.source.text))]
    return replace(
        article,
        source=source,
        format="notebook",
        blocks=tuple(one._replace(span=move(one.span)) for one in article.blocks),
        sentences=tuple(one._replace(span=move(one.span)) for one in article.sentences),
        citations=tuple(
            one._replace(
                span=move(one.span),
                cites=tuple(cite._replace(span=move(cite.span)) for cite in one.cites),
            )
            for one in article.citations
        ),
        note_marks=tuple(one._replace(span=move(one.span)) for one in article.note_marks),
        pragmas=tuple(one._replace(span=move(one.span)) for one in article.pragmas),
        listed=tuple(one._replace(span=move(one.span)) for one in article.listed),
        problems=tuple(_moved_problem(one, lines, source, move) for one in article.problems),
    )


def _moved_problem(
    problem: Problem, lines: list[int], source: Source, move: Callable[[Span], Span]
) -> Problem:
    """Move a problem; `lines` is where the lines of the Markdown begin."""
    start = lines[problem.line - 1] + problem.column - 1
    end = lines[problem.end_line - 1] + problem.end_column - 1
    span = move(Span(start, end))
    return problem_at(source, span, problem.rule, problem.message, help=problem.help)
