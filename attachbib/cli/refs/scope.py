"""Which libraries a `refs` command works on: those of the project, or files that are named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.options import F, project_option

if TYPE_CHECKING:
    from attachbib.workspace import Workspace

_library_option = click.option(
    "-l",
    "--library",
    "libraries",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A .bib file to work on, instead of the project's; may be repeated.",
)


def scope_options(command: F) -> F:
    """Add `-l/--library` and `-C/--project`, the arguments `libraries` and `project`."""
    return _library_option(project_option(command))


def open_scope(
    libraries: Sequence[Path], project: Path | None, *, whole: bool = False
) -> Workspace:
    """Read the named libraries, or without any those of the project.

    Args:
        libraries: paths of `.bib` files; then no project is looked for.
        project: the project's folder, or None to look for it.
        whole: read the project's articles and claims too.

    Raises:
        AttachbibError: no project was found, or a library cannot be read.
        UsageError: files and a project are named both.
    """
    from attachbib.bibtex import read_library
    from attachbib.workspace import KINDS, Config, Workspace, open_workspace

    if libraries and project is not None:
        raise click.UsageError("--library and --project exclude each other.")
    if libraries:
        return Workspace(
            root=Path.cwd(),
            config=Config(),
            libraries=tuple(read_library(path) for path in libraries),
        )
    return open_workspace(project=project, kinds=KINDS if whole else ("library", "lock"))
