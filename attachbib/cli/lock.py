"""`attachbib lock`: ask the registries about the DOIs of the libraries, and keep the answers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import broken_entries, report
from attachbib.reports.display import escape, relative_path

if TYPE_CHECKING:
    from attachbib.cli.lock_file import LockFile
    from attachbib.cli.lock_scope import Wanted
    from attachbib.registries.record import Record
    from attachbib.workspace import Workspace

_SECONDS = 600.0


@click.command(
    epilog="""\b
Examples:
  attachbib lock                         ask about DOIs that have no record yet
  attachbib lock --max-age 90            and about those asked more than 90 days ago
  attachbib lock --refresh --only Doe20  ask about one reference again
  attachbib lock --offline               ask nobody; which DOIs have no record?
  attachbib lock --offline --retraction-watch retraction_watch.csv

\b
Exit codes:
  0  every DOI has a record, and exists
  1  every DOI has a record, and some do not exist
  2  could not run, or some DOIs could not be checked; what was answered is kept
"""
)
@click.option("--refresh", is_flag=True, help="Ask about all DOIs again.")
@click.option(
    "--only",
    metavar="KEYS",
    multiple=True,
    help="Ask only about these citation keys; separated by commas, or repeated.",
)
@click.option(
    "--max-age",
    metavar="DAYS",
    type=click.IntRange(min=0),
    help="Ask again about records that are older than this many days.",
)
@click.option("--offline", is_flag=True, help="Ask nobody.")
@click.option(
    "--retraction-watch",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Add the notices that the CSV of Retraction Watch has.",
)
@click.option("--dry-run", is_flag=True, help="List the DOIs to ask about; ask and write nothing.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=_SECONDS,
    show_default=True,
    help="Stop asking after this time; the next run asks about the rest.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    refresh: bool,
    only: tuple[str, ...],
    max_age: int | None,
    offline: bool,
    retraction_watch: Path | None,
    dry_run: bool,
    timeout: float,
    project: Path | None,
) -> None:
    """Ask Crossref, DataCite and doi.org about the DOIs of the project's references.

    What they answer is kept in attachbib.lock beside the library, a text file to commit:
    `attachbib check` compares with it and needs no network. Records of DOIs that the
    library no longer has are dropped. Answers are saved while the command runs, so after
    Ctrl-C the next run goes on where this one ended.
    """
    from datetime import UTC, datetime

    from attachbib.cli.lock_file import open_lock_files
    from attachbib.cli.lock_scope import wanted_dois
    from attachbib.registries.refresh import outdated
    from attachbib.workspace import open_workspace

    workspace = open_workspace(project=project, kinds=("library", "lock"))
    report(broken_entries([one for lock in workspace.locks for one in lock.problems]))
    wanted = wanted_dois(workspace, [key.strip() for one in only for key in one.split(",")])
    files = open_lock_files(workspace, wanted.by_folder)
    known = {doi: record for file in files for doi, record in file.records.items()}
    today = datetime.now(UTC).date()
    dois = outdated(wanted.asked, known, today=today, max_age=max_age, refresh=refresh)
    if dry_run:
        for doi in dois:
            click.echo(f"would ask about {escape(doi)}")
        return
    problems = [] if offline else _ask(workspace, files, dois, today.isoformat(), timeout)
    if retraction_watch is not None:
        _add_notices(retraction_watch, files, wanted, today.isoformat())
    for file in files:
        file.save()
        if file.is_written:
            click.echo(f"wrote {relative_path(file.path, Path.cwd())}")
    if offline:
        missing = [doi for doi in dois if refresh or doi not in known]
        problems = [(doi, "not asked, for --offline was given") for doi in missing]
    ctx.exit(_report(files, wanted, problems))


def _ask(
    workspace: Workspace, files: Sequence[LockFile], dois: Sequence[str], today: str, timeout: float
) -> list[tuple[str, str]]:
    """Ask, keep the answers, and return the DOIs without one and why they have none."""
    if not dois:
        return []
    from attachbib import __version__
    from attachbib.cli.lock_progress import progress
    from attachbib.registries.asking import Unanswered, ask
    from attachbib.registries.settings import read_settings

    settings = read_settings(workspace.config.registries, os.environ, __version__)
    known = {doi: record for file in files for doi, record in file.records.items()}
    problems: list[tuple[str, str]] = []
    try:
        with progress(len(dois)) as advance:

            def keep(answer: Record | Unanswered) -> None:
                if isinstance(answer, Unanswered):
                    problems.append((answer.doi, answer.reason))
                else:
                    for file in files:
                        file.put(answer)
                advance()

            ask(dois, settings, keep, known=known, today=today, seconds=timeout)
    except KeyboardInterrupt:
        for file in files:
            file.save()
        click.echo("attachbib: interrupted; the answers so far are kept.", err=True)
        raise
    return sorted(problems)


def _add_notices(path: Path, files: Sequence[LockFile], wanted: Wanted, today: str) -> None:
    """Put the notices of Retraction Watch about the libraries' works into the locks."""
    from attachbib.registries.retraction_watch import read_retraction_watch, with_retraction_watch

    dois = {doi for file in files for doi in wanted.by_folder[file.path.parent]}
    found = read_retraction_watch(path, dois)
    report(broken_entries(found.problems))
    for file in files:
        here = wanted.by_folder[file.path.parent]
        updates = {doi: notices for doi, notices in found.updates.items() if doi in here}
        file.records = with_retraction_watch(file.records, updates, asked=today)


def _report(files: Sequence[LockFile], wanted: Wanted, problems: Sequence[tuple[str, str]]) -> int:
    """Print what came of it; return the exit code."""
    records = {doi: record for file in files for doi, record in file.records.items()}
    missing = [
        doi
        for doi in sorted(wanted.asked)
        if doi in records and records[doi].outcome == "not-found"
    ]
    found = sum(doi in records and records[doi].outcome == "found" for doi in wanted.asked)
    for doi in missing:
        click.echo(f"not found: {escape(doi)} ({_keys(wanted.keys, doi)})")
    unchecked = [*problems, *wanted.malformed]
    for doi, reason in unchecked:
        click.echo(f"not checked: {escape(doi)} ({_keys(wanted.keys, doi)}): {escape(reason)}.")
    click.echo(f"{found} found, {len(missing)} not found, {len(unchecked)} not checked")
    return 2 if unchecked else 1 if missing else 0


def _keys(keys: Mapping[str, Sequence[str]], doi: str) -> str:
    return escape(", ".join(keys.get(doi, ())))
