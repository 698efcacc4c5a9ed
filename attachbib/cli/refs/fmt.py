"""`attachbib refs fmt`: `.bib` files in one layout, or whether they are in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.places import place_text
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.shortfalls import report
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex.fmt import Formatted
    from attachbib.source import Source


@click.command(
    epilog="""\b
Exit codes:
  0  done; with --check, every file is formatted
  1  with --check, a file would change
  2  could not run
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@scope_options
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@write_options
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    libraries: tuple[Path, ...],
    project: Path | None,
    check: bool,
    dry_run: bool,
    diff: bool,
) -> None:
    """Format .bib FILES, or without any those of the project.

    Entries get their fields in one order, aligned and in braces, months as macros, `--`
    in page ranges, bare DOIs in lower case, a comma behind each field and a blank line
    between them. What an entry means never changes, nor does any text between entries,
    @string, @preamble or @comment. An entry that cannot be read for certain is left as it
    is; standard error says which and why.
    """
    from attachbib.bibtex.fmt import format_library

    scope = open_scope(tuple(dict.fromkeys((*files, *libraries))), project)
    changes: list[Change] = []
    for library in scope.libraries:
        formatted = format_library(library)
        report(_kept(library.source, formatted))
        changes.append(Change(library.source, formatted.text))
    changed = commit_changes(changes, dry_run=dry_run or check, diff=diff)
    if check and changed:
        ctx.exit(1)


def _kept(source: Source, formatted: Formatted) -> Iterator[str]:
    for start, reason in formatted.kept:
        yield f"{place_text(source, start)}: left as it is: {escape(reason)}."
