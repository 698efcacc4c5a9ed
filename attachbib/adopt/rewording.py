"""A line as a style would print it that the publisher printed in another way; see `phrases`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from attachbib.adopt.dates import read_date
from attachbib.adopt.lines import MAX_LINE
from attachbib.adopt.phrases import BY_FAMILY, EVERYWHERE
from attachbib.reference import Reference


class Reworded(NamedTuple):
    """A line as a style would print it, and what was left out of it."""

    text: str
    variables: Mapping[str, str]
    """CSL variable → value."""

    def completed(self, reference: Reference) -> Reference:
        """Return a reference with the variables that were left out and it has not."""
        dates = {
            name: date
            for name, value in self.variables.items()
            if name in _DATES and (date := read_date(value))
        }
        texts = {name: value for name, value in self.variables.items() if name not in _DATES}
        return replace(
            reference,
            text={**texts, **reference.text},
            dates={**reference.dates, **dates},
        )


_DATES = ("issued", "accessed")


def reword(line: str, family: str) -> Reworded:
    """Return a line as a style of a family would print it.

    Args:
        family: its name.
    """
    variables: dict[str, str] = {}
    if len(line) > MAX_LINE:
        return Reworded(line, variables)
    for pattern, replacement in (*EVERYWHERE, *BY_FAMILY.get(family, ())):
        for match in pattern().finditer(line):
            named = match.groupdict()
            named.pop("_", None)
            variables.update({name.replace("_", "-"): text for name, text in named.items()})
        line = pattern().sub(replacement, line)
    return Reworded(line, variables)
