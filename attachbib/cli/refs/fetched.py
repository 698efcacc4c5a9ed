"""Works of registries for commands that write entries, and their records for the lock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from attachbib.cli.lock_file import open_lock_files
from attachbib.cli.lock_scope import wanted_dois
from attachbib.registries.identifiers import identify
from attachbib.registries.settings import read_settings
from attachbib.registries.works import Found, Missing, find_whole_works
from attachbib.reports.display import escape

if TYPE_CHECKING:
    from attachbib.bibtex import Library
    from attachbib.registries.record import Record
    from attachbib.workspace import Workspace

_SECONDS = 120.0
"""For all works together."""


def fetch(ctx: click.Context, texts: Sequence[str], workspace: Workspace) -> list[Found]:
    """Return the works of identifiers, or say which are missing and leave the command.

    Raises:
        InputError: a text is no identifier.
        ConfigError: the table `registries` is wrong.
        AttachbibError: httpx is not installed.
    """
    from attachbib import __version__

    identifiers = [identify(text) for text in texts]
    settings = read_settings(workspace.config.registries, os.environ, __version__)
    today = datetime.now(UTC).date().isoformat()
    answers = find_whole_works(identifiers, settings, today=today, seconds=_SECONDS)
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
