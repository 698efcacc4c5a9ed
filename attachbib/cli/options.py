"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

project_option = click.option(
    "-C",
    "--project",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The project's folder; the default is the one found at or above the current folder.",
)
"""`-C/--project DIR`, for `open_workspace(project=…)`."""
