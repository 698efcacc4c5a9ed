"""`attachbib refs add`: references by their identifiers, or pasted on standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.formats import from_option
from attachbib.cli.refs.into import appended, open_target, pattern_option
from attachbib.cli.refs.scope import scope_options
from attachbib.cli.stdin import standard_input
from attachbib.errors import InputError
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex.write import Dialect
    from attachbib.refs.adding import Candidate

_STDIN = Path("<standard input>")


@click.command(
    epilog="""\b
Examples:
  attachbib refs add 10.1111/j.1939-0025.1982.tb01456.x
  attachbib refs add arXiv:1706.03762 PMID:20495566 --key-pattern AuthYear
  attachbib refs add < entry.bib
  pbpaste | attachbib refs add --key bowlby1982 -l library.bib

\b
Exit codes:
  0  added
  1  it is there already, its key is taken, or no registry has it; nothing was written
  2  could not run, or a registry could not be asked
"""
)
@click.argument("identifiers", metavar="[IDENTIFIER]...", nargs=-1)
@click.option("--key", metavar="KEY", help="The citation key, instead of one made by the pattern.")
@pattern_option
@from_option
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    identifiers: tuple[str, ...],
    key: str | None,
    pattern: str,
    from_: str | None,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Add references to a library, by IDENTIFIER or from standard input.

    An IDENTIFIER is a DOI or its address, PMID:…, PMC…, arXiv:… or an ISBN. Crossref or
    DataCite is asked for the work, and what it answers about the DOI is kept in the lock.
    Without one, BibTeX, CSL-JSON or another format is read; a BibTeX entry stays as it is
    but for its key.

    Nothing is added if one of them is there already, which the same DOI or PMID says, or
    all the same fields. Of several --library files the first is added to; the others are
    looked at too.
    """
    from attachbib.bibtex.edit_values import is_key
    from attachbib.cli.refs.fetched import fetch, keep_records
    from attachbib.refs.adding import Known, candidate_of, dialect_of
    from attachbib.refs.keys import check_pattern, make_key

    check_pattern(pattern)
    if key is not None and not is_key(key):
        raise InputError(f"'{key}' is no key that BibTeX and biber take.")
    workspace, library = open_target(libraries, project)
    if key is not None and len(identifiers) > 1:
        raise click.UsageError("--key is for one reference, there are several.", ctx)
    dialect = dialect_of(library)
    fetched = fetch(ctx, identifiers, workspace) if identifiers else ()
    candidates = (
        tuple(candidate_of(work.reference, dialect) for work in fetched)
        if identifiers
        else _pasted(from_ or "", dialect)
    )
    if key is not None and len(candidates) > 1:
        raise click.UsageError("--key is for one reference, there are several.", ctx)
    known = Known(workspace.libraries)
    keys: list[str] = []
    for candidate in candidates:
        if twin := known.twin(candidate):
            _refuse(ctx, f"'{twin.key}' is the same work: it has {twin.why}")
        if key is not None and key.lower() in known.keys:
            _refuse(ctx, f"the key '{key}' is taken")
        keys.append(key or make_key(candidate.reference, known.keys, pattern))
        known.add(candidate, keys[-1])
    renamed = {one.reference.id: new for one, new in zip(candidates, keys, strict=True)}
    entries = [one.entry(new, renamed) for one, new in zip(candidates, keys, strict=True)]
    commit_changes([appended(library, entries)], dry_run=dry_run, diff=diff)
    if fetched and not (dry_run or diff):
        keep_records(workspace, library, [work.record for work in fetched])
    for new in keys:
        click.echo(f"{'would add' if dry_run or diff else 'added'} {new}", err=diff)


def _pasted(format: str, dialect: Dialect) -> tuple[Candidate, ...]:
    """Return the references on standard input.

    Raises:
        InputError: one cannot be read, or there is none.
    """
    from attachbib.refs.adding import read_candidates
    from attachbib.source import Source

    readout = read_candidates(Source(_STDIN, standard_input()), format, dialect)
    for problem in readout.problems:
        if problem.rule == "parse-error":
            message = f"{problem.message}; nothing was added."
            raise InputError(message, path=_STDIN, line=problem.line)
    if not readout.value:
        raise InputError("there is no reference in it.", path=_STDIN)
    return readout.value


def _refuse(ctx: click.Context, reason: str) -> NoReturn:
    click.echo(f"attachbib: {escape(reason)}; nothing was added.", err=True)
    ctx.exit(1)
