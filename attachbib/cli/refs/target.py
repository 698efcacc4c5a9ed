"""The entry that a command is about, found by its citation key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from attachbib.cli.places import line_text
from attachbib.errors import InputError
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex import Entry, Library
    from attachbib.workspace import Workspace


class Target(NamedTuple):
    """An entry, and the library it is in."""

    library: Library
    entry: Entry


def find_target(workspace: Workspace, key: str) -> Target:
    """Return the first entry with a citation key; say on standard error if there are others.

    Raises:
        InputError: no entry has the key; the hint names the key that an alias belongs to,
            or the closest one.
    """
    found = [
        Target(library, entry)
        for library in workspace.libraries
        for entry in library.entries
        if entry.key == key
    ]
    if not found:
        raise _unknown(workspace, key)
    if len(found) > 1:
        _say_repeated(key, found)
    return found[0]


def _unknown(workspace: Workspace, key: str) -> InputError:
    for library in workspace.libraries:
        if (entry := library.aliases.get(key)) is not None:
            return InputError(
                f"'{key}' is an alias (`ids`) of '{entry.key}', no key.",
                path=library.source.path,
                line=library.source.position(entry.span.start)[0],
                hint=f"Name '{entry.key}'.",
            )
    from attachbib.spelling import closest

    close = closest(key, (one.key for lib in workspace.libraries for one in lib.entries))
    where = ", ".join(str(library.source.path) for library in workspace.libraries)
    return InputError(
        f"no entry has the key '{key}'.",
        path=where or None,
        hint=f"Did you mean '{close}'?" if close else "",
    )


def _say_repeated(key: str, found: Sequence[Target]) -> None:
    first, *others = (line_text(one.library.source, one.entry.span.start) for one in found)
    click.echo(
        f"attachbib: '{escape(key)}' stands at {first} and also at {', '.join(others)}; "
        "the first one is meant.",
        err=True,
    )
