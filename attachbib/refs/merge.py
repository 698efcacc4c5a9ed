"""Merge entries of one work: one is kept and completed, the others go, citations follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from attachbib.articles import Article, parse_article
from attachbib.bibtex import Entry, Library, parse_library
from attachbib.bibtex.edit import remove_entries, rename_key, set_fields
from attachbib.bibtex.fields import ALIASES, key_list
from attachbib.bibtex.works import Work, work_of
from attachbib.claims import ClaimsFile, parse_claims
from attachbib.edits import Edit, apply_edits
from attachbib.files import Change
from attachbib.refs.rename import rename_reference
from attachbib.source import Source
from attachbib.workspace import Workspace

File = TypeVar("File", Library, Article, ClaimsFile)

_POINTERS = frozenset("crossref xref xdata entryset related relatedtype relatedstring".split())
"""Fields that belong to an entry's place in its library; what is inherited is taken instead."""


class Place(NamedTuple):
    """Where an entry stands in a workspace, also after others were changed."""

    library: int
    """Index into `Workspace.libraries`."""
    key: str
    nth: int = 0
    """How many entries before it in that library have the same key."""


def places_of(workspace: Workspace, key: str) -> list[Place]:
    """Return where the entries with a citation key stand."""
    return [
        Place(index, key, nth)
        for index, library in enumerate(workspace.libraries)
        for nth in range(sum(entry.key == key for entry in library.entries))
    ]


def work_at(workspace: Workspace, place: Place) -> Work:
    """Return what is compared of the entry at a place."""
    return work_of(workspace.libraries[place.library], _entry(workspace, place))


def merge_entries(workspace: Workspace, keep: Place, drops: Sequence[Place]) -> list[Change]:
    """Return the files of a workspace that change when entries are merged into one.

    The kept entry gets the fields that it lacks, from the first that has them; the others
    are removed, and what names them, in articles, claims and other entries, then names
    the kept one. With a library alone there are no articles and claims.

    Args:
        workspace: the project, its articles and claims read.
        keep: the entry that stays.
        drops: those that go.

    Raises:
        InputError: an entry is so broken that it cannot be completed, or a file names one
            in a way that cannot be changed by itself.
    """
    merged = workspace
    for drop in drops:
        values = missing_fields(_entry(merged, keep), _entry(merged, drop))
        library = merged.libraries[keep.library]
        merged = _edited(merged, keep, set_fields(library, _entry(merged, keep), values))
    # From behind, so that removing one does not change the place of another; and first those
    # with the kept key, for nothing can be renamed to a key that several entries have.
    for drop in sorted(drops, key=lambda one: (one.key == keep.key, one), reverse=True):
        if drop.key != keep.key and _is_meant(merged, drop):
            merged = _renamed(merged, keep, drop)
        library = merged.libraries[drop.library]
        merged = _edited(merged, drop, remove_entries(library, [_entry(merged, drop)]))
    return [
        Change(before.source, after.source.text)
        for before, after in zip(_files(workspace), _files(merged), strict=True)
        if before.source.text != after.source.text
    ]


def missing_fields(keep: Entry, drop: Entry) -> dict[str, str]:
    """Return the fields of an entry that another of the same work lacks, as LaTeX.

    Other names of a field count as the field; of a date, only what makes one more exact
    is missing. Aliases of both (`ids`) are joined.
    """
    had = {
        _name(name) for name in (*keep.values, *keep.inherited) if (keep.value(name) or "").strip()
    }
    if had & {"date", "year"}:
        had |= {"date", "year"}
        if "date" in keep.values or keep.value("year") != drop.value("year"):
            had |= {"month", "day"}
    found = {
        name: value
        for name in dict.fromkeys([*drop.values, *drop.inherited])
        if _name(name) not in had | _POINTERS and (value := drop.value(name) or "").strip()
    }
    aliases = [key_list(entry.values.get("ids", "")) for entry in (keep, drop)]
    if aliases[1] and aliases[0]:
        found["ids"] = ", ".join(dict.fromkeys([*aliases[0], *aliases[1]]))
    return found


def _name(name: str) -> str:
    return ALIASES.get(name, name)


def _entry(workspace: Workspace, place: Place) -> Entry:
    entries = workspace.libraries[place.library].entries
    return [entry for entry in entries if entry.key == place.key][place.nth]


def _is_meant(workspace: Workspace, place: Place) -> bool:
    """Whether a citation of the key means the entry: it is the first one that has the key."""
    before = workspace.libraries[: place.library]
    return not place.nth and all(library.get(place.key) is None for library in before)


def _renamed(workspace: Workspace, keep: Place, drop: Place) -> Workspace:
    """The workspace with every mention of an entry changed to the kept one.

    Nothing may be renamed to a key that is in use, so the kept entry is blanked out
    meanwhile; blanks instead of it leave all offsets as they are.
    """
    source = workspace.libraries[keep.library].source
    start, end = _entry(workspace, keep).span
    blanked = f"{source.text[:start]}{' ' * (end - start)}{source.text[end:]}"
    alone = _with_texts(workspace, {source.path: blanked})
    library, entry = alone.libraries[drop.library], _entry(alone, drop)
    texts = {
        change.source.path: change.text
        for change in rename_reference(alone, library, entry, keep.key)
        if change.source is not library.source
    }
    pointers = [
        edit
        for edit in rename_key(library, entry, keep.key)
        if not entry.span.start <= edit.start < entry.span.end
    ]
    dropped_in = workspace.libraries[drop.library].source
    texts[dropped_in.path] = apply_edits(dropped_in.text, pointers)
    return _with_texts(workspace, texts)


def _edited(workspace: Workspace, place: Place, edits: Sequence[Edit]) -> Workspace:
    source = workspace.libraries[place.library].source
    return _with_texts(workspace, {source.path: apply_edits(source.text, edits)})


def _files(workspace: Workspace) -> tuple[Library | Article | ClaimsFile, ...]:
    return (*workspace.libraries, *workspace.articles, *workspace.claims)


def _with_texts(workspace: Workspace, texts: Mapping[Path, str]) -> Workspace:
    """The workspace with other texts in some of its files, read again."""
    return replace(
        workspace,
        libraries=tuple(_read_again(one, parse_library, texts) for one in workspace.libraries),
        articles=tuple(_read_again(one, parse_article, texts) for one in workspace.articles),
        claims=tuple(_read_again(one, parse_claims, texts) for one in workspace.claims),
    )


def _read_again(one: File, parse: Callable[[Source], File], texts: Mapping[Path, str]) -> File:
    text = texts.get(one.source.path, one.source.text)
    return one if text == one.source.text else parse(replace(one.source, text=text))
