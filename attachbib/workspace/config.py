"""The configuration: `attachbib.toml`, or `[tool.attachbib]` in `pyproject.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from attachbib.errors import ConfigError
from attachbib.source import Source, read_source
from attachbib.spelling import closest
from attachbib.workspace.discovery import FOLDER, Project
from attachbib.workspace.globs import compile_glob
from attachbib.workspace.table import ConfigTable, kind_of

if TYPE_CHECKING:
    from attachbib.claims import CoveragePolicy

ARTICLES = "**/*.{md,markdown,qmd,Rmd,rmd,mdx}"
LIBRARIES = "**/*.bib"
CLAIMS = "claims.toml"
_ERROR_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class Config(NamedTuple):
    """What a project consists of and how it is checked and printed.

    Without a key, files are looked for in `references/`, or in the project's folder if
    it has no such folder.
    """

    articles: tuple[str, ...] = (ARTICLES,)
    """Globs relative to the project's folder; each must match a file. A project of libraries
    alone has an empty list."""
    libraries: tuple[str, ...] = (LIBRARIES,)
    """Globs of `.bib` files; each must match a file."""
    claims: tuple[str, ...] = ()
    """Globs of claims files. A project may have none: then only citations count."""
    style: str = ""
    """A citation style as `attachbib render --style` takes it; "" for the default.

    The path of a `.csl` file is relative to the project's folder in the file, absolute here.
    """
    locale: str = ""
    """A BCP 47 tag; "" for that of the style."""
    coverage: CoveragePolicy | None = None
    """What counts as having a source; None for the defaults."""
    check: ConfigTable | None = None
    """Which rules run, how severe they are, what fails: for `attachbib.rules`."""
    rules: ConfigTable | None = None
    """Rule → its options: for the rules themselves."""
    registries: ConfigTable | None = None
    """Whom to ask and how: for `attachbib.registries`."""
    path: Path | None = None
    """The file it was read from."""


def read_config(project: Project) -> Config:
    """Return the configuration of a project; the defaults where it says nothing.

    Raises:
        ConfigError: it is not valid TOML, has an unknown key or a wrong value.
        InputError: it cannot be read.
    """
    values = _defaults(project.root)
    if project.config is not None:
        values |= _Reader(read_source(project.config), project.root).values()
    return Config(**values, path=project.config)


def _defaults(root: Path) -> dict[str, Any]:
    base = f"{FOLDER}/" if (root / FOLDER).is_dir() else ""
    claims = base + CLAIMS
    return {
        "articles": (base + ARTICLES,),
        "libraries": (base + LIBRARIES,),
        "claims": (claims,) if (root / claims).exists() else (),
    }


class _Reader:
    """One configuration file: its table, and where each key stands."""

    def __init__(self, source: Source, root: Path) -> None:
        self.source = source
        self.root = root
        self.way = ("tool", "attachbib") if source.path.name == "pyproject.toml" else ()

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        table = self.table()
        for name, value in table.items():
            if name not in _KEYS:
                self.fail(name, f"unknown key `{name}`.", _closest(name))
            values[name] = _KEYS[name](self, name, value)
        return values

    def table(self) -> Mapping[str, Any]:
        import tomllib

        try:
            table: Any = tomllib.loads(self.source.text)
        except tomllib.TOMLDecodeError as error:
            self.fail_syntax(str(error))
        except RecursionError:
            raise ConfigError("the file is nested too deeply.", path=self.source.path) from None
        for name in self.way:
            table = table[name]
        if not isinstance(table, dict):
            self.fail("", f"`tool.attachbib` is {kind_of(table)}, expected a table.", "")
        return table

    def patterns(self, name: str, value: Any) -> tuple[str, ...]:
        patterns = [value] if isinstance(value, str) else value
        if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
            self.wrong(name, value, "a list of paths or globs")
        for one in patterns:
            if not one.strip() or "\0" in one:
                self.fail(name, f"`{name}` has an empty path.", "Remove it, or name a file.")
            parts = one.replace("\\", "/").split("/")
            if one[0] in "/\\~" or ":" in parts[0] or ".." in parts:
                self.fail(
                    name,
                    f"`{name}` has {one!r}, which leads out of the project's folder.",
                    f"Paths are relative to {self.root} and stay inside; move the configuration "
                    "up to a folder that holds everything.",
                )
            try:
                compile_glob(one)
            except re.error as error:
                self.fail(name, f"`{name}` has {one!r}, which is no glob: {error}.", "")
        return tuple(patterns)

    def text(self, name: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self.wrong(name, value, "a string that is not empty")
        return value.strip()

    def style(self, name: str, value: Any) -> str:
        style = self.text(name, value)
        return str(self.root / style) if style.lower().endswith(".csl") else style

    def coverage(self, name: str, value: Any) -> CoveragePolicy:
        if not isinstance(value, dict):
            self.wrong(name, value, "a table")
        from attachbib.claims import policy_from_config

        for key, one in value.items():
            try:
                policy_from_config({key: one})
            except ConfigError as error:
                self.fail(name, error.message, error.hint, key)
        return policy_from_config(value)

    def unread_table(self, name: str, value: Any) -> ConfigTable:
        """Return a table for the layer that knows its keys."""
        if not isinstance(value, dict):
            self.wrong(name, value, "a table")
        return ConfigTable(self.source, (*self.way, name), value)

    def wrong(self, name: str, value: Any, expected: str) -> NoReturn:
        self.fail(name, f"`{name}` is {kind_of(value)}, expected {expected}.", "")

    def fail(self, name: str, message: str, hint: str, key: str = "") -> NoReturn:
        """Raise an error at a key, or at the nearest table around it that has a place."""
        table = ConfigTable(self.source, self.way)
        raise table.error(message, hint, at=tuple(part for part in (name, key) if part))

    def fail_syntax(self, message: str) -> NoReturn:
        place = _ERROR_PLACE.search(message)
        line, column = self.source.position(len(self.source.text.rstrip()))
        if place and place[1]:
            line, column = int(place[1]), int(place[2])
        what = _ERROR_PLACE.sub("", message)
        raise ConfigError(
            f"this is not valid TOML: {what[:1].lower()}{what[1:]}.",
            path=self.source.path,
            line=line,
            column=column,
        )


_KEYS: Mapping[str, Callable[[_Reader, str, Any], Any]] = {
    "articles": _Reader.patterns,
    "libraries": _Reader.patterns,
    "claims": _Reader.patterns,
    "style": _Reader.style,
    "locale": _Reader.text,
    "coverage": _Reader.coverage,
    "check": _Reader.unread_table,
    "rules": _Reader.unread_table,
    "registries": _Reader.unread_table,
}


def _closest(name: str) -> str:
    close = closest(name, _KEYS)
    return f"Did you mean `{close}`?" if close else f"The keys are: {', '.join(_KEYS)}."
