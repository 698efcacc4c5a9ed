"""Workspace: everything one run reads, frozen, and the views of it that several rules need."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from attachbib.errors import InputError
from attachbib.reference import Reference
from attachbib.source import Problem, Source, path_below
from attachbib.workspace.config import Config

if TYPE_CHECKING:
    from attachbib.articles import Article, Pragma
    from attachbib.bibtex import Library
    from attachbib.claims import Anchored, ArticleCoverage, Claim, ClaimsFile, Standing, Status
    from attachbib.registries.lock import Lock

Kind = Literal["library", "article", "claims", "lock"]
KINDS: tuple[Kind, ...] = ("library", "article", "claims", "lock")


class Unread(NamedTuple):
    """A file of the project that could not be read, so nothing in it was checked."""

    kind: Kind
    path: Path
    error: InputError


class Known(NamedTuple):
    """What is known of an article, so that nobody has to look into it for this."""

    problems: tuple[Problem, ...]
    pragmas: tuple[Pragma, ...]
    cited_keys: tuple[str, ...]
    """Each key once, by its first citation."""
    listed_keys: tuple[str, ...]
    """Those that it lists without citing them, each once."""
    counts: Mapping[Status, int]
    """How many of its sentences have each status."""


class ArticleCounts(NamedTuple):
    """The coverage of an article in numbers."""

    path: Path
    counts: Mapping[Status, int]
    """How many sentences have each status."""


class _References(Mapping[str, Reference]):
    """Citation key → reference over several libraries; the first that has a key wins."""

    def __init__(self, libraries: tuple[Library, ...]) -> None:
        self._libraries: dict[str, Library] = {}
        for library in libraries:
            for key in library.references:
                self._libraries.setdefault(key, library)

    def __getitem__(self, key: str) -> Reference:
        return self._libraries[key].references[key]

    def __contains__(self, key: object) -> bool:
        return key in self._libraries

    def __iter__(self) -> Iterator[str]:
        return iter(self._libraries)

    def __len__(self) -> int:
        return len(self._libraries)


@dataclass(frozen=True)
class Workspace:
    """A project as it was when it was read."""

    root: Path
    """The project's folder, absolute."""
    config: Config
    libraries: tuple[Library, ...] = field(default=(), repr=False)
    articles: tuple[Article, ...] = field(default=(), repr=False)
    claims: tuple[ClaimsFile, ...] = field(default=(), repr=False)
    """The claims files; usually one, or none."""
    locks: tuple[Lock, ...] = ()
    """The lock files beside the libraries; usually one, or none."""
    unread: tuple[Unread, ...] = ()
    """Files that could not be read; empty unless `open_workspace(partial=True)`."""
    selected: frozenset[Path] | None = None
    """The files that a run is about, when it was asked for some of them only."""
    known: Mapping[Path, Known] = field(default_factory=dict, repr=False)
    """Path of an article → what an earlier run, or another process, found out about it."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The defects that the readers met, file by file."""
        return tuple(
            problem
            for one in self._read
            for problem in (self.known.get(one.source.path) or one).problems
        )

    @property
    def pragmas(self) -> Mapping[Path, tuple[Pragma, ...]]:
        """Path of an article → the instructions to attachbib in it, where there are any."""
        return {
            one.source.path: pragmas
            for one in self.articles
            if (pragmas := (self.known.get(one.source.path) or one).pragmas)
        }

    def name_of(self, path: Path) -> str:
        """Return a path relative to the project's folder, with `/`, if it is below it."""
        return path_below(path, self.root).as_posix()

    @cached_property
    def sources(self) -> Mapping[Path, Source]:
        """Path → text of every file read."""
        return {one.source.path: one.source for one in self._read}

    @property
    def _read(self) -> tuple[Library | Article | ClaimsFile | Lock, ...]:
        return (*self.libraries, *self.articles, *self.claims, *self.locks)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """Citation key → reference over all libraries, converted when asked for."""
        return _References(self.libraries)

    def reference(self, key: str) -> Reference | None:
        """Return the reference that a citation key or an alias (`ids`) means."""
        if key in self.references:
            return self.references[key]
        found = self.aliases.get(key)
        return self.references[found] if found is not None else None

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Alias → citation key, without those that are citation keys themselves."""
        found: dict[str, str] = {}
        for library in self.libraries:
            for alias, entry in library.aliases.items():
                if alias not in self.references and entry.key in self.references:
                    found.setdefault(alias, entry.key)
        return found

    def has_key(self, key: str) -> bool:
        """Whether a citation key or an alias is known; converts nothing."""
        return key in self.references or key in self.aliases

    @cached_property
    def cited_keys(self) -> tuple[str, ...]:
        """The keys the articles cite, known or not, by first citation over the articles.

        Those that they only list (`nocite`) follow in the order of the libraries.
        """
        articles = [self.known.get(one.source.path) or one for one in self.articles]
        cited = dict.fromkeys(key for one in articles for key in one.cited_keys)
        listed = {key for one in articles for key in one.listed_keys}
        return (*cited, *self._only_listed(listed, cited.keys())) if listed else tuple(cited)

    def _only_listed(self, listed: AbstractSet[str], cited: AbstractSet[str]) -> Iterator[str]:
        from attachbib.articles import EVERY_KEY

        means = {self.aliases.get(key, key) for key in cited}
        wanted = {self.aliases.get(key, key) for key in listed}
        for key in self.references:
            if (key in wanted or EVERY_KEY in listed) and key not in means:
                yield key
        yield from sorted(wanted - self.references.keys() - {*cited, EVERY_KEY})

    @cached_property
    def claims_by_article(self) -> Mapping[Path, tuple[Claim, ...]]:
        """Path of an article → the claims recorded for it; also for files that are no article."""
        found: dict[Path, list[Claim]] = {}
        for file in self.claims:
            for claim in file.claims:
                if claim.file:
                    found.setdefault(claimed_path(file, claim), []).append(claim)
        return {path: tuple(claims) for path, claims in found.items()}

    @cached_property
    def anchors(self) -> Mapping[Claim, Anchored]:
        """Claim → where it stands, for those that name an article of the project."""
        return {
            claim: anchored
            for anchors in self._anchors_by_article.values()
            for claim, anchored in anchors.items()
        }

    @cached_property
    def _anchors_by_article(self) -> Mapping[Path, Mapping[Claim, Anchored]]:
        from attachbib.claims import find_anchors

        return {
            article.source.path: find_anchors(claims, article)
            for article in self.articles
            if (claims := self.claims_by_article.get(article.source.path))
        }

    @cached_property
    def standings(self) -> Mapping[Claim, Standing]:
        """Claim → how it stands with it, over all claims files in their order."""
        from attachbib.claims import judge_claim

        articles = {article.source.path: article for article in self.articles}
        return {
            claim: judge_claim(
                claim,
                articles.get(claimed_path(file, claim)),
                self.anchors.get(claim),
                self.reference,
            )
            for file in self.claims
            for claim in file.claims
        }

    @cached_property
    def coverage(self) -> tuple[ArticleCoverage, ...]:
        """What each sentence rests on, one record per article in their order."""
        from attachbib.claims import measure_coverage

        return tuple(
            measure_coverage(
                article,
                [
                    self.standings[claim]
                    for claim in self._anchors_by_article.get(article.source.path, ())
                ],
                self.config.coverage,
            )
            for article in self.articles
        )

    @cached_property
    def counts(self) -> tuple[ArticleCounts, ...]:
        """The coverage of each article in numbers, in their order."""
        paths = [one.source.path for one in self.articles]
        if all(path in self.known for path in paths):
            return tuple(ArticleCounts(path, self.known[path].counts) for path in paths)
        return tuple(ArticleCounts(one.path, one.counts) for one in self.coverage)


def claimed_path(file: ClaimsFile, claim: Claim) -> Path:
    """Return the path of the article that a claim names, relative to its claims file."""
    return Path(os.path.normpath(file.source.path.parent / claim.file))
