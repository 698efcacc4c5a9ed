"""`attachbib check --fix`: repairs what can be repaired safely, round by round."""

from __future__ import annotations

from collections.abc import Callable

import click

from attachbib.cli.changes import commit_changes
from attachbib.files import replace_texts
from attachbib.rules import Result
from attachbib.rules.fixing import find_fixes

_ROUNDS = 10
"""How often files are read again; edits that touch each other take one round each."""


def fix(run: Callable[[], Result]) -> Result:
    """Repair until there is nothing left to repair, and return the last check.

    Args:
        run: reads the project anew and checks it.

    Raises:
        InputError: a file cannot be written, or was changed meanwhile; none is in that round.
    """
    result = run()
    fixed = 0
    for _ in range(_ROUNDS):
        fixes = find_fixes(result.findings, result.workspace)
        if not fixes:
            break
        replace_texts(one.change for one in fixes)
        fixed += sum(len(one.findings) for one in fixes)
        result = run()
    total = fixed + len(result.findings)
    click.echo(f"Fixed {fixed} of {total} finding{'' if total == 1 else 's'}.", err=True)
    return result


def show_fixes(result: Result) -> bool:
    """Print what `fix` would change first as a diff; return whether there is anything."""
    fixes = find_fixes(result.findings, result.workspace)
    is_any = commit_changes([one.change for one in fixes], dry_run=False, diff=True)
    count = sum(len(one.findings) for one in fixes)
    total = len(result.findings)
    click.echo(f"Would fix {count} of {total} finding{'' if total == 1 else 's'}.", err=True)
    return is_any
