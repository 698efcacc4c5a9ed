"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
"""What becomes a command."""

project_option = click.option(
    "-C",
    "--project",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The project's folder; the default is the one found at or above the current folder.",
)
"""`-C/--project DIR`, for `open_workspace(project=…)`."""

jobs_option = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="How many processes to use; the default is as many as are worth starting.",
)
"""`-j/--jobs N`, for `check(jobs=…)`."""

no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    help="Look at every file anew, and keep nothing for the next run.",
)
"""`--no-cache`, without which `check(cache=open_cache())`."""


def format_option(
    help: str = "What to write.", formats: Iterable[str] = ("text", "json")
) -> Callable[[F], F]:
    """Return `--format`, the argument `format_`; the first of the formats is the default."""
    names = tuple(formats)
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=help,
    )
