"""The option that names the format of files of references."""

from __future__ import annotations

import click

from attachbib.exchange import NAMES

from_option = click.option(
    "--from",
    "from_",
    type=click.Choice(NAMES),
    help="The format of what is read; found by its name or text if left out.",
)
"""`--from FORMAT`, the argument `from_`."""
