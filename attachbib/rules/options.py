"""Options of rules: the tables `[rules.<name>]` of the configuration, read and checked.

A rule declares them as a `NamedTuple` with defaults, whose fields are annotated with what reads
their values: `days: Annotated[int | None, whole_number] = None`. Its decorator names it, so that
a wrong table is an error whatever there is to check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_type_hints

from attachbib.spelling import closest

if TYPE_CHECKING:
    from attachbib.errors import ConfigError
    from attachbib.workspace import Workspace
    from attachbib.workspace.table import ConfigTable

T = TypeVar("T")

Reader = Callable[["ConfigTable", str], T]
"""Returns the value of a key of a table; raises ConfigError if it is none it can have."""


class NoOptions(NamedTuple):
    """The options of a rule that has none."""


def options_of(workspace: Workspace, rule: str, kind: type[T]) -> T:
    """Return the options of a rule.

    Raises:
        ConfigError: a key is unknown, or a value is wrong.
    """
    rules = workspace.config.rules
    return kind() if rules is None else read_options(rules.table(rule), kind)


def read_options(table: ConfigTable, kind: type[T]) -> T:
    """Return what a table says, as a tuple whose fields are options.

    Raises:
        ConfigError: a key is unknown, or a value is wrong.
    """
    declared = get_type_hints(kind, include_extras=True)
    readers: dict[str, Reader[Any]] = {
        name: hint.__metadata__[0] for name, hint in declared.items()
    }
    check_keys(table, tuple(readers))
    return kind(**{key: readers[key](table, key) for key in table.values})


def check_keys(table: ConfigTable, known: Sequence[str]) -> None:
    """Accept the known keys of a table.

    Raises:
        ConfigError: it has another one.
    """
    for key in table.values:
        if key not in known:
            raise table.error(f"unknown key `{key}`.", _advice(key, known), at=(key,))


def _advice(key: str, known: Sequence[str]) -> str:
    if not known:
        return "There are no keys here."
    close = closest(key, known)
    return f"Did you mean `{close}`?" if close else f"The keys are: {', '.join(known)}."


def wrong_value(table: ConfigTable, key: str, expected: str) -> ConfigError:
    """Return the error that a value is not what was expected."""
    from attachbib.workspace.table import kind_of

    found = kind_of(table.values[key])
    return table.error(f"`{key}` is {found}, expected {expected}.", at=(key,))


def whole_number(table: ConfigTable, key: str) -> int:
    """Read a number of days, years and the like, 0 or more."""
    value = table.values[key]
    if type(value) is not int or value < 0:
        raise wrong_value(table, key, "a whole number, 0 or more")
    return value


def day(table: ConfigTable, key: str) -> date:
    """Read a date without a time of day."""
    value = table.values[key]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise wrong_value(table, key, "a date such as 2026-01-31, without quotation marks")
    return value


def strings(table: ConfigTable, key: str) -> tuple[str, ...]:
    """Read a list of strings, or one string."""
    value = table.values[key]
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(one, str) and one for one in texts):
        raise wrong_value(table, key, "a list of strings that are not empty")
    return tuple(texts)


def by_claim_kind(read: Reader[T]) -> Reader[Mapping[str, T]]:
    """Return what reads a table of kinds of claims and a value for each."""

    def read_table(table: ConfigTable, key: str) -> Mapping[str, T]:
        from attachbib.claims import KINDS

        inner = table.table(key)
        check_keys(inner, KINDS)
        return {kind: read(inner, kind) for kind in inner.values}

    return read_table


def today() -> date:
    """Return the day in UTC, in which reviews and answers are dated."""
    return datetime.now(UTC).date()
