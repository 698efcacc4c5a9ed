"""`attachbib refs add IDENTIFIER`, against a registry on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Run

sys.path.insert(0, str(ROOT / "tests" / "registries"))
from registry_server import Registry, crossref_work, datacite_work, malformed, serve

LIBRARY = "@book{own, title = {Own}, doi = {10.5555/own}}\n"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry with a work at Crossref and one of arXiv at DataCite."""
    monkeypatch.delenv("ATTACHBIB_MAILTO", raising=False)
    work = crossref_work(
        "10.5555/Work.1",
        title=["Growth of <i>E. coli</i> in the NICU &amp; beyond"],
        author=[{"family": "Müller", "given": "Jan"}, {"name": "Example Group"}],
        page="12-19",
        volume="7",
    )
    arxiv = "10.48550/arxiv.2001.00001"
    known = Registry(crossref={"10.5555/work.1": work}, datacite={arxiv: datacite_work(arxiv)})
    with serve(known) as running:
        yield running


@pytest.fixture
def library(tmp_path: Path, registry: Registry) -> Path:
    """The library of a project whose registries are that one."""
    path = tmp_path / "references" / "library.bib"
    path.parent.mkdir()
    path.write_text(LIBRARY, encoding="utf-8")
    (path.parent / "article.md").write_text("# Empty\n", encoding="utf-8")
    (tmp_path / "attachbib.toml").write_text(
        f'[registries]\ntimeout = 5\ncrossref-url = "{registry.url}"\n'
        f'datacite-url = "{registry.url}"\ndoi-url = "{registry.url}"\n',
        encoding="utf-8",
    )
    return path


def records(library: Path) -> dict[str, Any]:
    text = library.with_name("attachbib.lock").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["records"]
    return found


def add(attachbib: Run, library: Path, *arguments: str) -> Any:
    return attachbib("refs", "add", *arguments, "-C", str(library.parent.parent))


def test_a_doi_becomes_a_clean_entry_and_a_record(attachbib: Run, library: Path) -> None:
    done = add(attachbib, library, "https://doi.org/10.5555/Work.1?utm=x")
    assert (done.returncode, done.stderr) == (0, "")
    assert "added muller2020" in done.stdout
    assert library.read_text(encoding="utf-8") == (
        LIBRARY
        + r"""
@article{muller2020,
  author       = {Müller, Jan and {Example Group}},
  title        = {Growth of \emph{{E}. coli} in the {NICU} \& beyond},
  journaltitle = {Journal of Examples},
  date         = {2020-05-01},
  volume       = {7},
  pages        = {12--19},
  doi          = {10.5555/work.1},
}
"""
    )
    assert list(records(library)) == ["10.5555/work.1"]


def test_arxiv_goes_to_datacite(attachbib: Run, library: Path) -> None:
    done = add(attachbib, library, "arXiv:2001.00001v3")
    assert done.returncode == 0, done.stderr
    assert "10.48550/arxiv.2001.00001" in library.read_text(encoding="utf-8").lower()


def test_what_is_there_already_is_refused(attachbib: Run, library: Path) -> None:
    assert add(attachbib, library, "10.5555/WORK.1").returncode == 0
    before = library.read_bytes()
    done = add(attachbib, library, "10.5555/work.1")
    assert done.returncode == 1
    assert "'muller2020' is the same work: it has the same DOI" in done.stderr
    assert library.read_bytes() == before


def test_a_doi_that_does_not_exist(attachbib: Run, library: Path) -> None:
    done = add(attachbib, library, "10.5555/work.1", "10.5555/nothing")
    assert done.returncode == 1
    assert "10.5555/nothing: not found: the DOI does not exist." in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY
    assert not library.with_name("attachbib.lock").exists()


def test_a_registry_that_fails_is_no_answer(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    registry.faults["10.5555/work.1"] = malformed
    done = add(attachbib, library, "10.5555/work.1")
    assert done.returncode == 2
    assert "10.5555/work.1: not checked:" in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY


def test_a_diff_writes_nothing(attachbib: Run, library: Path) -> None:
    done = add(attachbib, library, "10.5555/work.1", "--diff")
    assert done.returncode == 0
    assert "+@article{muller2020," in done.stdout
    assert library.read_text(encoding="utf-8") == LIBRARY
    assert not library.with_name("attachbib.lock").exists()


@pytest.mark.parametrize("text", ["hello", "10.1", "x" * 5000, "978-3-16-148410-0-1-2-3"])
def test_what_is_no_identifier(attachbib: Run, library: Path, text: str) -> None:
    done = add(attachbib, library, text)
    assert done.returncode == 2
    assert "is no identifier that is known" in done.stderr
