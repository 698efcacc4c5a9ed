"""`attachbib claims sync`: records for what articles cite, and up to date anchors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.cli.changes import Change, commit_changes, write_options
from attachbib.cli.claims.standings import (
    Recorded,
    open_claims,
    recorded_claims,
)
from attachbib.cli.options import project_option
from attachbib.cli.places import place_text
from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.articles import Article
    from attachbib.claims import Claim, ClaimsFile
    from attachbib.claims.anchoring import ReadingText
    from attachbib.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  attachbib claims sync --diff   what would be written
  attachbib claims sync          write it

\b
Exit codes:
  0  done
  1  claims are suspect or orphans, and a person has to look at them
  2  could not run; nothing was written
"""
)
@click.option(
    "--worthiness",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="SCORE",
    help="The check-worthiness from which an uncited sentence gets a record; 1 for none.",
)
@write_options
@project_option
@click.pass_context
def command(
    ctx: click.Context, worthiness: float, dry_run: bool, diff: bool, project: Path | None
) -> None:
    """Bring the claims file up to date with the articles.

    Each sentence that cites and has no claim gets a record: its words, what stands around
    them, and its citations as evidence. So does each uncited sentence that is check-worthy;
    its record has no evidence, and `proposed` says what makes it check-worthy. Until you give
    it evidence or an exemption, `attachbib check` reports the sentence, not the record.

    Of a claim whose words stand elsewhere the recorded surroundings are renewed. Nothing is
    removed, and no words of a person are changed: claims that are suspect are listed, for
    you to look at.
    """
    workspace = open_claims(project)
    recorded = list(recorded_claims(workspace))
    files = workspace.claims or (_new_file(workspace),)
    added = dict(_proposals(workspace, files, recorded, worthiness))
    renewed = dict(_renewed(recorded))
    changes = [_change(file, renewed, added[file.source.path]) for file in files]
    _write(changes, is_new=not workspace.claims, dry_run=dry_run, diff=diff)
    doubtful = [one for one in recorded if one.standing.is_doubtful]
    for one in doubtful:
        click.echo(f"{place_text(*one.place)}: {_finding(one)}", err=diff)
    if doubtful:
        ctx.exit(1)


def _renewed(recorded: Sequence[Recorded]) -> Iterator[tuple[Claim, Claim]]:
    """Yield each claim whose words moved, and what it should be."""
    from attachbib.claims import reading_text
    from attachbib.claims.sync import update_anchor

    readings: dict[Path, ReadingText] = {}
    for one in recorded:
        article, anchored = one.standing.article, one.standing.anchored
        if article is not None and anchored.state == "moved":
            path = article.source.path
            reading = readings[path] = readings.get(path) or reading_text(article)
            yield one.claim, update_anchor(one.claim, anchored, reading)


def _proposals(
    workspace: Workspace,
    files: Sequence[ClaimsFile],
    recorded: Sequence[Recorded],
    worthiness: float,
) -> Iterator[tuple[Path, list[Claim]]]:
    """Yield for each claims file the claims to add to it."""
    from attachbib.claims.sync import propose_claims, worthy_sentences

    taken = {one.claim.id for one in recorded}
    by_article: dict[Path, list[Recorded]] = {}
    for one in recorded:
        if one.standing.article is not None:
            by_article.setdefault(one.standing.article.source.path, []).append(one)
    for file in files:
        added: list[Claim] = []
        for article, coverage in zip(workspace.articles, workspace.coverage, strict=True):
            own = by_article.get(article.source.path, [])
            if _home(files, own) is file:
                anchors = [one.standing.anchored for one in own]
                worthy = worthy_sentences(coverage, worthiness)
                added += propose_claims(article, _name(file, article), anchors, taken, worthy)
                taken |= {claim.id for claim in added}
        yield file.source.path, added


def _home(files: Sequence[ClaimsFile], own: Sequence[Recorded]) -> ClaimsFile:
    """Return the file for the claims of an article: the one that has some, else the first."""
    return own[0].file if own else files[0]


def _name(file: ClaimsFile, article: Article) -> str:
    """Return an article's path as its claims file names it."""
    return Path(os.path.relpath(article.source.path, file.source.path.parent)).as_posix()


def _new_file(workspace: Workspace) -> ClaimsFile:
    """Return the claims file that the project does not have yet, empty.

    Raises:
        InputError: there is one, which the configuration does not name.
    """
    from attachbib.claims import ClaimsFile
    from attachbib.source import Source
    from attachbib.workspace.config import CLAIMS
    from attachbib.workspace.discovery import FOLDER

    folder = workspace.root / FOLDER
    path = (folder if folder.is_dir() else workspace.root) / CLAIMS
    if path.exists():
        raise InputError(
            "the project's configuration does not name this claims file.",
            path=path,
            hint="Add it to the key `claims`.",
        )
    return ClaimsFile(Source(path, ""))


def _change(file: ClaimsFile, renewed: Mapping[Claim, Claim], added: Sequence[Claim]) -> Change:
    from attachbib.claims.edit import write_claims

    changed = {claim: renewed[claim] for claim in file.claims if claim in renewed}
    if not added and not changed:
        return Change(file.source, file.source.text)
    return Change(file.source, write_claims(file, changed, added))


def _write(changes: Sequence[Change], *, is_new: bool, dry_run: bool, diff: bool) -> None:
    if is_new and not dry_run and not diff and changes[0].text:
        from attachbib.files import write_atomically
        from attachbib.reports.display import relative_path

        write_atomically(changes[0].source.path, changes[0].text)
        click.echo(f"created {relative_path(changes[0].source.path, Path.cwd())}")
    elif not commit_changes(changes, dry_run=dry_run, diff=diff):
        click.echo("nothing to change", err=diff)


def _finding(recorded: Recorded) -> str:
    from attachbib.cli.claims.show import what_changed
    from attachbib.reports.display import escape

    standing = recorded.standing
    return escape(f"{standing.state}: claim '{recorded.claim.id}': {what_changed(standing)}")
