"""`attachbib refs show`: a reference in full, and what a project rests on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.characters import printable
from attachbib.cli.options import format_option
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import Target, find_target

if TYPE_CHECKING:
    from attachbib.workspace import Workspace


@click.command()
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@scope_options
@format_option(
    "What to write; `bibtex` is the entry as it stands in its file.", ("text", "json", "bibtex")
)
def command(
    keys: tuple[str, ...],
    libraries: tuple[Path, ...],
    project: Path | None,
    format_: str,
) -> None:
    """Show the references KEY... in full: fields, place, and how the style prints them.

    In a project also every sentence and every claim that rests on one: what would break
    if the work were retracted. KEY may be an alias from `ids`.
    """
    workspace = open_scope(libraries, project, whole=format_ != "bibtex")
    targets = [
        find_target(workspace, workspace.aliases.get(key, key)) for key in dict.fromkeys(keys)
    ]
    if format_ == "bibtex":
        for library, entry in targets:
            click.echo(printable(library.source.text[slice(*entry.span)]))
        return
    from attachbib.cli.refs.shown import Shown, shown_item, shown_text
    from attachbib.refs.usage import find_usage

    shown = [
        Shown(
            target,
            _formatted(workspace, target),
            None if libraries else find_usage(workspace, target.entry),
        )
        for target in targets
    ]
    if format_ == "json":
        from attachbib.reports.dump import dump_json

        click.echo(dump_json([shown_item(one) for one in shown]))
    else:
        click.echo("\n\n\n".join(shown_text(one) for one in shown))


def _formatted(workspace: Workspace, target: Target) -> str:
    from attachbib.bibliography import DEFAULT_STYLE, render_references
    from attachbib.bibtex.convert import to_reference
    from attachbib.bibtex.summary import is_work

    if not is_work(target.entry):
        return ""
    config = workspace.config
    return render_references(
        [to_reference(target.entry)],
        config.style or DEFAULT_STYLE,
        locale=config.locale or None,
    ).strip()
