"""The claims of a project, each with how it stands and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.errors import InputError
from attachbib.source import Source

if TYPE_CHECKING:
    from attachbib.claims import Claim, ClaimsFile, Evidence
    from attachbib.claims.review import Standing
    from attachbib.workspace import Workspace


class Recorded(NamedTuple):
    """A claim as its file has it, and how it stands with it."""

    file: ClaimsFile
    standing: Standing

    @property
    def claim(self) -> Claim:
        return self.standing.claim

    @property
    def place(self) -> tuple[Source, int]:
        """Where it stands in its article; else where its record begins."""
        article, span = self.standing.article, self.standing.anchored.span
        if article is not None and span is not None:
            return article.source, span.start
        return self.file.source, self.claim.span.start


def open_claims(project: Path | None) -> Workspace:
    """Read a project; say on standard error which claims cannot be read, or not in full.

    Raises:
        AttachbibError: no project was found, or a file of it cannot be read.
    """
    from attachbib.cli.shortfalls import broken_entries, report
    from attachbib.workspace import open_workspace

    workspace = open_workspace(project=project)
    report(broken_entries(one for file in workspace.claims for one in file.problems))
    return workspace


def recorded_claims(workspace: Workspace) -> Iterator[Recorded]:
    """Yield every claim of a project, in the order of the files."""
    for file in workspace.claims:
        for claim in file.claims:
            yield Recorded(file, workspace.standings[claim])


def find_claims(workspace: Workspace, ids: Sequence[str]) -> list[Recorded]:
    """Return the claims with some ids, each once.

    Raises:
        InputError: no claim has an id, or several have it.
    """
    everything = list(recorded_claims(workspace))
    return [_find(workspace, everything, one) for one in dict.fromkeys(ids)]


def _find(workspace: Workspace, everything: Sequence[Recorded], wanted: str) -> Recorded:
    found = [one for one in everything if one.claim.id == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        first, second = found[:2]
        raise InputError(
            f"another claim has the id '{wanted}', that of line {first.claim.line} of "
            f"{workspace.name_of(first.file.source.path)}.",
            path=second.file.source.path,
            line=second.claim.line,
            hint="Rename one.",
        )
    from attachbib.spelling import closest

    close = closest(wanted, [one.claim.id for one in everything])
    files = ", ".join(str(file.source.path) for file in workspace.claims)
    raise InputError(
        f"no claim has the id '{wanted}'." if files else "the project has no claims file.",
        path=files or None,
        hint=f"Did you mean '{close}'?"
        if close
        else "`attachbib claims list` has the ids."
        if files
        else "`attachbib claims sync` makes one.",
    )


def evidence_item(evidence: Evidence) -> dict[str, str]:
    """Return what evidence says of its reference, for JSON."""
    return {
        "stance": evidence.stance,
        "locator": evidence.locator,
        "quote": evidence.quote,
        "note": evidence.note,
    }
