"""`attachbib refs set`: the fields of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import find_target


@click.command()
@click.argument("key", metavar="KEY")
@click.argument("assignments", metavar="FIELD=VALUE...", nargs=-1)
@click.option(
    "--unset", "removed", metavar="FIELD", multiple=True, help="Remove a field; may be repeated."
)
@write_options
@scope_options
def command(
    key: str,
    assignments: tuple[str, ...],
    removed: tuple[str, ...],
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Set fields of the entry KEY, or remove them.

    VALUE is LaTeX as it is to stand between the braces, e.g. `'title=On {DNA} \\& RNA'`. A
    new field comes last, laid out as the others are.
    """
    from attachbib.bibtex.edit import set_fields
    from attachbib.edits import apply_edits

    values = _values(assignments, removed)
    library, entry = find_target(open_scope(libraries, project), key)
    text = apply_edits(library.source.text, set_fields(library, entry, values))
    if not commit_changes([Change(library.source, text)], dry_run=dry_run, diff=diff):
        click.echo("nothing to change")


def _values(assignments: Sequence[str], removed: Sequence[str]) -> dict[str, str | None]:
    """Field → new value, None for one to be removed, in the order given.

    Raises:
        UsageError: there is none, one is no assignment, or a field is named twice.
    """
    pairs: list[tuple[str, str | None]] = []
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise click.UsageError(f"Expected FIELD=VALUE, found {assignment!r}.")
        pairs.append((name.strip(), value))
    pairs += [(name.strip(), None) for name in removed]
    if not pairs:
        raise click.UsageError("Expected FIELD=VALUE or --unset FIELD.")
    names = [name.lower() for name, _ in pairs]
    if repeated := [name for name in names if names.count(name) > 1]:
        raise click.UsageError(f"The field {repeated[0]!r} is named twice.")
    return dict(pairs)
