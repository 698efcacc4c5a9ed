"""`attachbib styles`: the packaged citation styles, by words."""

from __future__ import annotations

import re

import click

from attachbib.csl.catalog import ALIASES, iter_styles

_WORD = re.compile(r"[^\W_]+")


@click.command()
@click.argument("words", nargs=-1)
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """List the packaged citation styles with all WORDS in their id, alias or title.

    The beginning of a word is enough: `psych` finds psychology. One style a line: its
    id, a tab, its title. Exit code 1: no style has them.
    """
    wanted = [word for argument in words for word in _WORD.findall(argument.casefold())]
    aliases = {style: alias for alias, style in ALIASES.items()}
    found = False
    for entry in iter_styles():
        names = f"{entry.id} {aliases.get(entry.id, '')} {entry.title}".casefold()
        had = _WORD.findall(names)
        if all(any(name.startswith(word) for name in had) for word in wanted):
            found = True
            click.echo(f"{entry.id}\t{entry.title}")
    if not found:
        click.echo(f"no packaged style has the words {' '.join(words)!r}.", err=True)
        ctx.exit(1)
