"""The coverage report as text and JSON: what the sentences of each article rest on.

The JSON has this shape:

    version     1; raised when a key changes its meaning or goes away, not when one is added
    articles    list of {path, direct, inherited, weak, exempt, uncited, percent, sentences}
    total       the same without path and sentences

`sentences` is a list of {line, column, text, status, reason, keys, claim, worthiness}; lines
and columns count from 1, in characters; reason and claim may be "". worthiness is {score,
reasons}: how much the sentence asks for a source, 0-1, and why. Paths are relative to
the folder the command ran in, with "/", if they are below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attachbib.articles import Article, Sentence
from attachbib.claims import STATUSES, ArticleCoverage, Covered, Worthiness, check_worthiness
from attachbib.reports.display import escape, relative_path, width
from attachbib.reports.dump import dump_json
from attachbib.reports.json import row_data
from attachbib.reports.summary import coverage_rows

VERSION = 1
_SHOWN = 72
"""Characters of a sentence that are shown."""


def coverage_text(coverage: Sequence[ArticleCoverage], *, base: Path) -> str:
    """Write a table with a row for each article, and below it what is weak or uncited.

    The sentences that ask most for a source come first, each with the reasons in brackets.

    Args:
        coverage: the articles, at least one.
        base: the folder that paths are shown relative to.
    """
    rows = coverage_rows(coverage)
    names = [relative_path(row.path, base) if row.path else "total" for row in rows]
    column = max(width(name) for name in names)
    lines = [" ".join([" " * column, *(f"{word:>9}" for word in (*STATUSES, "cover"))])]
    for name, row in zip(names, rows, strict=True):
        cells = [f"{row.counts[status]:>9}" for status in STATUSES]
        lines.append(" ".join([name + " " * (column - width(name)), *cells, f"{row.percent:>8}%"]))
    lines.insert(-1, "-" * width(lines[0]))
    unsupported = list(_unsupported(coverage, base))
    return "\n".join([*lines, *([""] if unsupported else []), *unsupported]) + "\n"


def coverage_json(coverage: Sequence[ArticleCoverage], *, base: Path) -> str:
    """Write the coverage as JSON; for its shape see this module."""
    *rows, total = coverage_rows(coverage)
    articles = [
        {**row_data(row, base), "sentences": _sentences(one)}
        for row, one in zip(rows, coverage, strict=True)
    ]
    report = {"version": VERSION, "articles": articles, "total": row_data(total, base)}
    return dump_json(report) + "\n"


class Unsupported(NamedTuple):
    """A sentence that is weak or uncited."""

    coverage: ArticleCoverage
    covered: Covered
    worthiness: Worthiness

    @property
    def sentence(self) -> Sentence:
        return self.coverage.article.sentences[self.covered.sentence]

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 1."""
        return self.coverage.article.source.position(self.sentence.span.start)

    @property
    def why(self) -> str:
        """The score and the reasons of its check-worthiness; "" without any."""
        score, reasons, _ = self.worthiness
        return ", ".join([f"{score:.2f}", *reasons]) if reasons else ""


def unsupported_sentences(coverage: Iterable[ArticleCoverage]) -> list[Unsupported]:
    """Return the sentences that are weak or uncited, the most check-worthy first."""
    found = [
        Unsupported(one, covered, _worthiness(one.article, covered))
        for one in coverage
        for covered in one.sentences
        if covered.status in ("weak", "uncited")
    ]
    return sorted(found, key=lambda one: -one.worthiness.score)


def worthiness_data(found: Worthiness) -> dict[str, Any]:
    """Return the check-worthiness of a sentence for JSON."""
    return {"score": found.score, "reasons": list(found.reasons)}


def _unsupported(coverage: Sequence[ArticleCoverage], base: Path) -> Iterator[str]:
    """Yield a line for each sentence that is weak or uncited."""
    for one in unsupported_sentences(coverage):
        line, column = one.place
        place = f"{relative_path(one.coverage.article.source.path, base)}:{line}:{column}"
        why = f" ({one.why})" if one.why else ""
        yield f"{place}: {one.covered.status}: {_cut(escape(one.sentence.text))}{why}"


def _worthiness(article: Article, covered: Covered) -> Worthiness:
    return check_worthiness(article.sentences[covered.sentence].wording, article.language)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _sentences(one: ArticleCoverage) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for covered in one.sentences:
        sentence = one.article.sentences[covered.sentence]
        line, column = one.article.source.position(sentence.span.start)
        found.append(
            {
                "line": line,
                "column": column,
                "text": sentence.text,
                "status": covered.status,
                "reason": covered.reason,
                "keys": list(covered.keys),
                "claim": covered.claim,
                "worthiness": worthiness_data(_worthiness(one.article, covered)),
            }
        )
    return found
