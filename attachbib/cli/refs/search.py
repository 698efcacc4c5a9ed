"""`attachbib refs search`: references by words, the best first."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.cli.options import format_option
from attachbib.cli.refs.scope import open_scope, scope_options


@click.command()
@click.argument("words", nargs=-1, required=True)
@scope_options
@click.option("--any", "any_word", is_flag=True, help="Find what has any of the WORDS.")
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many references.")
@format_option("What to write; `json` has the score of each reference too.")
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    libraries: tuple[Path, ...],
    project: Path | None,
    any_word: bool,
    limit: int | None,
    format_: str,
) -> None:
    """Find the references that have all WORDS, best first.

    Looked at are authors, title, year, DOI and key, then editors and keywords, then what
    the work is part of, annotation, abstract and note. Case and accents do not count, and
    the beginning of a word is enough: `mull` finds Müller.

    Exit code 1: no reference has the words.
    """
    from attachbib.bibtex.summary import summarize
    from attachbib.cli.refs.listing import summary_item, summary_lines
    from attachbib.refs.search import search
    from attachbib.reports.dump import dump_json

    scope = open_scope(libraries, project)
    hits = search(scope.libraries, words, any_word=any_word)[:limit]
    if format_ == "json":
        items = [
            {**summary_item(hit.library, hit.entry, summarize(hit.entry)), "score": hit.score}
            for hit in hits
        ]
        click.echo(dump_json(items))
    elif hits:
        click.echo("\n".join(summary_lines([summarize(hit.entry) for hit in hits])))
    if not hits:
        from attachbib.reports.display import escape

        click.echo(f"no reference has the words '{escape(' '.join(words))}'.", err=True)
        ctx.exit(1)
