"""Running again whenever a file changes, until it is interrupted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from attachbib.errors import AttachbibError

_PAUSE = 0.5
"""Seconds between two looks at the files."""

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(run: Callable[[], Iterable[Path]], folder: Path) -> None:
    """Run at once and after each change; only an interrupt ends it.

    Args:
        run: does the work and returns the files that it followed from. Its errors are shown
            and waited out.
        folder: what to watch as well, and alone until a run succeeds.
    """
    files: set[Path] = set()
    while True:
        if sys.stdout.isatty():
            click.echo(_CLEAR, nl=False)
        # What changes while it runs counts as a change.
        before = _times(files)
        try:
            files = set(run())
        except AttachbibError as error:
            from attachbib.reports.display import escape

            click.echo(f"attachbib: {escape(str(error))}", err=True)
        # A new file changes its folder, and so does a report that the run itself writes.
        folders = {folder, *(path.parent for path in files)}
        seen = {**_times(files | folders), **{path: before[path] for path in files & set(before)}}
        click.echo("Waiting for changes; Ctrl-C ends.", err=True)
        while _times(seen) == seen:
            time.sleep(_PAUSE)


def _times(paths: Iterable[Path]) -> Mapping[Path, int]:
    """Return when each path was changed, 0 for one that is gone."""
    return {path: _time(path) for path in paths}


def _time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
