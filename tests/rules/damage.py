"""Small changes to the text of a project, each of which tells at which line it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from clean_projects import Files

_ENTRY = re.compile(r"^@(\w+)\{([^\s,{}]+),\n.*?^\}\n", re.M | re.S)
_FIELD = re.compile(r"^ +(\w+) *= \{(.*)\},?\n", re.M)
_CITATION = re.compile(r"\[@([\w:.-]+)\]")


class Seeded(NamedTuple):
    """A project with a defect."""

    files: Files
    path: str
    """Where it is found: the file,"""
    line: int
    """and the line, 1-based."""
    key: str = ""
    """The citation key concerned; "" if none, or any."""


Seed = Callable[[Files, Random], Seeded | None]
"""Puts a defect at a random place; None if the project has no place for it."""


class Spot(NamedTuple):
    """A stretch of a file's text, to be replaced."""

    path: str
    start: int
    end: int
    key: str = ""
    text: str = ""
    """What stands there, or the part of it that matters."""

    def becomes(self, files: Files, text: str, *, below: int = 0) -> Seeded:
        """Replace the stretch; the defect is found `below` lines under its beginning."""
        old = files[self.path]
        new = old[: self.start] + text + old[self.end :]
        line = old.count("\n", 0, self.start) + 1 + below
        return Seeded({**files, self.path: new}, self.path, line, self.key)


def entries(files: Files) -> Iterator[Spot]:
    """Yield the entries of the libraries."""
    for path in sorted(name for name in files if name.endswith(".bib")):
        for match in _ENTRY.finditer(files[path]):
            yield Spot(path, *match.span(), match[2], match[0])


def articles(files: Files) -> Iterator[Spot]:
    """Yield the entries of the type @article that have a DOI."""
    for one in entries(files):
        if one.text.startswith("@article{") and any(field[0] == "doi" for field in fields(one)):
            yield one


def fields(entry: Spot) -> Iterator[tuple[str, Spot]]:
    """Yield the lines of an entry's fields, with their values."""
    for match in _FIELD.finditer(entry.text):
        start = entry.start + match.start()
        yield match[1], Spot(entry.path, start, start + len(match[0]), entry.key, match[2])


def field(files: Files, random: Random, name: str) -> Spot | None:
    """Return a field of a random article."""
    found = [spot for one in articles(files) for own, spot in fields(one) if own == name]
    return random.choice(found) if found else None


def value(name: str, change: Callable[[str, Random], str]) -> Seed:
    """Return a seed that changes the value of a field."""

    def seed(files: Files, random: Random) -> Seeded | None:
        spot = field(files, random, name)
        if spot is None:
            return None
        return spot.becomes(files, f"  {name} = {{{change(spot.text, random)}}},\n")

    return seed


def added_field(line: str) -> Seed:
    """Return a seed that puts a field behind a title."""

    def seed(files: Files, random: Random) -> Seeded | None:
        spot = field(files, random, "title")
        if spot is None:
            return None
        return spot._replace(start=spot.end).becomes(files, f"  {line},\n")

    return seed


def added_entry(text: str, key: str, *, below: int = 0) -> Seed:
    """Return a seed that puts an entry before another one."""

    def seed(files: Files, random: Random) -> Seeded | None:
        spot = random.choice(list(entries(files)))._replace(key=key)
        return spot._replace(end=spot.start).becomes(files, text + "\n", below=below)

    return seed


def copied_entry(change: Callable[[Spot], str], *, at: str = "") -> Seed:
    """Return a seed that repeats a changed entry at the end; it is found at a field `at`."""

    def seed(files: Files, random: Random) -> Seeded | None:
        spot = random.choice(list(articles(files)))
        copy = change(spot)
        end = len(files[spot.path])
        lines = [line.split("=")[0].strip() for line in copy.splitlines()]
        key = copy.partition("{")[2].partition(",")[0]
        return Spot(spot.path, end, end, key).becomes(
            files, "\n" + copy, below=1 + (lines.index(at) if at else 0)
        )

    return seed


def citation(change: str) -> Seed:
    """Return a seed that changes a citation; `{}` in its new form is the key."""

    def seed(files: Files, random: Random) -> Seeded | None:
        found = [
            Spot(path, *match.span(), match[1])
            for path in sorted(files)
            if path.endswith(".md")
            for match in _CITATION.finditer(files[path])
        ]
        spot = random.choice(found)
        text = change.format(spot.key)
        return spot.becomes(files, text)._replace(key="")

    return seed


def paragraph(text: str) -> Seed:
    """Return a seed that puts a paragraph before one that has a citation."""

    def seed(files: Files, random: Random) -> Seeded | None:
        path = next(name for name in sorted(files) if name.endswith(".md"))
        starts = [
            match.start()
            for match in re.finditer(r"(?<=\n\n)[A-Z][^\n]*(?:\n[^\n]+)*", files[path])
            if _CITATION.search(match[0])
        ]
        at = random.choice(starts)
        return Spot(path, at, at).becomes(files, text + "\n\n")

    return seed


def record(pattern: str, change: str, *, at: str = r"\[\[claim\]\]") -> Seed:
    """Return a seed that substitutes in one claim, and is found at its line of `at`."""

    def seed(files: Files, random: Random) -> Seeded | None:
        path = next(name for name in sorted(files) if name.endswith("claims.toml"))
        text = files[path]
        starts = [match.start() for match in re.finditer(r"^\[\[claim\]\]$", text, re.M)]
        spots = [
            Spot(path, start, end)
            for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
            if re.search(pattern, text[start:end], re.M | re.S)
        ]
        if not spots:
            return None
        spot = random.choice(spots)
        old = text[spot.start : spot.end]
        new = re.sub(pattern, change, old, count=1, flags=re.M | re.S)
        place = re.search(at, new, re.M | re.S)
        assert place is not None
        return spot.becomes(files, new, below=new.count("\n", 0, place.start()))

    return seed
