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

COULD_NOT_RUN: list[tuple[str, Callable[[Path], None], str]] = [
    # arguments, what happened to the project before, a part of the message
    ("render --style aap", nothing, "no citation style is called 'aap'. The closest are: "),
    ("render --style missing.csl", nothing, "missing.csl: no such style file"),
    ("render --locale klingon", nothing, "no locale has the language of 'klingon'"),
    ("render missing.bib", nothing, "missing.bib: no such file"),
    ("render references", nothing, "references: expected a file, found a directory"),
    ("render empty.bib", emptied("empty.bib"), "empty.bib: the file is empty"),
    (
        "render latin.bib",
        holding("latin.bib", LATIN),
        "latin.bib:1: byte 27 (0xe9) is not valid utf-8. The file looks like iso-8859-1",
    ),
    (
        "render words.bib",
        holding("words.bib", b"only words"),
        "words.bib: the file holds no reference that could be read",
    ),
    (
        "render",
        emptied("references/library.bib"),
        "no reference to print: none of the cited keys is known",
    ),
    ("render", emptied("references/article.md"), "no article cites any"),
    ("render --all", emptied("references/library.bib"), "the libraries hold none"),
    ("render", without("references/library.bib"), "found no library"),
    ("render", as_folder("references/library.bib"), "found no library"),
    ("render", holding("references/library.bib", LATIN), "library.bib:1: byte 27 (0xe9)"),
    ("render", holding("attachbib.toml", b"stile = 'apa'"), "Did you mean `style`?"),
    ("render --project missing", nothing, "missing: expected the folder of a project"),
    ("check", without("references/library.bib"), "found no library"),
    ("check", as_folder("references/library.bib"), "found no library"),
    ("check", holding("references/library.bib", LATIN), "library.bib:1: byte 27 (0xe9)"),
    ("check", holding("references/article.md", b"\xe9"), "article.md:1: byte 0 (0xe9)"),
    ("build missing.md", nothing, "missing.md: no such file"),
    ("build references/article.md", emptied("references/article.md"), "the file is empty"),
    ("build references", nothing, "references: "),
    ("build references/library.bib", nothing, "library.bib: no reader for '.bib'"),
    ("build references/article.md --style aap", nothing, "The closest are: "),
    ("build references/article.md -o no/where.html", nothing, "where.html: cannot be written"),
]


@pytest.mark.parametrize(("arguments", "change", "message"), COULD_NOT_RUN)
def test_what_cannot_run_says_why_in_one_paragraph(
    attachbib: Run,
    project: Path,
    arguments: str,
    change: Callable[[Path], None],
    message: str,
) -> None:
    change(project.parent)
    before = files_below(project.parent)
    done = attachbib(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    *_, last = done.stderr.splitlines()
    assert last.startswith("attachbib: ")
    assert message in last
    assert "Traceback" not in done.stderr
    assert files_below(project.parent) == before


UNCLOSED = b"""@book{adams2019, author = {Adams, Ann}, title = {Naps of Adults}, year = 2019}
@book{doe2020, title = {Never closed, year = 2020}

@book{roe2021, author = {Roe, Rita}, title = {Not Cited}, year = 2021}
"""

FOUND: list[tuple[str, Callable[[Path], None], int, str, str]] = [
    # arguments, what happened before, exit code, parts of standard output and error
    (
        "render --all",
        holding("references/library.bib", UNCLOSED),
        1,
        "Adams, A. (2019). Naps of adults.\nRoe, R. (2021). Not cited.\n",
        "references/library.bib:2:1: error parse-error: ",
    ),
    (
        "render",
        holding("references/library.bib", UNCLOSED),
        1,
        "Adams, A. (2019). Naps of adults.\n",
        "references/article.md:3:12: error unknown-key: no library has the key 'doe2020'",
    ),
    (
        "render",
        holding("references/more.bib", LATIN),
        1,
        "Adams, A. (2019). Naps of adults.\nDoe, J. (2020). Naps.\n",
        "references/more.bib:1: error: byte 27 (0xe9) is not valid utf-8",
    ),
    (
        "render",
        holding("references/claims.toml", b"# caf\xe9"),
        0,
        "Adams, A. (2019). Naps of adults.\nDoe, J. (2020). Naps.\n",
        "",
    ),
    (
        "check",
        holding("references/library.bib", UNCLOSED),
        1,
        "references/library.bib:2:1: error parse-error: ",
        "",
    ),
    (
        "check",
        holding("references/claims.toml", b"[[claim]]\nid = 'a'\nfiel = 'article.md'\n"),
        1,
        "references/claims.toml:3:1: error parse-error: unknown key `fiel`",
        "",
    ),
    (
        "check",
        holding("references/claims.toml", b"[[claim]\nid = 'a'\n"),
        1,
        "references/claims.toml:1:8: error parse-error: this is not valid TOML",
        "",
    ),
    (
        "check",
        emptied("references/library.bib"),
        1,
        "references/library.bib:1:1: error parse-error: the file is empty",
        "",
    ),
    (
        "check",
        emptied("references/article.md"),
        1,
        "references/article.md:1:1: error parse-error: the file is empty",
        "",
    ),
]


@pytest.mark.parametrize(("arguments", "change", "code", "out", "err"), FOUND)
def test_one_defect_never_loses_the_rest(
    attachbib: Run,
    project: Path,
    arguments: str,
    change: Callable[[Path], None],
    code: int,
    out: str,
    err: str,
) -> None:
    change(project.parent)
    before = files_below(project.parent)
    done = attachbib(*arguments.split())
    assert done.returncode == code
    assert out in done.stdout
    assert err in done.stderr
    assert bool(err) == bool(done.stderr)
    assert "Traceback" not in done.stderr
    assert files_below(project.parent) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("render --format pdf", "'pdf' is not one of 'text', 'html'"),
        ("build references/article.md --to pdf", "'pdf' is not one of 'html', "),
        ("render references/library.bib --project .", "FILE and --project exclude each other"),
        ("rendr", "Did you mean render?"),
    ],
)
def test_a_wrong_command_line_says_what_is_allowed(
    attachbib: Run, project: Path, arguments: str, message: str
) -> None:
    done = attachbib(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
