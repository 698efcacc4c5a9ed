"""Works of registries for commands that write entries, and their records for the lock."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import Change, commit_changes
from attachbib.cli.lock_file import open_lock_files
from attachbib.cli.lock_scope import wanted_dois
from attachbib.edits import Edit, apply_edits
from attachbib.registries.identifiers import identify
from attachbib.registries.settings import Settings, read_settings
from attachbib.registries.works import Found, Missing, find_whole_works
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex import Library
    from attachbib.registries.record import Record
    from attachbib.workspace import Workspace

SECONDS = 120.0
"""For all works together."""


def registry_settings(workspace: Workspace) -> tuple[Settings, str]:
    """Return whom to ask, and the day, ISO 8601, UTC.

    Raises:
        ConfigError: the table `registries` is wrong.
    """
    from attachbib import __version__

    settings = read_settings(workspace.config.registries, os.environ, __version__)
    return settings, datetime.now(UTC).date().isoformat()


def fetch(ctx: click.Context, texts: Sequence[str], workspace: Workspace) -> list[Found]:
    """Return the works of identifiers, or say which are missing and leave the command.

    Raises:
        InputError: a text is no identifier.
        ConfigError: the table `registries` is wrong.
        AttachbibError: httpx is not installed.
    """
    identifiers = [identify(text) for text in texts]
    settings, today = registry_settings(workspace)
    answers = find_whole_works(identifiers, settings, today=today, seconds=SECONDS)
    missing = [
        (text, one) for text, one in zip(texts, answers, strict=True) if isinstance(one, Missing)
    ]
    for text, one in missing:
        kind = "not found" if one.is_answer else "not checked"
        click.echo(f"attachbib: {escape(text)}: {kind}: {escape(one.reason)}.", err=True)
    if missing:
        click.echo("attachbib: nothing was added.", err=True)
        ctx.exit(1 if all(one.is_answer for _, one in missing) else 2)
    return [one for one in answers if isinstance(one, Found)]


def keep_records(workspace: Workspace, library: Library, records: Sequence[Record]) -> None:
    """Write records into the lock beside a library; those of other DOIs stay.

    Raises:
        InputError: it cannot be written.
    """
    folder = library.source.path.parent
    known = wanted_dois(workspace, ()).by_folder.get(folder, ())
    dois = dict.fromkeys([*known, *(record.doi for record in records)])
    for file in open_lock_files(workspace, {folder: dois}):
        for record in records:
            file.put(record)
        file.save()


def write_edits(
    workspace: Workspace, edits: Mapping[Path, Sequence[Edit]], *, dry_run: bool, diff: bool
) -> bool:
    """Change the libraries of a workspace, or show how; return whether anything changes.

    Args:
        edits: path of a library → edits of its text.

    Raises:
        InputError: as `commit_changes`.
    """
    changes = [
        Change(library.source, apply_edits(library.source.text, edits[library.source.path]))
        for library in workspace.libraries
        if edits.get(library.source.path)
    ]
    return commit_changes(changes, dry_run=dry_run, diff=diff)
