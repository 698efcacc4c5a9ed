"""Which files a run reads: those the configuration names, and those named on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attachbib.errors import ConfigError, InputError
from attachbib.registries.lock import NAME as LOCK_NAME
from attachbib.spelling import closest
from attachbib.workspace.config import ARTICLES, LIBRARIES, Config
from attachbib.workspace.discovery import CONFIG_NAMES, Project
from attachbib.workspace.globs import match_files
from attachbib.workspace.model import KINDS, Kind

_NAMES: Mapping[Kind, str] = {
    "library": "library",
    "article": "article",
    "claims": "claims file",
}


class Files:
    """Files to read by kind, each once however it is reached, in the order they were added."""

    def __init__(self) -> None:
        self._paths: dict[Kind, dict[str, Path]] = {kind: {} for kind in KINDS}
        self._folders: dict[str, str] = {}

    def of(self, kind: Kind) -> tuple[Path, ...]:
        """Return the files of a kind."""
        return tuple(self._paths[kind].values())

    def all(self) -> tuple[Path, ...]:
        """Return the files of all kinds."""
        return tuple(path for kind in KINDS for path in self.of(kind))

    def add(self, kind: Kind, path: Path) -> Path:
        """Add a file; return the path it is known by, another one if a link led to it before."""
        return self.put(kind, path, self.real(path))

    def put(self, kind: Kind, path: Path, real: str) -> Path:
        """Add a file of which it is known where it is in truth."""
        return self._paths[kind].setdefault(real, path)

    def find(self, path: Path) -> Path | None:
        """Return the path that a file is known by, whatever link leads to it, or None."""
        real = self.real(path)
        return next((known[real] for known in self._paths.values() if real in known), None)

    def real(self, path: Path) -> str:
        """Return where a file is in truth; the links above it are followed once a folder."""
        folder, name = os.path.split(path)
        if os.path.islink(path):
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)


def project_files(project: Project, config: Config) -> Files:
    """Return the files that the globs of a project match.

    Raises:
        ConfigError: a glob matches nothing, there is none for libraries, or a link leads out
            of the project's folder.
    """
    files = Files()
    globs: Mapping[Kind, tuple[str, ...]] = {
        "library": config.libraries,
        "article": config.articles,
        "claims": config.claims,
    }
    root = os.path.join(files.real(project.root), "")
    for kind, patterns in globs.items():
        if not patterns and kind == "library":
            raise _nothing(project, kind, "the list is empty")
        for pattern in patterns:
            matched = match_files(project.root, pattern)
            if not matched:
                raise _nothing(project, kind, f"nothing matches `{pattern}`")
            for path in matched:
                real = files.real(path)
                if not real.startswith(root):
                    raise _outside(project, path)
                files.put(kind, path, real)
    return files


def add_locks(files: Files) -> None:
    """Add the lock files that stand beside the libraries."""
    for library in files.of("library"):
        lock = library.with_name(LOCK_NAME)
        if lock.exists():
            files.add("lock", lock)


def add_paths(
    files: Files, paths: Iterable[Path | str], project: Project | None
) -> frozenset[Path]:
    """Add files named by hand; return the paths that they and the folders among them stand for.

    A folder stands for what the project has below it; without a project, for all
    articles and libraries below it.

    Raises:
        InputError: one does not exist, or is neither an article nor a library.
    """
    from attachbib.articles import SUFFIXES

    kinds: Mapping[str, Kind] = {**dict.fromkeys(SUFFIXES, "article"), ".bib": "library"}
    selected: set[Path] = set()
    for name in paths:
        path = Path(os.path.abspath(name))
        if path.is_dir():
            selected |= _add_folder(files, path, Path(name), project)
        elif not path.exists():
            raise InputError("no such file.", path=name, hint=_similar(path))
        elif known := files.find(path):
            selected.add(known)
        elif kind := kinds.get(path.suffix.lower()):
            selected.add(files.add(kind, path))
        elif path.name not in CONFIG_NAMES:
            raise InputError(
                "this is neither an article nor a library of references.",
                path=name,
                hint=f"Expected a file that ends in {', '.join(kinds)}, "
                "or a claims file that the project names.",
            )
    return frozenset(selected)


def _add_folder(files: Files, folder: Path, name: Path, project: Project | None) -> set[Path]:
    if project is None:
        for path in match_files(folder, ARTICLES):
            files.add("article", path)
        for path in match_files(folder, LIBRARIES):
            files.add("library", path)
    found = {path for path in files.all() if path.is_relative_to(folder)}
    if not found:
        what = "the project" if project else "it"
        raise InputError(f"{what} has no article and no library in this folder.", path=name)
    return found


def _nothing(project: Project, kind: Kind, why: str) -> ConfigError:
    return ConfigError(
        f"found no {_NAMES[kind]}: {why}.",
        path=project.config or project.root,
        hint=f"Paths are relative to {project.root}; name the files with the key "
        f"`{_KEYS[kind]}` in attachbib.toml.",
    )


_KEYS: Mapping[Kind, str] = {"library": "libraries", "article": "articles", "claims": "claims"}


def _outside(project: Project, path: Path) -> ConfigError:
    return ConfigError(
        f"the link leads out of the project's folder, {project.root}.",
        path=path,
        hint="Put the file itself there, or leave it out of the configuration.",
    )


def _similar(path: Path) -> str:
    names = os.listdir(path.parent) if path.parent.is_dir() else []
    close = closest(path.name, names)
    return f"Did you mean {close}?" if close else "Check the path."
