"""Running rules over a workspace: in several processes, and not again over what is unchanged.

The scope of a rule (`rule.Scope`) tells of which articles its findings follow. So the articles
that an earlier run has seen, with everything else as it is, keep their findings; the others are
shared between the processes, and each comes back as its findings and what is `Known` of it, so
that no process holds all articles. What looks at all of them is run at the end, in this process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.rules.finding import Finding
from attachbib.rules.rule import Rule
from attachbib.rules.stored import pack_findings, pack_known, unpack_findings, unpack_known
from attachbib.workspace import Known, Workspace
from attachbib.workspace.identity import base_digest, source_digest
from attachbib.workspace.processes import map_batches

if TYPE_CHECKING:
    from attachbib.articles import Article
    from attachbib.workspace.cache import Cache


class Kept(NamedTuple):
    """What is kept of an article."""

    digest: str
    """Of its file."""
    known: Known
    findings: tuple[Finding, ...]
    row: str
    """The line of the record (`_remember`) that says so."""


_WORTH_A_PROCESS = 500_000
"""Characters of articles that take much longer to check than to start a process for."""


class Run(NamedTuple):
    """What running rules gave."""

    workspace: Workspace
    """The same, with what is known now of its articles."""
    findings: tuple[Finding, ...]


def run_rules(
    workspace: Workspace,
    rules: Sequence[Rule],
    *,
    jobs: int | None = None,
    cache: Cache | None = None,
) -> Run:
    """Return what rules find in a workspace, in no particular order.

    Args:
        jobs: how many processes to use at most; None for as many as are worth starting.
        cache: where the findings of earlier runs are, and those of this one go.
    """
    local = [rule for rule in rules if rule.scope == "article"]
    fixed = [rule for rule in rules if rule.scope == "references"]
    key = base_digest(workspace, *(rule.name for rule in rules)) if cache else ""
    record = _recall(cache.get(key)) if cache else _Record(None, {})
    base = record.base
    if base is None:
        bare = replace(workspace, articles=(), known={})
        base = [one for rule in (*fixed, *local) for one in rule.check(bare)]
    judged = _articles(workspace, local, jobs, record)
    if cache and (record.base is None or judged.is_new):
        cache.put(key, _remember(base, judged.kept))
    workspace = replace(workspace, known=judged.known)
    rest = [one for rule in rules if rule.scope == "project" for one in rule.check(workspace)]
    return Run(workspace, (*base, *judged.findings, *rest))


class _Record(NamedTuple):
    """What an earlier run left in the cache."""

    base: list[Finding] | None
    """The findings that follow from no article."""
    articles: Mapping[str, Kept]

    def find(self, path: Path, digest: str) -> Kept | None:
        """Return what was found in an article of the same text, or None."""
        kept = self.articles.get(str(path))
        return kept if kept and kept.digest == digest else None


def _recall(record: str | None) -> _Record:
    """Return what is in a record; nothing if it has not the shape that `_remember` gives it."""
    try:
        base, *rows = (record or "").split("\n")
        return _Record(unpack_findings(json.loads(base)), dict(map(_read, rows)))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError):
        return _Record(None, {})


def _remember(base: Sequence[Finding], kept: Iterable[Kept]) -> str:
    """Return a record: a line for the findings that follow from no article, one for each article.

    Every line is JSON. Most of them are those of the record before, as they were.
    """
    return "\n".join([json.dumps(pack_findings(base)), *(one.row for one in kept)])


def _read(row: str) -> tuple[str, Kept]:
    path, digest, known, found = json.loads(row)
    return path, Kept(digest, unpack_known(known), tuple(unpack_findings(found)), row)


def _keep(path: Path, digest: str, known: Known, findings: Sequence[Finding]) -> Kept:
    row = json.dumps([str(path), digest, pack_known(known), pack_findings(findings)])
    return Kept(digest, known, tuple(findings), row)


class _Judged(NamedTuple):
    """What is known of the articles, what was found in them, and what to keep of it."""

    known: Mapping[Path, Known]
    findings: Sequence[Finding]
    kept: Sequence[Kept]
    is_new: bool
    """Whether this run found out anything to keep."""


def _articles(
    workspace: Workspace, rules: Sequence[Rule], jobs: int | None, record: _Record
) -> _Judged:
    """Run the rules of the scope `article` over the articles that are new or changed."""
    digests = {one.source.path: source_digest(one.source) for one in workspace.articles}
    kept = {path: found for path in digests if (found := record.find(path, digests[path]))}
    fresh = [one for one in workspace.articles if one.source.path not in kept]

    def judge(articles: Sequence[Article]) -> dict[Path, Kept]:
        return _judge(workspace, rules, articles, digests)

    for part in map_batches(judge, _batches(fresh, jobs)):
        kept |= part
    return _Judged(
        {path: kept[path].known for path in digests},
        [one for path in digests for one in kept[path].findings],
        [kept[one.source.path] for one in workspace.articles if one.is_self_contained],
        any(one.is_self_contained for one in fresh),
    )


def _judge(
    workspace: Workspace,
    rules: Sequence[Rule],
    articles: Sequence[Article],
    digests: Mapping[Path, str],
) -> dict[Path, Kept]:
    """Read some articles of a workspace, run rules over them, and return what to keep."""
    view = replace(workspace, articles=tuple(articles), known={})
    found: dict[Path, list[Finding]] = {one.source.path: [] for one in articles}
    for rule in rules:
        for finding in rule.check(view):
            if finding.path in found:
                found[finding.path].append(finding)
    return {
        path: _keep(
            path,
            digests[path],
            Known(one.problems, one.pragmas, one.cited_keys, one.listed_keys, counts),
            found[path],
        )
        for one, (path, counts) in zip(view.articles, view.counts, strict=True)
    }


def _batches(articles: Sequence[Article], jobs: int | None) -> list[list[Article]]:
    """Divide articles into as many batches as there are to be processes, of about one size."""
    if jobs is None:
        total = sum(len(one.source.text) for one in articles)
        jobs = min(_processors(), total // _WORTH_A_PROCESS)
    batches: list[list[Article]] = [[] for _ in range(max(1, min(jobs, len(articles))))]
    filled = [0] * len(batches)
    for one in sorted(articles, key=lambda one: -len(one.source.text)):
        least = filled.index(min(filled))
        batches[least].append(one)
        filled[least] += len(one.source.text)
    return batches


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
