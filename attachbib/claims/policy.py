"""The coverage policy: what counts as having a source. Every default has its reason here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from attachbib.errors import ConfigError
from attachbib.spelling import closest

Scope = Literal["sentence", "paragraph"]

EXEMPTIONS = ("heading", "question", "transition", "disclaimer", "first-person")
DIRECT_KINDS = ("number", "quotation")


class CoveragePolicy(NamedTuple):
    """What counts as having a source; the keys of `coverage` in the configuration."""

    scope: Scope = "sentence"
    """`sentence`, or `paragraph`: one citation anywhere in a paragraph stands for all of it.

    By sentence, because a reader who doubts one sentence should not have to guess
    which of a paragraph's sources is meant.
    """
    exempt: tuple[str, ...] = ("heading", "question", "transition", "disclaimer", "first-person")
    """The kinds of sentence that need no source (`EXEMPTIONS`).

    They state no fact about the world, or one that only the author can vouch for.
    """
    sections: tuple[str, ...] = (
        "references",
        "bibliography",
        "works cited",
        "literature",
        "further reading",
        "acknowledgements",
        "acknowledgments",
        "author contributions",
        "conflict of interest",
        "conflicts of interest",
        "competing interests",
        "funding",
        "disclaimer",
    )
    """Headings, in any case, under which nothing needs a source: lists of sources and notices."""
    direct: tuple[str, ...] = DIRECT_KINDS
    """What needs a citation in its own sentence (`DIRECT_KINDS`), never an inherited one.

    A number or a quotation can be looked up and can be wrong by itself.
    """
    fail_under: float = 0.0
    """The least coverage, in percent, that is accepted; 0 accepts any.

    0, because an article should be measured before a goal is set for it.
    """


def policy_from_config(table: Mapping[str, Any], *, path: Path | None = None) -> CoveragePolicy:
    """Return the policy that a configuration table describes.

    Raises:
        ConfigError: a key is unknown, or a value is none the key can have.
    """
    known = set(CoveragePolicy._fields)
    values: dict[str, Any] = {}
    for name, value in table.items():
        key = name.replace("-", "_")
        if key not in known:
            raise ConfigError(
                f"unknown key `coverage.{name}`.", path=path, hint=_closest(name, known)
            )
        values[key] = _CHECKS[key](name, value, path)
    return CoveragePolicy(**values)


def _scope(name: str, value: Any, path: Path | None) -> str:
    if value not in ("sentence", "paragraph"):
        raise _wrong(name, value, '"sentence" or "paragraph"', path)
    return str(value)


def _texts(name: str, value: Any, path: Path | None) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(name, value, "a list of strings", path)
    choices = {"exempt": EXEMPTIONS, "direct": DIRECT_KINDS}.get(name)
    for one in value:
        if choices and one not in choices:
            raise ConfigError(
                f"`coverage.{name}` has {one!r}, which is none of its values.",
                path=path,
                hint=f"Use any of: {', '.join(choices)}.",
            )
    return tuple(value)


def _percent(name: str, value: Any, path: Path | None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise _wrong(name, value, "a number from 0 to 100", path)
    return float(value)


_CHECKS = {
    "scope": _scope,
    "exempt": _texts,
    "sections": _texts,
    "direct": _texts,
    "fail_under": _percent,
}


def _wrong(name: str, value: Any, expected: str, path: Path | None) -> ConfigError:
    return ConfigError(f"`coverage.{name}` is {value!r}, expected {expected}.", path=path)


def _closest(name: str, known: set[str]) -> str:
    close = closest(name, sorted(known))
    return f"Did you mean `{close}`?" if close else f"Known keys: {', '.join(sorted(known))}."
