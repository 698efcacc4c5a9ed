"""`attachbib refs import`: the references of another file into a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import commit_changes, write_options
from attachbib.cli.formats import from_option
from attachbib.cli.refs.into import appended, open_target, pattern_option
from attachbib.cli.refs.scope import scope_options
from attachbib.cli.shortfalls import broken_entries, report
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.refs.adding import Candidate, Known


@click.command(
    "import",
    epilog="""\b
Examples:
  attachbib refs import pubmed.nbib
  attachbib refs import export.txt --from ris -l library.bib --diff

\b
Exit codes:
  0  done
  1  done, but a record could not be read in full; standard error says which
  2  could not run
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@from_option
@pattern_option
@write_options
@scope_options
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    from_: str | None,
    pattern: str,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Add the references of FILE to a library.

    Those that are there already are skipped: the same DOI or PMID says so, or all the same
    fields. Keys are kept, or made where FILE has none worth keeping; one that is taken gets
    a letter. Entries of .bib files stay as they are, but for keys and @string names. Of
    several --library files the first is added to; the others are looked at too.
    """
    from attachbib.exchange import open_file
    from attachbib.refs.adding import Known, dialect_of, read_candidates
    from attachbib.refs.keys import check_pattern

    check_pattern(pattern)
    workspace, library = open_target(libraries, project)
    readout = read_candidates(*open_file(file, from_ or ""), dialect_of(library))
    known = Known(workspace.libraries)
    renamed: dict[str, str] = {}
    chosen: list[tuple[Candidate, str]] = []
    for candidate in readout.value:
        old = candidate.reference.id
        twin = known.twin(candidate)
        key = twin.key if twin else _new_key(candidate, known, pattern)
        renamed[old] = key
        if twin:
            line = f"skipped {old or 'a record'}: '{key}' has {twin.why}"
        else:
            line = f"{'would add' if dry_run or diff else 'added'} {key}"
            line += f" for {old}" if old not in ("", key) else ""
            known.add(candidate, key)
            chosen.append((candidate, key))
        click.echo(escape(line), err=diff)
    entries = [candidate.entry(key, renamed) for candidate, key in chosen]
    commit_changes([appended(library, entries)], dry_run=dry_run, diff=diff)
    if report(broken_entries(readout.problems)):
        ctx.exit(1)


def _new_key(candidate: Candidate, known: Known, pattern: str) -> str:
    """The key a reference comes with, else one made for it; with a letter if it is taken."""
    from attachbib.bibtex.write import citation_key
    from attachbib.refs.keys import distinct, make_key

    if candidate.reference.id:
        return distinct(citation_key(candidate.reference.id), known.keys)
    return make_key(candidate.reference, known.keys, pattern)
