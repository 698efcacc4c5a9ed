"""The options of `attachbib check` that say which rules run, and what fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from attachbib.cli.options import F
from attachbib.rules import SEVERITIES, Severity
from attachbib.rules.settings import is_severity


def settings_options(command: F) -> F:
    """Add the options that are the keyword arguments of `Settings.with_options`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _names(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Return the names of lists between commas."""
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


def _severities(
    ctx: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> dict[str, Severity]:
    """Return rule → severity of `RULE=LEVEL`."""
    found: dict[str, Severity] = {}
    for one in _names(ctx, parameter, values):
        name, _, level = one.partition("=")
        if not is_severity(level):
            raise click.BadParameter(f"{one!r} is not RULE=LEVEL with {', '.join(SEVERITIES)}.")
        found[name.strip()] = level
    return found


def _absolute(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    return value.absolute() if value else None


_OPTIONS = (
    click.option(
        "--select",
        metavar="RULES",
        multiple=True,
        callback=_names,
        help="Run these rules and no others: names of rules or families, with commas, or ALL.",
    ),
    click.option(
        "--extend-select",
        metavar="RULES",
        multiple=True,
        callback=_names,
        help="Run these rules as well, for example one that is opt-in.",
    ),
    click.option(
        "--ignore", metavar="RULES", multiple=True, callback=_names, help="Leave these rules out."
    ),
    click.option(
        "--severity",
        metavar="RULE=LEVEL",
        multiple=True,
        callback=_severities,
        help="How severe the findings of a rule or family are: error, warning or info.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(SEVERITIES[::-1]),
        help="The least severity that fails the check.  [default: error]",
    ),
    click.option(
        "--fail-on-unchecked",
        is_flag=True,
        help="Exit with 2 too for what no registry was asked about.",
    ),
    click.option(
        "--baseline",
        metavar="FILE",
        type=click.Path(path_type=Path),
        callback=_absolute,
        help="Accept the findings in this file, so that only new ones count.",
    ),
)
