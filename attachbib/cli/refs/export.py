"""`attachbib refs export`: references as text of another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.formats import from_option
from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import broken_entries, report, unknown_keys
from attachbib.errors import InputError
from attachbib.exchange import DEFECTS, NAMES, read_file, write_text
from attachbib.refs.keys import with_keys
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.reference import Reference
    from attachbib.workspace import Kind


@click.command(
    epilog="""\b
Examples:
  attachbib refs export library.bib --to csl-json
  attachbib refs export --cited --to biblatex -o cited.bib
  attachbib refs export a.ris b.nbib --to bibtex --keys doe2020,roe2021

\b
Exit codes:
  0  done
  1  done, but an entry could not be read in full, or a key is there twice or is unknown;
     standard error says which
  2  could not run
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(NAMES), required=True, help="The format to write.")
@from_option
@click.option("--keys", metavar="KEY,...", help="Only the references with these keys.")
@click.option("--cited", is_flag=True, help="Only the references that the project cites.")
@click.option(
    "--keep-case",
    is_flag=True,
    help="Leave English titles of .bib files in title case; CSL has sentence case.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write; the default is standard output.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    to: str,
    from_: str | None,
    keys: str | None,
    cited: bool,
    keep_case: bool,
    output: Path | None,
    project: Path | None,
) -> None:
    """Write the references of FILES, or without any those of the project, in another format.

    FILES may be of any of the formats. What a format has no field for is in its notes, or
    in fields that other programs skip, so that nothing is lost on the way back.
    """
    if files and (cited or project is not None):
        raise click.UsageError("FILES go with neither --cited nor --project.", ctx)
    if files:
        references, shortfalls = _of_files(files, from_ or "", keep_case=keep_case)
    else:
        references, shortfalls = _of_project(project, cited=cited, keep_case=keep_case)
    if keys is not None:
        references = _chosen(references, [key.strip() for key in keys.split(",")])
    text = write_text(references, to)
    if output is None:
        click.echo(text, nl=False)
    else:
        from attachbib.files import write_atomically

        write_atomically(output, text)
    if report(shortfalls):
        ctx.exit(1)


def _of_files(
    files: Sequence[Path], format: str, *, keep_case: bool
) -> tuple[list[Reference], list[str]]:
    """The references of files, and what is wrong with others; the first of a key counts."""
    found: dict[str, Reference] = {}
    shortfalls: list[str] = []
    for path in files:
        readout = read_file(path, format, sentence_case=not keep_case)
        shortfalls += broken_entries(readout.problems)
        shortfalls += _added(found, with_keys(readout.value, found), path)
    return list(found.values()), shortfalls


def _added(
    found: dict[str, Reference], references: Iterable[Reference], path: Path
) -> Iterator[str]:
    """Add references to those found; yield a line for each whose key another one has."""
    for reference in references:
        if found.setdefault(reference.id, reference) != reference:
            yield (
                f"{escape(str(path))}: error duplicate-key: another reference has the key "
                f"'{escape(reference.id)}' already; that one is used."
            )


def _of_project(
    project: Path | None, *, cited: bool, keep_case: bool
) -> tuple[list[Reference], list[str]]:
    """The references of a project, or those it cites in the order of citation."""
    from attachbib.bibtex import to_references
    from attachbib.workspace import open_workspace

    kinds: tuple[Kind, ...] = ("library", "article") if cited else ("library",)
    workspace = open_workspace(project=project, kinds=kinds)
    found: dict[str, Reference] = {}
    for library in workspace.libraries:
        for key, reference in to_references(library, sentence_case=not keep_case).items():
            found.setdefault(key, reference)
    shortfalls = list(broken_entries(one for one in workspace.problems if one.rule in DEFECTS))
    if not cited:
        return list(found.values()), shortfalls
    keys = {
        key: key if key in found else workspace.aliases.get(key) for key in workspace.cited_keys
    }
    missing = [key for key, known in keys.items() if known is None]
    shortfalls += unknown_keys(workspace.articles, missing)
    return [found[key] for key in dict.fromkeys(filter(None, keys.values()))], shortfalls


def _chosen(references: Sequence[Reference], keys: Iterable[str]) -> list[Reference]:
    """The references with some keys, in the order of the keys.

    Raises:
        InputError: a key is not among them.
    """
    found = {reference.id: reference for reference in references}
    chosen: list[Reference] = []
    for key in keys:
        if key not in found:
            from attachbib.spelling import closest

            close = closest(key, found)
            raise InputError(
                f"no reference has the key '{key}'.",
                hint=f"Did you mean '{close}'?" if close else "",
            )
        chosen.append(found[key])
    return chosen
