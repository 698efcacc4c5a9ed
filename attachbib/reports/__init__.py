"""Reports: what a check gave, written for people or for programs.

The package imports none of its modules: commands that only show text need `display` alone,
and a check needs the one reporter of the format that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from attachbib.rules import Result

_REPORTERS: Mapping[str, tuple[str, str]] = {
    "full": ("full", "full_report"),
    "concise": ("concise", "concise_report"),
    "json": ("json", "json_report"),
    "github": ("github", "github_report"),
    "gitlab": ("gitlab", "gitlab_report"),
    "junit": ("junit", "junit_report"),
    "sarif": ("sarif", "sarif_report"),
    "html": ("html", "html_report"),
}
"""Format → module of this package and its function."""

FORMATS: tuple[str, ...] = tuple(_REPORTERS)
"""What the report of a check can be written in."""


class Reporter(Protocol):
    """Writes the result of a check in one format.

    Args:
        base: the folder that paths are relative to, if they are below it.
        color: whether to colour with ANSI escape sequences, where the format can.
    """

    def __call__(self, result: Result, *, base: Path, color: bool = False) -> str: ...


def load_reporter(name: str) -> Reporter:
    """Return the reporter of a format.

    Raises:
        KeyError: there is none of this name.
    """
    module, function = _REPORTERS[name]
    return cast(Reporter, getattr(import_module(f"attachbib.reports.{module}"), function))
