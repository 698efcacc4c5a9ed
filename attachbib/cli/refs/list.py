"""`attachbib refs list`: the references of a project or of files, one per line."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.cli.options import format_option
from attachbib.cli.refs.scope import open_scope, scope_options


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@scope_options
@format_option("What to write; `keys` is the citation keys alone.", ("text", "json", "keys"))
def command(
    files: tuple[Path, ...],
    libraries: tuple[Path, ...],
    project: Path | None,
    format_: str,
) -> None:
    """List the references of .bib FILES, or without any those of the project.

    A line has the key, the authors, the year, the title and the DOI of a reference: on a
    terminal in columns cut to its width, elsewhere in full with tabs between them. They
    stand in the order of the files.
    """
    from attachbib.bibtex.summary import is_work, summarize

    scope = open_scope(tuple(dict.fromkeys((*files, *libraries))), project)
    found = [
        (library, entry)
        for library in scope.libraries
        for entry in library.entries
        if is_work(entry)
    ]
    if format_ == "keys":
        from attachbib.reports.display import escape

        lines = [escape(entry.key) for _, entry in found if entry.key]
    elif format_ == "json":
        from attachbib.cli.refs.listing import summary_item
        from attachbib.reports.dump import dump_json

        lines = [dump_json([summary_item(*one, summarize(one[1])) for one in found])]
    else:
        from attachbib.cli.refs.listing import summary_lines

        lines = summary_lines([summarize(entry) for _, entry in found])
    if lines:
        click.echo("\n".join(lines))
