"""`attachbib check`: every claim has a source, every citation its reference."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from attachbib.cli.check_options import settings_options
from attachbib.cli.options import jobs_option, no_cache_option, project_option
from attachbib.errors import InputError
from attachbib.reports import FORMATS, load_reporter
from attachbib.reports.color import is_colored
from attachbib.rules import Outcome, Result, check
from attachbib.rules.settings import Settings, read_settings
from attachbib.workspace import open_workspace
from attachbib.workspace.cache import open_cache


class _Request(NamedTuple):
    """What is to be checked, and how to report it."""

    paths: tuple[Path, ...]
    project: Path | None
    jobs: int | None
    no_cache: bool
    output_format: str
    output: Path | None
    statistics: bool
    settings: dict[str, Any]
    """What the command line says: keyword arguments of `Settings.with_options`."""

    def run(self, *, with_baseline: bool = True) -> Result:
        """Read the project anew and check it."""
        workspace = open_workspace(project=self.project, paths=self.paths, partial=True)
        settings = read_settings(workspace).with_options(**self.settings)
        if not with_baseline:
            settings = replace(settings, baseline=None)
        cache = None if self.no_cache else open_cache()
        return check(workspace, settings=settings, jobs=self.jobs, cache=cache)

    def report(self, result: Result) -> None:
        """Print the report, or write it to a file."""
        base = Path.cwd()
        report = load_reporter(self.output_format)
        if self.statistics:
            from attachbib.reports.statistics import statistics_report as report
        if self.output is None:
            color = is_colored(sys.stdout, os.environ)
            click.echo(report(result, base=base, color=color), nl=False, color=True)
        else:
            from attachbib.reports.banner import banner

            _write(self.output, report(result, base=base), _inputs(result))
            click.echo(banner(result, base=base))


@click.command(
    epilog="""\b
Examples:
  attachbib check                          the project here or above
  attachbib check article.md               only what is found in this file
  attachbib check --fail-on warning        fail on warnings too
  attachbib check --ignore missing-doi     without a rule, or a family of rules
  attachbib check --fix --diff             show what can be repaired safely
  attachbib check --write-baseline         accept what is found now
  attachbib check --output-format json     for programs
  attachbib check --output-format sarif --output check.sarif

\b
Exit codes:
  0  everything was checked, nothing found at or above the failing severity
  1  everything was checked, findings; with --diff, something can be repaired
  2  could not run, or not everything could be checked
"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@settings_options
@click.option("--fix", is_flag=True, help="Repair what can be repaired safely, then check again.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write all that is found to the baseline: the file of --baseline or of the "
    "configuration, else attachbib-baseline.json in the project's folder.",
)
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the report to a file, and only its last line here.",
)
@click.option("--statistics", is_flag=True, help="Count what each rule finds instead of listing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@jobs_option
@no_cache_option
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    fix: bool,
    diff: bool,
    write_baseline: bool,
    output_format: str,
    output: Path | None,
    statistics: bool,
    watch: bool,
    jobs: int | None,
    no_cache: bool,
    project: Path | None,
    **settings: Any,
) -> None:
    """Check the claims, citations and references of a project.

    With PATHS, articles, libraries or folders, only what is found in these is reported.
    A file need not belong to the project, and without one an article and its libraries
    can be named: `attachbib check article.md references.bib`. Nothing is written to the
    project unless --fix, --write-baseline or --output asks for it. What is found is kept
    for the next run in the user's cache folder, or in that of ATTACHBIB_CACHE_DIR.

    What a comment accepts, such as `<!-- attachbib: ignore[RULE]: reason -->`, is counted
    and not reported. `attachbib rules` lists the rules.
    """
    if statistics and output_format not in ("full", "concise"):
        raise click.UsageError("--statistics is text; leave out --output-format.", ctx)
    chosen = [
        name
        for name, is_given in (
            ("--fix", fix or diff),
            ("--write-baseline", write_baseline),
            ("--watch", watch),
        )
        if is_given
    ]
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(chosen)} do not go together.", ctx)
    request = _Request(paths, project, jobs, no_cache, output_format, output, statistics, settings)
    if watch:
        _watch(request)
    elif write_baseline:
        ctx.exit(_write_baseline(ctx, request))
    elif diff:
        ctx.exit(_show_fixes(request))
    result = _fix(request) if fix else request.run()
    request.report(result)
    ctx.exit(result.outcome.value)


def _fix(request: _Request) -> Result:
    from attachbib.cli.check_fix import fix

    return fix(request.run)


def _show_fixes(request: _Request) -> int:
    """Print a diff of what can be fixed; return the exit code."""
    from attachbib.cli.check_fix import show_fixes

    result = request.run()
    is_any = show_fixes(result)
    if result.outcome is Outcome.INCOMPLETE:
        request.report(result)
        return Outcome.INCOMPLETE.value
    return int(is_any)


def _watch(request: _Request) -> None:
    from attachbib.cli.watch import watch

    def run() -> Iterable[Path]:
        result = request.run()
        request.report(result)
        return _inputs(result)

    watch(run, (request.project or Path.cwd()).absolute())


def _write_baseline(ctx: click.Context, request: _Request) -> int:
    """Write what is found to the baseline; return the exit code."""
    from attachbib.reports.display import relative_path
    from attachbib.rules.baseline import NAME, baseline_text

    narrowing = ("select", "ignore")
    if request.paths or any(request.settings[name] for name in narrowing):
        raise click.UsageError(
            "--write-baseline is for the whole project: without PATHS, --select and --ignore.", ctx
        )
    result = request.run(with_baseline=False)
    if result.outcome is Outcome.INCOMPLETE:
        request.report(result)
        click.echo("attachbib: no baseline was written, for not everything was checked.", err=True)
        return Outcome.INCOMPLETE.value
    settings = _settings(request, result)
    path = settings.baseline or result.workspace.root / NAME
    marks = {one: result.fingerprints[one] for one in result.findings}
    _write(path, baseline_text(marks, result.workspace), _inputs(result))
    name = relative_path(path, Path.cwd())
    count = len(marks)
    click.echo(f"Wrote {count} finding{'' if count == 1 else 's'} to {name}.")
    if settings.baseline is None:
        click.echo(f'Use it with `--baseline {name}`, or `baseline = "{NAME}"` below `[check]`.')
    return 0


def _settings(request: _Request, result: Result) -> Settings:
    return read_settings(result.workspace).with_options(**request.settings)


def _inputs(result: Result) -> set[Path]:
    """Return the files that a result followed from."""
    others = (result.workspace.config.path, result.settings.baseline)
    unread = (one.path for one in result.workspace.unread)
    return {*result.workspace.sources, *unread, *(one for one in others if one)}


def _write(path: Path, text: str, inputs: set[Path]) -> None:
    """Write a file whole, unless it is one that was read."""
    from attachbib.files import write_atomically

    if os.path.realpath(path) in map(os.path.realpath, inputs):
        raise InputError(
            "this is one of the files that were checked; nothing was written.",
            path=path,
            hint="Name another file.",
        )
    if not path.absolute().parent.is_dir():
        raise InputError(
            "its folder does not exist; nothing was written.",
            path=path,
            hint="Make the folder, or name another one.",
        )
    write_atomically(path, text)
