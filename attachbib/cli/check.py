"""`attachbib check`: every claim has a source, every citation its reference."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from attachbib.cli.options import jobs_option, no_cache_option, project_option
from attachbib.reports import FORMATS, load_reporter
from attachbib.reports.color import is_colored
from attachbib.rules import SEVERITIES, Severity, check
from attachbib.workspace import open_workspace
from attachbib.workspace.cache import open_cache


@click.command(
    epilog="""\b
Examples:
  attachbib check                          the project here or above
  attachbib check article.md               only what is found in this file
  attachbib check --fail-on warning        fail on warnings too
  attachbib check --output-format json     for programs

\b
Exit codes:
  0  everything was checked, nothing found at or above the failing severity
  1  everything was checked, findings
  2  could not run, or not everything could be checked
"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES[::-1]),
    default="error",
    show_default=True,
    help="The least severity that fails the check.",
)
@jobs_option
@no_cache_option
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output_format: str,
    fail_on: Severity,
    jobs: int | None,
    no_cache: bool,
    project: Path | None,
) -> None:
    """Check the claims, citations and references of a project. Nothing is written.

    With PATHS, articles, libraries or folders, only what is found in these is reported.
    A file need not belong to the project, and without one an article and its libraries
    can be named: `attachbib check article.md references.bib`.
    """
    workspace = open_workspace(project=project, paths=paths, partial=True)
    result = check(workspace, fail_on=fail_on, jobs=jobs, cache=None if no_cache else open_cache())
    report = load_reporter(output_format)
    color = is_colored(sys.stdout, os.environ)
    click.echo(report(result, base=Path.cwd(), color=color), nl=False, color=True)
    ctx.exit(result.outcome.value)
