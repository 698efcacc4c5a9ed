"""`attachbib coverage`: what the sentences of articles rest on, as coverage.py has it for code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import report, unread_files
from attachbib.errors import InputError
from attachbib.workspace import open_workspace

if TYPE_CHECKING:
    from attachbib.claims import ArticleCoverage


def _text(coverage: Sequence[ArticleCoverage]) -> str:
    from attachbib.reports.coverage import coverage_text

    return coverage_text(coverage, base=Path.cwd())


def _json(coverage: Sequence[ArticleCoverage]) -> str:
    from attachbib.reports.coverage import coverage_json

    return coverage_json(coverage, base=Path.cwd())


def _html(coverage: Sequence[ArticleCoverage]) -> str:
    from attachbib.reports.coverage_html import coverage_html

    return coverage_html(coverage, base=Path.cwd())


def _badge(coverage: Sequence[ArticleCoverage]) -> str:
    from attachbib.reports.badge import coverage_badge

    return coverage_badge(_percent(coverage))


_FORMATS: Mapping[str, Callable[[Sequence[ArticleCoverage]], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "badge": _badge,
}


@click.command(
    epilog="""\b
Examples:
  attachbib coverage                              a table, and what is weak or uncited
  attachbib coverage --format html -o cover.html  the article with its sentences marked
  attachbib coverage --format badge -o badge.svg  a picture for a README
  attachbib coverage --fail-under 80              exit code 1 below 80 %

\b
Exit codes:
  0  done
  1  the total is below --fail-under, or the project's fail-under
  2  could not run, or an article or library could not be read
"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, whole or not at all, instead of standard output.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if the total is lower; the default is the project's.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    format_: str,
    output: Path | None,
    fail_under: float | None,
    project: Path | None,
) -> None:
    """Show what each sentence rests on: a citation, a recorded source, or nothing.

    Covered are the sentences that have a citation of their own or inherit one, in percent
    of all that need one. Below the table stand the sentences that are weak or uncited, first
    those that ask most for a source: `0.82, speaks of studies, gives a number` is how
    check-worthy a sentence is, from 0 to 1, and why. It orders them and counts for nothing
    else. With PATHS, only these articles are measured.
    """
    workspace = open_workspace(project=project, paths=paths, partial=True)
    is_partial = report(unread_files(workspace.unread))
    chosen = workspace.selected
    coverage = [
        one for one in workspace.coverage if chosen is None or one.article.source.path in chosen
    ]
    if not coverage:
        raise InputError(
            "there is no article to measure.",
            hint="Name one, or see `articles` in the project's configuration.",
        )
    text = _FORMATS[format_](coverage)
    if output is None:
        click.echo(text, nl=False)
    else:
        from attachbib.files import write_atomically

        write_atomically(output, text)
    if is_partial:
        ctx.exit(2)
    policy = workspace.config.coverage
    least = fail_under if fail_under is not None else policy.fail_under if policy else 0.0
    percent = _percent(coverage)
    if percent < least:
        click.echo(f"error: coverage is {percent}%, less than {least:g}%.", err=True)
        ctx.exit(1)


def _percent(coverage: Sequence[ArticleCoverage]) -> float:
    from attachbib.reports.summary import coverage_rows

    return coverage_rows(coverage)[-1].percent
