"""`attachbib refs resolve`: the DOIs of entries without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import Target, find_target
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.edits import Edit
    from attachbib.reference import Reference
    from attachbib.registries.record import Record
    from attachbib.registries.works import Found, Missing
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Exit codes:
  0  every entry looked at has a DOI now
  1  for some there is only a suggestion, or nothing
  2  could not run, or Crossref could not be asked
"""
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    keys: tuple[str, ...],
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Find the DOI of the entries KEY, or of all that have none and give no reason (`nodoi`).

    Crossref is asked by title, author and year. A DOI is added only if the title is the
    same and first author and year agree; anything less is a suggestion, and changes nothing.
    """
    from attachbib.cli.refs.fetched import SECONDS, registry_settings, write_edits
    from attachbib.refs.resolving import query_of
    from attachbib.registries.works import find_similar_works

    workspace = open_scope(libraries, project)
    targets = list(_targets(workspace, keys))
    settings, today = registry_settings(workspace)
    queries = [query_of(_reference(one)) for one in targets]
    answers = find_similar_works(queries, settings, today=today, seconds=SECONDS) if queries else []
    edits: dict[Path, list[Edit]] = {}
    code = 0
    for one, answer in zip(targets, answers, strict=True):
        found, own_code = _resolved(one, answer, quiet=diff)
        code = max(code, own_code)
        edits.setdefault(one.library.source.path, []).extend(found)
    write_edits(workspace, edits, dry_run=dry_run, diff=diff)
    ctx.exit(code)


def _targets(workspace: Workspace, keys: Sequence[str]) -> Iterator[Target]:
    from attachbib.refs.resolving import needs_doi

    if keys:
        yield from (find_target(workspace, key) for key in dict.fromkeys(keys))
        return
    for library in workspace.libraries:
        yield from (Target(library, entry) for entry in library.entries if needs_doi(entry))


def _reference(one: Target) -> Reference:
    from attachbib.bibtex.convert import to_reference

    return to_reference(one.entry)


def _resolved(one: Target, answer: list[Found] | Missing, *, quiet: bool) -> tuple[list[Edit], int]:
    """Return the edits that add a DOI, and the exit code that an entry asks for; say so."""
    from attachbib.bibtex.edit import set_fields
    from attachbib.refs.resolving import resolve

    key = escape(one.entry.key)
    if not isinstance(answer, list):
        click.echo(f"{key}: not checked: {escape(answer.reason)}.", err=True)
        return [], 2
    result = resolve(_reference(one), [work.record for work in answer])
    if result.doi:
        click.echo(f"{key}: {escape(result.doi)}", err=quiet)
        return set_fields(one.library, one.entry, {"doi": result.doi}), 0
    for record in result.suggestions:
        click.echo(f"{key}: perhaps {_described(record)}", err=True)
    if not result.suggestions:
        click.echo(f"{key}: nothing like it was found", err=True)
    return [], 1


def _described(record: Record) -> str:
    title = record.reference.text.get("title", "") if record.reference else ""
    authors = record.reference.names.get("author", ()) if record.reference else ()
    who = authors[0].family or authors[0].literal if authors else "no author"
    year = record.years[0] if record.years else "no year"
    return escape(f"{record.doi}: “{title}” ({who}, {year})")
