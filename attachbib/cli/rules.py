"""`attachbib rules`: what is checked, and what each rule is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from attachbib.cli.columns import format_rows
from attachbib.cli.options import format_option
from attachbib.errors import AttachbibError
from attachbib.rules.families import FAMILIES, RULE_NAMES, load_rule
from attachbib.rules.pages import index_page, rule_page, when_run
from attachbib.rules.rule import Rule
from attachbib.spelling import closest

_LIMITS = (28, 8, 8, 8, 40)
"""Columns of a terminal for the cells of a row, the last one gets what is left."""


@click.command(
    epilog="""\b
Examples:
  attachbib rules                          all rules, one a line
  attachbib rules doi                      those of a family
  attachbib rules missing-doi              why there is the rule, and how to repair what it finds
  attachbib rules --format json            for programs

\b
Columns: name, severity, default or opt-in (selected by name only), whether
`check --fix` can repair what it finds, what it asks for.
"""
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@format_option(formats=("text", "json", "markdown"))
def command(names: tuple[str, ...], format_: str) -> None:
    """List the rules of `attachbib check`, or explain those named. NAME may be a family."""
    if len(names) == 1 and names[0] in FAMILIES:
        rules, is_list = _family(names[0]), True
    else:
        rules, is_list = _named(names), not names
    click.echo(_WRITERS[format_](rules, is_list), nl=False)


def _family(name: str) -> tuple[Rule, ...]:
    return tuple(load_rule(one) for one in FAMILIES[name])


def _named(names: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules of some names, of families too; all rules for none."""
    wanted: dict[str, None] = {}
    for name in names or RULE_NAMES:
        if name not in FAMILIES and name not in RULE_NAMES:
            close = closest(name, (*RULE_NAMES, *FAMILIES))
            raise AttachbibError(
                f"no rule is named {name!r}.",
                hint=f"Did you mean '{close}'?" if close else "`attachbib rules` lists them.",
            )
        wanted |= dict.fromkeys(FAMILIES.get(name, (name,)))
    return tuple(load_rule(name) for name in wanted)


def _text(rules: Sequence[Rule], is_list: bool) -> str:
    if not is_list:
        return "\n".join(rule_page(rule, footer=False) for rule in rules)
    rows = [
        (rule.name, rule.severity, when_run(rule), "fix" if rule.fixable else "-", rule.summary)
        for rule in rules
    ]
    return "".join(f"{line}\n" for line in format_rows(rows, _LIMITS, wide=len(_LIMITS) - 1))


def _markdown(rules: Sequence[Rule], is_list: bool) -> str:
    return index_page(rules) if is_list else "\n".join(rule_page(rule) for rule in rules)


def _json(rules: Sequence[Rule], is_list: bool) -> str:
    from attachbib.reports.dump import dump_json

    return dump_json([_data(rule) for rule in rules]) + "\n"


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "default": rule.default,
        "fixable": rule.fixable,
        "since": rule.since,
        "summary": rule.summary,
        "page": rule.page,
    }


_WRITERS: Mapping[str, Callable[[Sequence[Rule], bool], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
}
