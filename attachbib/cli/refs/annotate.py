"""`attachbib refs annotate`: the annotation of a reference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.refs.scope import open_scope, scope_options
from attachbib.cli.refs.target import find_target
from attachbib.cli.stdin import standard_input
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.bibtex import Entry

_FIELDS = ("annotation", "annote")
"""The names of the field, that of BibLaTeX first."""
_BETWEEN_PARAGRAPHS = re.compile(r"(?:\r?\n[ \t]*){2,}")


@click.command()
@click.argument("key", metavar="KEY")
@click.argument("text", metavar="[TEXT|-]", default="-")
@write_options
@scope_options
def command(
    key: str,
    text: str,
    dry_run: bool,
    diff: bool,
    libraries: tuple[Path, ...],
    project: Path | None,
) -> None:
    """Write TEXT, or standard input, as the annotation of the entry KEY.

    It is plain text: what is special in LaTeX is escaped. <i>, <b>, <sup> and <sub> become
    commands, a blank line separates paragraphs.
    """
    from attachbib.bibtex.edit import set_fields
    from attachbib.edits import apply_edits

    library, entry = find_target(open_scope(libraries, project), key)
    values = {_field(entry): _latex(standard_input() if text == "-" else text)}
    changed = apply_edits(library.source.text, set_fields(library, entry, values))
    if not commit_changes([Change(library.source, changed)], dry_run=dry_run, diff=diff):
        click.echo("nothing to change")


def _field(entry: Entry) -> str:
    """The field that holds the entry's annotation, or is to hold it."""
    return next((name for name in _FIELDS if name in entry.values), _FIELDS[0])


def _latex(text: str) -> str:
    from attachbib.bibtex.encode import latex_text

    paragraphs = [latex_text(one) for one in _BETWEEN_PARAGRAPHS.split(text.strip())]
    if not any(paragraphs):
        raise InputError(
            "the annotation is empty.",
            hint="To remove one, use `attachbib refs set KEY --unset annotation`.",
        )
    return "\n\n".join(paragraphs)
