"""The report as one HTML page of its own: no script, nothing loaded, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as escape_html
from pathlib import Path

from attachbib.claims import STATUSES
from attachbib.reports.banner import banner
from attachbib.reports.display import escape, relative_path
from attachbib.reports.summary import Row, coverage_rows
from attachbib.rules import Finding, Result, Unchecked

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
pre { border: 1px solid; border-radius: .3rem; overflow-x: auto; padding: .4rem .8rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem; text-align: right; }
th:first-child, td:first-child { text-align: left; }
article { border-left: .3rem solid; margin: 1rem 0; padding-left: 1rem; }
article.error { border-color: #c0392b; }
article.warning { border-color: #d9a400; }
article.info { border-color: #2e86c1; }
.place { font-family: ui-monospace, monospace; }"""

_SHOWN = 300
"""Characters of a source line that are shown on each side of a finding's start."""


def html_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a result as a page.

    Args:
        base: the folder that paths are shown relative to.
        color: has no meaning here.
    """
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Check of citations</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>Check of citations</h1>
<p>{_text(banner(result, base=base))}</p>
{"".join(_sections(result, base))}</main>
</body>
</html>
"""


def _sections(result: Result, base: Path) -> Iterator[str]:
    if result.unchecked:
        items = "\n".join(_unchecked(one, base) for one in result.unchecked)
        yield f"<section>\n<h2>Not checked</h2>\n<ul>\n{items}\n</ul>\n</section>\n"
    if result.findings:
        articles = "\n".join(_finding(result, one, base) for one in result.findings)
        yield f"<section>\n<h2>Findings</h2>\n{articles}\n</section>\n"
    if result.coverage:
        head = "".join(f'<th scope="col">{word}</th>' for word in ("Article", *STATUSES, "covered"))
        rows = "\n".join(_row(row, base) for row in coverage_rows(result.coverage))
        yield (
            "<section>\n<h2>Coverage</h2>\n<table>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>\n"
        )


def _unchecked(one: Unchecked, base: Path) -> str:
    where = f"{relative_path(one.path, base)}: " if one.path else ""
    return f"<li>{_text(f'{where}{one.what}: {one.reason}')}</li>"


def _finding(result: Result, finding: Finding, base: Path) -> str:
    place = f"{relative_path(finding.path, base)}:{finding.line}:{finding.column}"
    parts = [
        f'<article class="{finding.severity}">',
        f'<h3><span class="place">{_text(place)}</span> {finding.severity} '
        f"<code>{_text(finding.rule)}</code></h3>",
        f"<p>{_text(finding.message)}</p>",
        *_excerpt(result, finding),
        *([f"<p>{_text(finding.help)}</p>"] if finding.help else []),
        "</article>",
    ]
    return "\n".join(parts)


def _excerpt(result: Result, finding: Finding) -> Iterator[str]:
    """Yield the source line of a finding with its place marked, unless it is empty."""
    source = result.workspace.sources.get(finding.path)
    line = source.line_text(finding.line) if source else ""
    if not line.strip():
        return
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    before, marked = line[max(0, start - _SHOWN) : start], line[start : min(end, start + _SHOWN)]
    after = line[end : start + _SHOWN] if end < start + _SHOWN else ""
    yield f"<pre><code>{_text(before)}<mark>{_text(marked)}</mark>{_text(after)}</code></pre>"


def _row(row: Row, base: Path) -> str:
    name = _text(relative_path(row.path, base)) if row.path else "total"
    counts = "".join(f"<td>{row.counts[status]}</td>" for status in STATUSES)
    return f'<tr><th scope="row">{name}</th>{counts}<td>{row.percent}%</td></tr>'


def _text(text: str) -> str:
    return escape_html(escape(text))
