"""What the results of a run follow from, as digests under which a cache can keep them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attachbib.source import Source
from attachbib.workspace.cache import digest, program_digest
from attachbib.workspace.model import Workspace


def base_digest(workspace: Workspace, *settings: str) -> str:
    """Return a digest of everything in a workspace but its articles.

    Today's date is a part of it, for some results follow from it.

    Args:
        settings: what else the results follow from, such as the names of the rules.
    """
    return digest(
        program_digest(),
        date.today().isoformat(),
        str(workspace.root),
        repr(workspace.config),
        *_digests(one.source for one in workspace.libraries),
        *_digests(one.source for one in workspace.claims),
        *_digests(one.source for one in workspace.locks),
        *(f"{one.kind} {one.path}" for one in workspace.unread),
        *settings,
    )


def source_digest(source: Source) -> str:
    """Return a digest of a file: its path, its encoding and its text."""
    return digest(str(source.path), source.encoding, source.text)


def _digests(sources: Iterable[Source]) -> Iterable[str]:
    return (source_digest(one) for one in sources)
