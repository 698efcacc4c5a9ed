"""Bad input: each one a message of one paragraph, never a traceback, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run


def files_below(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return each file's content and time of change."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def emptied(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(b"")


def as_folder(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return change


def holding(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(data) and None


def nothing(folder: Path) -> None:
    """Leave the project as it is."""


LATIN = "@book{doe2020, title = {Caf\xe9}}\n".encode("latin-1")

COULD_NOT_RUN: list[tuple[str, str, Callable[[Path], None], str]] = [
    # arguments, what happened to the project before, part of the message
    ("render --style aap", "", nothing, "no citation style is called 'aap'. The closest are: "),
    ("render --style missing.csl", "", nothing, "missing.csl: no such style file"),
    ("render --locale klingon", "", nothing, "no locale has the language of 'klingon'"),
    ("render missing.bib", "", nothing, "missing.bib: no such file"),
    ("render references", "", nothing, "references: expected a file, found a directory"),
    ("render empty.bib", "empty.bib", emptied("empty.bib"), "empty.bib: the file is empty"),
    (
        "render latin.bib",
        "latin.bib",
        holding("latin.bib", LATIN),
        "latin.bib:1: byte 27 (0xe9) is not valid utf-8. The file looks like iso-8859-1",
    ),
    (
        "render words.bib",
        "words.bib",
        holding("words.bib", b"only words"),
        "words.bib: the file holds no reference that could be read",
    ),
    ("render --project missing", "", nothing, "missing: expected the folder of a project"),
    ("build missing.md", "", nothing, "missing.md: no such file"),
    ("build references", "", nothing, "references: "),
    ("build references/library.bib", "", nothing, "library.bib: no reader for '.bib'"),
    ("build references/article.md --style aap", "", nothing, "The closest are: "),
    ("build references/article.md -o no/where.html", "", nothing, "where.html: cannot be written"),
]


@pytest.mark.parametrize(("arguments", "_name", "change", "message"), COULD_NOT_RUN)
def test_what_cannot_run_says_why_in_one_paragraph(
    attachbib: Run,
    project: Path,
    arguments: str,
    _name: str,
    change: Callable[[Path], None],
    message: str,
) -> None:
    change(project.parent)
    before = files_below(project.parent)
    done = attachbib(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.startswith("attachbib: ")
    assert done.stderr.count("\n") == 1
    assert files_below(project.parent) == before
