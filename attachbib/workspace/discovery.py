"""Finding the project: the folder of its configuration, or the one that holds `references/`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from attachbib.errors import InputError, ProjectNotFoundError
from attachbib.source import read_source

CONFIG_NAMES = ("attachbib.toml", "pyproject.toml")
"""Configuration files, the first found in a folder counts; of the second, `[tool.attachbib]`."""

FOLDER = "references"
"""A folder of this name makes a project without any configuration."""


class Project(NamedTuple):
    """Where a project is."""

    root: Path
    """Absolute; what the configuration names is relative to it."""
    config: Path | None = None
    """The configuration file, if there is one."""


def find_project(folder: Path) -> Project:
    """Return the project at or above a folder: one with a configuration, else with `references/`.

    Raises:
        ProjectNotFoundError: there is none.
        InputError: a configuration file cannot be read.
    """
    start = _absolute(folder)
    folders = (start, *start.parents)
    for one in folders:
        if config := _config_in(one):
            return Project(one, config)
    for one in folders:
        if (one / FOLDER).is_dir():
            return Project(one)
    raise ProjectNotFoundError(
        f"no project at or above {start}.",
        hint=f"A project has a file attachbib.toml, a table [tool.attachbib] in pyproject.toml, "
        f"or a folder {FOLDER}/ with an article and a .bib file. Name its folder with --project.",
    )


def project_at(folder: Path) -> Project:
    """Return the project of exactly this folder, whether it has a configuration or not.

    Raises:
        InputError: it is no folder, or its configuration file cannot be read.
    """
    root = _absolute(folder)
    if not root.is_dir():
        found = "a file" if root.exists() else "nothing"
        raise InputError(
            f"expected the folder of a project, found {found}.",
            path=folder,
            hint=f"Name the folder that holds attachbib.toml or {FOLDER}/.",
        )
    return Project(root, _config_in(root))


def _absolute(folder: Path) -> Path:
    return Path(os.path.abspath(folder))


def _config_in(folder: Path) -> Path | None:
    own, shared = (folder / name for name in CONFIG_NAMES)
    if own.exists():
        return own
    return shared if shared.is_file() and _has_table(shared) else None


_MAY_HAVE_TABLE = re.compile(
    r"""tool["']?\s*\.\s*["']?attachbib|^\s*\[?\s*["']?tool["']?\s*[\]=]""", re.MULTILINE
)
"""Every way of TOML to write the table; parsing a file that has none would cost 12 ms."""


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml speaks of attachbib; one that is broken may still mean to."""
    text = read_source(path).text
    if not _MAY_HAVE_TABLE.search(text):
        return False
    import tomllib

    try:
        return "attachbib" in tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError:
        return "[tool.attachbib" in text
