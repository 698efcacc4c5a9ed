"""`attachbib refs`: a table of commands on the references of a project or a file."""

from __future__ import annotations

import click

from attachbib.cli.lazy import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "list": ("attachbib.cli.refs.list:command", "List references, one per line."),
    "show": ("attachbib.cli.refs.show:command", "Show one reference and where it is used."),
    "search": ("attachbib.cli.refs.search:command", "Find references by words, best first."),
    "add": ("attachbib.cli.refs.add:command", "Add references by DOI, PMID …, or from stdin."),
    "complete": (
        "attachbib.cli.refs.complete:command",
        "Fill in missing fields from a registry.",
    ),
    "resolve": (
        "attachbib.cli.refs.resolve:command",
        "Find the DOIs of entries without one.",
    ),
    "set": ("attachbib.cli.refs.set:command", "Set or remove fields of an entry."),
    "edit": ("attachbib.cli.refs.edit:command", "Edit an entry in your editor."),
    "annotate": ("attachbib.cli.refs.annotate:command", "Write the annotation of a reference."),
    "rename": ("attachbib.cli.refs.rename:command", "Rename a key, also where it is cited."),
    "rm": ("attachbib.cli.refs.rm:command", "Remove entries."),
    "dedupe": (
        "attachbib.cli.refs.dedupe:command",
        "Find and merge entries of the same work.",
    ),
    "fmt": ("attachbib.cli.refs.fmt:command", "Format .bib files."),
    "import": ("attachbib.cli.refs.import_:command", "Add the references of another file."),
    "export": ("attachbib.cli.refs.export:command", "Write references in another format."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def group() -> None:
    """List, find, edit and convert the references of a project or a file.

    What writes changes only the bytes of the entries it is asked to change; see it first
    with --dry-run or --diff.
    """
