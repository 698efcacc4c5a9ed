"""`attachbib render`: the reference list of a project or a file, in any style."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.bibliography import (
    DEFAULT_STYLE,
    FORMATS,
    Selection,
    make_list,
    read_references,
    select_references,
    write_list,
)
from attachbib.cli.formats import from_option
from attachbib.cli.options import format_option, project_option
from attachbib.cli.shortfalls import broken_entries, report, unknown_keys, unread_files
from attachbib.cli.style_options import locale_option, style_option
from attachbib.errors import InputError
from attachbib.workspace import open_workspace


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@style_option
@format_option("What to write; `json` is a list of objects with id, text and html.", FORMATS)
@from_option
@locale_option
@click.option("--annotated", is_flag=True, help="Print each reference's annotation under it.")
@click.option(
    "--all", "everything", is_flag=True, help="Print every reference, not only the cited ones."
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    file: Path | None,
    style: str | None,
    format_: str,
    from_: str | None,
    locale: str | None,
    annotated: bool,
    everything: bool,
    project: Path | None,
) -> None:
    """Print the reference list in a citation style.

    It holds what the project's articles cite, then what they only list (`nocite`), or all
    references of FILE, which needs no project: BibTeX, CSL-JSON, RIS and whatever else
    `attachbib refs export` reads.

    Exit code 1: the list is printed, but a cited key is unknown, an entry could not be
    read in full, or the style prints nothing for one; standard error says which.
    """
    shortfalls: list[str] = []
    if file is None:
        workspace = open_workspace(project=project, kinds=("library", "article"), partial=True)
        selection = select_references(workspace, everything=everything)
        style = style or workspace.config.style
        locale = locale or workspace.config.locale
        shortfalls += unread_files(workspace.unread)
        shortfalls += unknown_keys(workspace.articles, selection.unknown)
    elif project is None:
        selection = read_references(file, from_ or "")
    else:
        raise click.UsageError("FILE and --project exclude each other.", ctx)
    shortfalls += broken_entries(selection.problems)
    if not selection.references:
        report(shortfalls)
        raise _nothing_to_print(selection, file, everything)
    bibliography = make_list(
        selection.references, style or DEFAULT_STYLE, locale=locale or None, annotated=annotated
    )
    click.echo(write_list(bibliography, format_), nl=False)
    shortfalls += [
        f"error: the style prints nothing for '{key}'." for key in bibliography.unprinted
    ]
    if report(shortfalls):
        ctx.exit(1)


def _nothing_to_print(selection: Selection, file: Path | None, everything: bool) -> InputError:
    if file is not None:
        return InputError("the file holds no reference that could be read.", path=file)
    if everything:
        return InputError("no reference to print: the libraries hold none that could be read.")
    if selection.unknown:
        return InputError("no reference to print: none of the cited keys is known.")
    return InputError(
        "no reference to print: no article cites any.",
        hint="Print every reference of the libraries with `attachbib render --all`.",
    )
