"""The coverage report as one HTML page: the articles, each sentence marked by what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from attachbib.claims import STATUSES, ArticleCoverage, Covered
from attachbib.reports.coverage import unsupported_sentences
from attachbib.reports.summary import Row, coverage_rows
from attachbib.source import path_below

_STYLE = """\
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem; text-align: right; }
th:first-child, td:first-child { text-align: left; }
tr:last-child { border-top: 1px solid; }
mark { background: none; color: inherit; border-bottom: .2em solid transparent; }
mark.direct { border-color: #2a7f3f; }
mark.inherited { border-color: #8fc79c; }
mark.weak { border-color: #d9a400; }
mark.uncited { border-color: #c0392b; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #eee; } }"""


def coverage_html(coverage: Sequence[ArticleCoverage], *, base: Path) -> str:
    """Write a page of its own; no script, nothing loaded.

    Args:
        coverage: the articles, at least one.
        base: the folder that paths are shown relative to.
    """
    head = "".join(f"<th>{word}</th>" for word in ("article", *STATUSES, "cover"))
    rows = "\n".join(_row(row, base) for row in coverage_rows(coverage))
    legend = " ".join(f'<mark class="{status}">{status}</mark>' for status in STATUSES)
    articles = "\n".join(_article(one, base) for one in coverage)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Citation coverage</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>Citation coverage</h1>
<table>
<tr>{head}</tr>
{rows}
</table>
<p>{legend}</p>
{_unsupported(coverage, base)}
{articles}
</body>
</html>
"""


def _row(row: Row, base: Path) -> str:
    name = escape(path_below(row.path, base).as_posix()) if row.path else "total"
    counts = "".join(f"<td>{row.counts[status]}</td>" for status in STATUSES)
    return f"<tr><td>{name}</td>{counts}<td>{row.percent}%</td></tr>"


def _unsupported(coverage: Sequence[ArticleCoverage], base: Path) -> str:
    """Return the list of what is weak or uncited, the most check-worthy first; "" if nothing is."""
    items = []
    for one in unsupported_sentences(coverage):
        name = path_below(one.coverage.article.source.path, base).as_posix()
        status = one.covered.status
        place = f"{name}, line {one.place[0]}, {status}" + (f" ({one.why})" if one.why else "")
        items.append(f"<li>{escape(place)}: {escape(one.sentence.text)}</li>")
    return "\n".join(["<h2>Without a source</h2>", "<ol>", *items, "</ol>"]) if items else ""


def _article(one: ArticleCoverage, base: Path) -> str:
    """Return an article block by block."""
    blocks: dict[int, list[str]] = {}
    for covered in one.sentences:
        block = one.article.sentences[covered.sentence].block
        blocks.setdefault(block, []).append(_sentence(one, covered))
    name = escape(path_below(one.article.source.path, base).as_posix())
    paragraphs = ["<p>" + "\n".join(marks) + "</p>" for marks in blocks.values()]
    return "\n".join([f"<h2>{name}</h2>", *paragraphs])


def _sentence(one: ArticleCoverage, covered: Covered) -> str:
    sentence = one.article.sentences[covered.sentence]
    line = one.article.source.position(sentence.span.start)[0]
    why = ": ".join(part for part in (covered.status, covered.reason) if part)
    keys = f" ({', '.join(covered.keys)})" if covered.keys else ""
    title = escape(f"line {line}: {why}{keys}")
    return f'<mark class="{covered.status}" title="{title}">{escape(sentence.text)}</mark>'
