"""How often each rule found something: a table for people who plan what to mend first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attachbib.reports.banner import banner
from attachbib.reports.color import paint
from attachbib.reports.display import escape
from attachbib.rules import RULE_NAMES, Result, load_rule


def statistics_report(result: Result, *, base: Path, color: bool = False) -> str:
    """Write a line for each rule that found something, the most frequent first.

    Args:
        base: the folder that paths are shown relative to.
        color: whether to colour it with ANSI escape sequences.
    """
    found = Counter((one.rule, one.severity) for one in result.findings)
    lines = []
    for (rule, severity), number in sorted(found.items(), key=lambda one: (-one[1], one[0])):
        fixable = "fixable" if rule in RULE_NAMES and load_rule(rule).fixable else ""
        word = paint(f"{severity:<7}", severity, color)
        lines.append(f"{number:>6}  {word}  {fixable:<7}  {escape(rule)}")
    return "\n".join([*lines, banner(result, base=base, color=color)]) + "\n"
