"""`attachbib refs complete`: missing fields of entries, from what registries have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from attachbib.cli.changes import write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import Target, find_target
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex import Entry, Library
    from attachbib.edits import Edit
    from attachbib.registries.works import Found, Missing
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  attachbib refs complete --diff           what could be filled in?
  attachbib refs complete doe2020 --ask    decide for each field
  attachbib refs complete --field issn

\b
Exit codes:
  0  done, or nothing is missing
  1  done, but a work was not found, or is another one than its entry
  2  could not run, or a registry could not be asked
"""
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option(
    "--field",
    "fields",
    metavar="FIELD",
    multiple=True,
    help="Only this field, also one that is not filled in else; may be repeated.",
)
@click.option("--ask", is_flag=True, help="Ask before each field.")
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    keys: tuple[str, ...],
    fields: tuple[str, ...],
    ask: bool,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Fill in missing fields of the entries KEY, or of all entries with a DOI.

    Crossref or DataCite is asked for each work. A field that is there is never changed,
    nothing is taken from a work that is not the entry's, and the answers go into the lock.
    """
    from attachbib.cli.refs.fetched import SECONDS, keep_records, registry_settings, write_edits
    from attachbib.registries.identifiers import Identifier
    from attachbib.registries.works import Found, find_whole_works

    workspace = open_scope(libraries, project)
    targets = list(_targets(workspace, keys))
    settings, today = registry_settings(workspace)
    wanted = [Identifier("doi", one.doi) for one in targets]
    answers = find_whole_works(wanted, settings, today=today, seconds=SECONDS) if wanted else []
    edits: dict[Path, list[Edit]] = {}
    code = 0
    for one, answer in zip(targets, answers, strict=True):
        if not isinstance(answer, Found):
            code = max(code, _say_missing(one, answer))
        elif refusal := _refusal(one, answer):
            click.echo(f"{escape(one.entry.key)}: left alone: {refusal}", err=True)
            code = max(code, 1)
        else:
            path = one.library.source.path
            edits.setdefault(path, []).extend(_edits(one, answer, fields, ask=ask, quiet=diff))
    if not write_edits(workspace, edits, dry_run=dry_run, diff=diff):
        click.echo("nothing to fill in", err=diff)
    if not (dry_run or diff):
        for library in workspace.libraries:
            records = [
                answer.record
                for one, answer in zip(targets, answers, strict=True)
                if one.library is library and isinstance(answer, Found)
            ]
            if records:
                keep_records(workspace, library, records)
    ctx.exit(code)


class _Target(NamedTuple):
    """An entry and its DOI, folded."""

    target: Target
    doi: str

    @property
    def library(self) -> Library:
        return self.target.library

    @property
    def entry(self) -> Entry:
        return self.target.entry


def _targets(workspace: Workspace, keys: Sequence[str]) -> Iterator[_Target]:
    """Yield the entries to complete, each with its DOI.

    Raises:
        InputError: no entry has one of the keys, or that entry has no DOI.
    """
    from attachbib.errors import InputError
    from attachbib.rules.entry_fields import folded_doi

    chosen = [find_target(workspace, key) for key in dict.fromkeys(keys)] or [
        Target(library, entry) for library in workspace.libraries for entry in library.entries
    ]
    for target in chosen:
        doi = folded_doi(target.entry)
        if doi:
            yield _Target(target, doi)
        elif keys:
            raise InputError(
                f"'{target.entry.key}' has no DOI.",
                hint=f"Find it with `attachbib refs resolve {target.entry.key}`.",
            )


def _refusal(one: _Target, answer: Found) -> str:
    """Return why nothing is taken from a work, or ""."""
    from attachbib.bibtex.convert import to_reference
    from attachbib.registries.comparison import compare

    comparison = compare(to_reference(one.entry), answer.record)
    if not comparison.is_other_work:
        return ""
    title = escape(answer.reference.text.get("title", ""))
    return f"its DOI {escape(one.doi)} is that of another work, “{title}”"


def _say_missing(one: _Target, answer: Missing) -> int:
    kind = "not found" if answer.is_answer else "not checked"
    click.echo(f"{escape(one.entry.key)}: {kind}: {escape(answer.reason)}.", err=True)
    return 1 if answer.is_answer else 2


def _edits(
    one: _Target, answer: Found, fields: Sequence[str], *, ask: bool, quiet: bool
) -> list[Edit]:
    from attachbib.bibtex.edit import set_fields
    from attachbib.refs.adding import dialect_of
    from attachbib.refs.completing import missing_fields

    key = escape(one.entry.key)
    missing = missing_fields(one.entry, answer.reference, dialect_of(one.library), fields)
    values: Mapping[str, str] = {
        name: value
        for name, value in missing.items()
        if not ask or click.confirm(f"{key}: {name} = {escape(value)}", default=True, err=True)
    }
    if values:
        click.echo(f"{key}: {', '.join(values)}", err=quiet)
    return set_fields(one.library, one.entry, values)
