"""The progress of `attachbib lock`: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_LINES = 10
"""How many lines there are at most where no bar can be drawn."""


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show on standard error how many of the DOIs are done; yields what is called for each."""
    if sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import Progress
        except ImportError:
            pass
        else:
            with Progress(console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task("Asking registries", total=total)
                yield lambda: bar.advance(task)
            return
    step = max(1, -(-total // _LINES))
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if done % step == 0 or done == total:
            click.echo(f"asked about {done} of {total} DOIs", err=True)

    yield advance
