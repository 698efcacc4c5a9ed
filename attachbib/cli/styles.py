"""`attachbib styles`: the packaged citation styles, by words."""

from __future__ import annotations

import click

from attachbib.csl.catalog import ALIASES, iter_styles


@click.command()
@click.argument("words", nargs=-1)
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """List the packaged citation styles that have all WORDS in their id, alias or title.

    One style a line: its id, a tab, its title. Exit code 1: none has them.
    """
    wanted = [word.casefold() for word in words]
    aliases = {style: alias for alias, style in ALIASES.items()}
    found = False
    for entry in iter_styles():
        text = f"{entry.id} {aliases.get(entry.id, '')} {entry.title}".casefold()
        if all(word in text for word in wanted):
            found = True
            click.echo(f"{entry.id}\t{entry.title}")
    if not found:
        click.echo(f"no packaged style has the words {' '.join(words)!r}.", err=True)
        ctx.exit(1)
