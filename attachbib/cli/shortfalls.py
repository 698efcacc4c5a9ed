"""What is missing from something printed: one line each on standard error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.places import place_text
from attachbib.reports.display import escape, relative_path

if TYPE_CHECKING:
    from attachbib.articles import Article
    from attachbib.source import Problem
    from attachbib.workspace import Unread


def unread_files(unread: Iterable[Unread]) -> Iterator[str]:
    """Yield a line for each article and library that could not be read."""
    for file in unread:
        if file.kind in ("library", "article"):
            place = f":{file.error.line}" if file.error.line else ""
            yield _line(file.path, place, f"error: {file.error.message} {file.error.hint}".rstrip())


def broken_entries(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each entry that could not be read, or not in full."""
    for one in problems:
        text = f"error {one.rule}: {one.message}. {one.help}".rstrip()
        yield _line(one.path, f":{one.line}:{one.column}", text)


def unknown_keys(articles: Iterable[Article], keys: Collection[str]) -> Iterator[str]:
    """Yield a line for the first place at which each of some keys is cited."""
    left = set(keys)
    for article in articles:
        cited = (cite for citation in article.citations for cite in citation.cites)
        for cite in (*cited, *article.listed):
            if cite.key in left:
                left.remove(cite.key)
                place = place_text(article.source, cite.span.start)
                key = escape(cite.key)
                yield f"{place}: error unknown-key: no library has the key '{key}'."


def report(lines: Iterable[str]) -> bool:
    """Print lines to standard error; return whether there were any."""
    printed = False
    for line in lines:
        click.echo(line, err=True)
        printed = True
    return printed


def _line(path: Path, place: str, text: str) -> str:
    return f"{relative_path(path, Path.cwd())}{place}: {escape(text)}"
