"""Opening a workspace: find the project, read its configuration and then each file once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attachbib.errors import InputError, ProjectNotFoundError
from attachbib.workspace.config import Config, read_config
from attachbib.workspace.discovery import Project, find_project, project_at
from attachbib.workspace.files import Files, add_locks, add_paths, project_files
from attachbib.workspace.model import KINDS, Kind, Unread, Workspace

if TYPE_CHECKING:
    from attachbib.articles import Article
    from attachbib.bibtex import Library
    from attachbib.claims import ClaimsFile
    from attachbib.registries.lock import Lock

T = TypeVar("T")


def open_workspace(
    folder: Path | str | None = None,
    *,
    project: Path | str | None = None,
    paths: Sequence[Path | str] = (),
    kinds: Collection[Kind] = KINDS,
    partial: bool = False,
) -> Workspace:
    """Find a project and read it.

    Args:
        folder: where to begin looking, upwards; the current folder by default.
        project: the project's own folder, instead of looking for it.
        paths: the files or folders a run is about (`Workspace.selected`). A file is read
            even if the project does not name it, and then no project is needed.
        kinds: the kinds of file to read; a list of references needs no claims.
        partial: put files that cannot be read into `Workspace.unread` instead of raising,
            unless every library or every article is among them.

    Raises:
        ProjectNotFoundError: there is no project at or above `folder`.
        ConfigError: the configuration is wrong, or no article or no library matches it.
        InputError, EncodingError: a file cannot be read.
    """
    start = Path(folder) if folder is not None else Path.cwd()
    found = _project(start, project, needed=not paths)
    config = read_config(found) if found else Config()
    files = project_files(found, config) if found else Files()
    selected = add_paths(files, paths, found) if paths else None
    if files.of("article") and not files.of("library"):
        raise InputError(
            "no library of references was named, and there is no project that has one.",
            hint="Name a .bib file too.",
        )
    add_locks(files)
    unread: list[Unread] | None = [] if partial else None
    return Workspace(
        root=found.root if found else start.absolute(),
        config=config,
        libraries=_read("library", files, _library, unread) if "library" in kinds else (),
        articles=_with_included(_read("article", files, _article, unread))
        if "article" in kinds
        else (),
        claims=_read("claims", files, _claims, unread) if "claims" in kinds else (),
        locks=_read("lock", files, _lock, unread) if "lock" in kinds else (),
        unread=tuple(unread or ()),
        selected=selected,
    )


def _project(start: Path, folder: Path | str | None, *, needed: bool) -> Project | None:
    if folder is not None:
        return project_at(Path(folder))
    try:
        return find_project(start)
    except ProjectNotFoundError:
        if needed:
            raise
        return None


def _library(path: Path) -> Library:
    from attachbib.bibtex import read_library

    return read_library(path)


def _article(path: Path) -> Article:
    from attachbib.articles import open_article

    return open_article(path)


def _with_included(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return articles and what they include (`\\input` of LaTeX), each file once."""
    found: dict[Path, Article] = {article.source.path: article for article in articles}
    pending = list(articles)
    while pending:
        for part in pending.pop().included:
            if part.source.path not in found:
                found[part.source.path] = part
                pending.append(part)
    return tuple(found.values())


def _claims(path: Path) -> ClaimsFile:
    from attachbib.claims import read_claims

    return read_claims(path)


def _lock(path: Path) -> Lock:
    from attachbib.registries.lock_read import read_lock

    return read_lock(path)


def _read(
    kind: Kind, files: Files, reader: Callable[[Path], T], unread: list[Unread] | None
) -> tuple[T, ...]:
    """Read the files of a kind; raise the first error, unless `unread` is there to take it."""
    paths = files.of(kind)
    read: list[T] = []
    failed: list[Unread] = []
    for path in paths:
        try:
            read.append(reader(path))
        except InputError as error:
            failed.append(Unread(kind, path, error))
    if failed and (unread is None or (kind in ("library", "article") and not read)):
        raise failed[0].error
    if unread is not None:
        unread += failed
    return tuple(read)
