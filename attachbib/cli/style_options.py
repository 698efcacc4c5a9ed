"""Options of the commands that print in a citation style."""

from __future__ import annotations

import click

style_option = click.option(
    "--style",
    metavar="STYLE",
    help="A packaged style by id, alias or words of its title, or a .csl file; the default is "
    "the project's, else apa. `attachbib styles` lists them.",
)
"""`--style STYLE`; None for the project's own."""

locale_option = click.option(
    "--locale",
    metavar="TAG",
    help="The language of words and dates, e.g. de-DE; the default is the style's.",
)
"""`--locale TAG`, to go through `bibliography.check_locale`."""
