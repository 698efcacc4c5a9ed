"""The option that names the format of files, of `refs export`, `refs import` and `refs add`."""

from __future__ import annotations

import click

from attachbib.refs.exchange import NAMES

from_option = click.option(
    "--from",
    "format_",
    type=click.Choice(NAMES),
    help="The format of what is read; found by its name or text if left out.",
)
"""`--from FORMAT`, the argument `format_`."""
