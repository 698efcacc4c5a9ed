"""`attachbib refs add`: references pasted on standard input."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.formats import from_option
from attachbib.cli.refs.into import appended, open_target, pattern_option
from attachbib.cli.refs.scope import scope_options
from attachbib.cli.stdin import standard_input
from attachbib.errors import InputError
from attachbib.reports.display import escape

_STDIN = Path("<standard input>")


@click.command(
    epilog="""\b
Examples:
  attachbib refs add < entry.bib
  pbpaste | attachbib refs add --key bowlby1982 -l library.bib

\b
Exit codes:
  0  added
  1  it is there already, or its key is taken; nothing was written
  2  could not run
"""
)
@click.option("--key", metavar="KEY", help="The citation key, instead of one made by the pattern.")
@pattern_option
@from_option
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    key: str | None,
    pattern: str,
    from_: str | None,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Add the references on standard input to a library: BibTeX, CSL-JSON or another format.

    A BibTeX entry stays as it is but for its key. Nothing is added if one of them is
    there already, which the same DOI or PMID says, or all the same fields. Of several
    --library files the first is added to; the others are looked at too.
    """
    from attachbib.bibtex.edit_values import is_key
    from attachbib.refs.adding import Known, dialect_of, read_candidates
    from attachbib.refs.keys import check_pattern, make_key
    from attachbib.source import Source

    check_pattern(pattern)
    if key is not None and not is_key(key):
        raise InputError(f"'{key}' is no key that BibTeX and biber take.")
    workspace, library = open_target(libraries, project)
    source = Source(_STDIN, standard_input())
    readout = read_candidates(source, from_ or "", dialect_of(library))
    for problem in readout.problems:
        if problem.rule == "parse-error":
            message = f"{problem.message}; nothing was added."
            raise InputError(message, path=_STDIN, line=problem.line)
    if not readout.value:
        raise InputError("there is no reference in it.", path=_STDIN)
    if key is not None and len(readout.value) > 1:
        raise click.UsageError("--key is for one reference, there are several.", ctx)
    known = Known(workspace.libraries)
    keys: list[str] = []
    for candidate in readout.value:
        if twin := known.twin(candidate):
            _refuse(ctx, f"'{twin.key}' is the same work: it has {twin.why}")
        if key is not None and key.lower() in known.keys:
            _refuse(ctx, f"the key '{key}' is taken")
        keys.append(key or make_key(candidate.reference, known.keys, pattern))
        known.add(candidate, keys[-1])
    renamed = {one.reference.id: new for one, new in zip(readout.value, keys, strict=True)}
    entries = [one.entry(new, renamed) for one, new in zip(readout.value, keys, strict=True)]
    commit_changes([appended(library, entries)], dry_run=dry_run, diff=diff)
    for new in keys:
        click.echo(f"{'would add' if dry_run or diff else 'added'} {new}", err=diff)


def _refuse(ctx: click.Context, reason: str) -> NoReturn:
    click.echo(f"attachbib: {escape(reason)}; nothing was added.", err=True)
    ctx.exit(1)
