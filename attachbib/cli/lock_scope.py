"""Which DOIs a run of `attachbib lock` is about, and which references have them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from attachbib.doi import bare_doi, fold_doi
from attachbib.errors import InputError
from attachbib.rules.entry_fields import own_doi
from attachbib.spelling import closest
from attachbib.workspace import Workspace


class Wanted(NamedTuple):
    """The DOIs of the libraries."""

    by_folder: Mapping[Path, Collection[str]]
    """Folder of a library → the folded DOIs of all its references."""
    asked: Collection[str]
    """The folded DOIs that the run is about."""
    keys: Mapping[str, Sequence[str]]
    """Folded DOI, or a text that is none → the citation keys of the references that have it."""
    malformed: Sequence[tuple[str, str]]
    """What stands for a DOI and is none, and the reason, among what the run is about."""


def wanted_dois(workspace: Workspace, only: Collection[str]) -> Wanted:
    """Return the DOIs of a project.

    Args:
        only: citation keys that the run is about; all if it is empty.

    Raises:
        InputError: no reference has one of the keys.
    """
    by_folder: dict[Path, dict[str, None]] = {}
    asked: dict[str, None] = {}
    keys: dict[str, list[str]] = {}
    malformed: dict[str, None] = {}
    unknown = {key for key in only if not workspace.has_key(key)}
    for key in sorted(unknown):
        close = closest(key, workspace.references)
        hint = f"Did you mean {close}?" if close else ""
        raise InputError(f"no reference has the key {key!r}.", hint=hint)
    chosen = {workspace.aliases.get(key, key) for key in only}
    for library in workspace.libraries:
        here = by_folder.setdefault(library.source.path.parent, {})
        for entry in library.entries:
            text = own_doi(entry)
            doi = fold_doi(bare_doi(text))
            if not text:
                continue
            keys.setdefault(doi or text, []).append(entry.key)
            if doi:
                here[doi] = None
            if not chosen or entry.key in chosen:
                (asked if doi else malformed)[doi or text] = None
    reason = "this is no DOI, see the rule malformed-doi"
    return Wanted(by_folder, asked, keys, [(text, reason) for text in malformed])
