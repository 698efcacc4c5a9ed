"""What `refs add` and `refs import` have in common: the library they add to, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.refs.scope import open_scope
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.bibtex import Library
    from attachbib.files import Change
    from attachbib.workspace import Workspace

pattern_option = click.option(
    "--key-pattern",
    "pattern",
    metavar="PATTERN",
    default="authYear",
    show_default=True,
    help="How keys are made: of auth, auths, year, title and shorttitle, e.g. Auth_year.",
)
"""`--key-pattern PATTERN`, for `attachbib.refs.keys.make_key`."""


def open_target(libraries: Sequence[Path], project: Path | None) -> tuple[Workspace, Library]:
    """Return the libraries in which duplicates are looked for, and the first, to add to.

    Raises:
        AttachbibError: as `open_scope`, or the project has several libraries.
    """
    workspace = open_scope(libraries, project)
    if not libraries and len(workspace.libraries) > 1:
        names = ", ".join(workspace.name_of(one.source.path) for one in workspace.libraries)
        raise InputError(
            f"the project has several libraries: {names}.",
            path=workspace.root,
            hint="Name the one to add to first, and others to look for duplicates in, with -l.",
        )
    return workspace, workspace.libraries[0]


def appended(library: Library, entries: Sequence[str]) -> Change:
    """Return the change that puts entries at the end of a library."""
    from attachbib.bibtex.edit import append_entry
    from attachbib.edits import apply_edits
    from attachbib.files import Change

    text = library.source.text
    if not entries:
        return Change(library.source, text)
    body = "\n\n".join(entry.strip() for entry in entries)
    return Change(library.source, apply_edits(text, [append_entry(text, body)]))
