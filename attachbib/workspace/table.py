"""A table of the configuration that another layer understands: its values, and errors at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from attachbib.errors import ConfigError
from attachbib.source import Source

Way = tuple[str | int, ...]
"""Keys and indices that lead to a value."""


@dataclass(frozen=True)
class ConfigTable:
    """A table as it stands in the file; whoever reads it says what is wrong with it."""

    source: Source
    way: Way
    """From the top of the file to the table."""
    values: Mapping[str, Any] = field(default_factory=dict)

    def error(self, message: str, hint: str = "", *, at: Way = ()) -> ConfigError:
        """Return an error at a value of the table, or at the nearest one around it with a place.

        Args:
            at: from the table to the value.
        """
        from attachbib.claims.positions import locate

        places = locate(self.source.text)
        way = (*self.way, *at)
        while way and way not in places:
            way = way[:-1]
        line, column = self.source.position(places.get(way, (0, 0))[0])
        return ConfigError(message, path=self.source.path, line=line, column=column, hint=hint)

    def table(self, name: str) -> ConfigTable:
        """Return a table in this one, empty if there is none.

        Raises:
            ConfigError: the value is no table.
        """
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.error(
                f"`{name}` is {kind_of(value)}, expected a table.",
                at=(name,),
            )
        return ConfigTable(self.source, (*self.way, name), value)


_KINDS = {
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def kind_of(value: Any) -> str:
    """Say what a value is; its text too when it is short enough to help."""
    kind = _KINDS.get(type(value), "a date")
    shown = repr(value)
    return f"{kind} ({shown})" if isinstance(value, str | int | float) and len(shown) < 40 else kind
