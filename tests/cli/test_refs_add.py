"""`attachbib refs add`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Done, Run

LIBRARY = """% My works.
@article{Bowlby1982,
  author = {Bowlby, John},
  title = {Attachment and Loss},
  journal = {American Journal of Orthopsychiatry},
  year = 1982,
  doi = {10.1111/j.1939-0025.1982.tb01456.x},
}
"""
PASTED = """@Article{https://doi.org/10.1056/nejm197203022860904,
\ttitle="Maternal {Attachment}",  author={Klaus, Marshall H. and Jerauld, Richard},
\tYear = 1972 % checked
}"""

Add = Callable[..., Done]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


@pytest.fixture
def add(attachbib: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Run `refs add` on the library with a text or bytes on standard input."""

    def run(pasted: str | bytes, *arguments: str) -> Done:
        data = pasted.encode() if isinstance(pasted, str) else pasted
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return attachbib("refs", "add", "-l", library, *arguments)

    return run


def test_a_pasted_entry_keeps_its_bytes_but_for_the_key(add: Add, library: Path) -> None:
    done = add(PASTED)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "changed library.bib\nadded klaus1972\n"
    entry = PASTED.replace("https://doi.org/10.1056/nejm197203022860904", "klaus1972")
    assert library.read_text(encoding="utf-8") == f"{LIBRARY}\n{entry}\n"


def test_csl_json_is_written_in_the_dialect_of_the_library(add: Add, library: Path) -> None:
    item = """[{"type": "article-journal", "title": "Maternal attachment",
      "container-title": "New England Journal of Medicine",
      "author": [{"family": "Klaus", "given": "Marshall H."}],
      "issued": {"date-parts": [[1972, 3, 2]]}, "DOI": "10.1056/nejm197203022860904"}]"""
    assert add(item).returncode == 0
    assert library.read_text(encoding="utf-8") == (
        f"{LIBRARY}\n"
        "@article{klaus1972,\n"
        "  author  = {Klaus, Marshall H.},\n"
        "  title   = {Maternal attachment},\n"
        "  journal = {New England Journal of Medicine},\n"
        "  year    = {1972},\n"
        "  month   = mar,\n"
        "  day     = {2},\n"
        "  doi     = {10.1056/nejm197203022860904},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "pasted",
    [
        "@misc{x, title = {Another}, doi = {https://doi.org/10.1111/J.1939-0025.1982.TB01456.X}}",
        '{"type": "book", "title": "Another", "DOI": "10.1111/j.1939-0025.1982.tb01456.x"}',
    ],
)
def test_a_doi_that_is_there_is_refused(add: Add, library: Path, pasted: str) -> None:
    done = add(pasted)
    assert done.returncode == 1
    assert done.stderr == (
        "attachbib: 'Bowlby1982' is the same work: it has the same DOI; nothing was added.\n"
    )
    assert library.read_text(encoding="utf-8") == LIBRARY


def test_the_same_entry_is_refused_whatever_its_layout(add: Add) -> None:
    entry = '@misc{%s, title = "On naps", year = 2020}'
    assert add(entry % "a").returncode == 0
    done = add((entry % "b").replace('"', "'").replace("'On naps'", "{On naps}"))
    assert done.returncode == 1
    assert "'ref2020' is the same work" in done.stderr.replace("naps2020", "ref2020")


def test_keys_get_letters_and_can_be_chosen(add: Add, library: Path) -> None:
    entry = "@misc{%s, author = {Bowlby, John}, title = {%s}, year = 1982}"
    assert add(entry % ("x", "One")).stdout.endswith("added bowlby1982a\n")
    assert add(entry % ("x", "Two"), "--key", "mine").stdout.endswith("added mine\n")
    done = add(entry % ("x", "Three"), "--key-pattern", "auth_title")
    assert done.stdout.endswith("added bowlby_three\n")
    done = add(entry % ("x", "Four"), "--key", "MINE")
    assert (done.returncode, "the key 'MINE' is taken" in done.stderr) == (1, True)
    assert add(entry % ("x", "Five"), "--key", "a b").returncode == 2
    assert add(entry % ("x", "Six"), "--key-pattern", "author").returncode == 2
    assert library.read_text(encoding="utf-8").count("@misc") == 3


def test_several_entries_and_what_they_inherit_from(add: Add, library: Path) -> None:
    pasted = "@incollection{c, title = {C}, crossref = {b}}\n@book{b, title = {B}, year = 2001}"
    assert add(pasted).returncode == 0
    text = library.read_text(encoding="utf-8")
    assert "@incollection{c2001, title = {C}, crossref = {b2001}}" in text
    assert "@book{b2001," in text
    assert add(pasted.replace("{C}", "{D}"), "--key", "x").returncode == 2


def test_an_entry_without_a_key_gets_one(add: Add, library: Path) -> None:
    assert add("@misc{title = {On naps}, year = 2020}").returncode == 0
    assert "@misc{naps2020, title = {On naps}, year = 2020}" in library.read_text(encoding="utf-8")


def test_nothing_is_written_when_it_is_only_shown(add: Add, library: Path) -> None:
    done = add(PASTED, "--diff")
    assert done.stdout.startswith("--- a/library.bib\n+++ b/library.bib\n")
    assert done.stderr == "would add klaus1972\n"
    done = add(PASTED, "--dry-run")
    assert done.stdout == "would change library.bib\nwould add klaus1972\n"
    assert library.read_text(encoding="utf-8") == LIBRARY


@pytest.mark.parametrize(
    "pasted",
    ["", "  \n", "hello", "@misc{a, title = {", "[1, 2", "% only a comment", b"\xff\xfe@",
     "@misc{a, title = {A}}\n@misc{b, title = {B"],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error(add: Add, library: Path, pasted: str | bytes) -> None:
    done = add(pasted)
    assert done.returncode == 2
    assert "<standard input>" in done.stderr or "standard input" in done.stderr
    assert "Traceback" not in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY


def test_line_ends_are_those_of_the_library(add: Add, library: Path) -> None:
    library.write_bytes(LIBRARY.replace("\n", "\r\n").encode())
    assert add(PASTED).returncode == 0
    assert b"\n" not in library.read_bytes().replace(b"\r\n", b"")


def test_a_project_with_several_libraries_asks_for_one(
    attachbib: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PASTED.encode())))
    (project / "more.bib").touch()
    done = attachbib("refs", "add", cwd=project)
    assert done.returncode == 2
    assert "references/library.bib, references/more.bib" in done.stderr
