"""`attachbib refs complete` and `refs resolve`, against a registry on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Run

sys.path.insert(0, str(ROOT / "tests" / "registries"))
from registry_server import Registry, crossref_work, malformed, serve

ENTRY = """\
@article{{doe2020,
  author = {{Doe, Jane}},
  title = {{{title}}},
  year = {{2020}},
  {doi}
}}
"""


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry with one work at Crossref."""
    monkeypatch.delenv("ATTACHBIB_MAILTO", raising=False)
    work = crossref_work("10.5555/1", title=["How bonds form"], volume="7", page="12-19")
    with serve(Registry(crossref={"10.5555/1": work})) as running:
        yield running


@pytest.fixture
def library(tmp_path: Path, registry: Registry) -> Path:
    """The library of a project whose registries are that one."""
    path = tmp_path / "references" / "library.bib"
    path.parent.mkdir()
    (path.parent / "article.md").write_text("# Empty\n", encoding="utf-8")
    (tmp_path / "attachbib.toml").write_text(
        f'[registries]\ntimeout = 5\ncrossref-url = "{registry.url}"\n'
        f'datacite-url = "{registry.url}"\ndoi-url = "{registry.url}"\n',
        encoding="utf-8",
    )
    return path


def write(library: Path, title: str = "How bonds form", doi: str = "doi = {10.5555/1},") -> str:
    text = ENTRY.format(title=title, doi=doi)
    library.write_text(text, encoding="utf-8")
    return text


def refs(attachbib: Run, library: Path, *arguments: str) -> Any:
    return attachbib("refs", *arguments, "-C", str(library.parent.parent))


def test_missing_fields_are_filled_in_and_no_other_byte_changes(
    attachbib: Run, library: Path
) -> None:
    before = write(library)
    done = refs(attachbib, library, "complete")
    assert (done.returncode, done.stderr) == (0, "")
    assert "doe2020: journal, pages, volume" in done.stdout
    after = library.read_text(encoding="utf-8")
    added = "  journal = {Journal of Examples},\n  pages = {12--19},\n  volume = {7},\n"
    assert after == before.replace("{10.5555/1},\n", "{10.5555/1},\n" + added)
    assert library.with_name("attachbib.lock").exists()
    again = refs(attachbib, library, "complete")
    assert "nothing to fill in" in again.stdout


def test_only_the_field_asked_for(attachbib: Run, library: Path) -> None:
    before = write(library)
    done = refs(attachbib, library, "complete", "doe2020", "--field", "volume", "--diff")
    assert done.returncode == 0
    assert "+  volume = {7}," in done.stdout
    assert "pages" not in done.stdout
    assert library.read_text(encoding="utf-8") == before


def test_nothing_is_taken_from_another_work(attachbib: Run, library: Path) -> None:
    before = write(library, "Weather over the northern Atlantic in winter")
    library.write_text(before.replace("Doe, Jane", "Roe, Richard"), encoding="utf-8")
    before = library.read_text(encoding="utf-8")
    done = refs(attachbib, library, "complete")
    assert done.returncode == 1
    assert "doe2020: left alone: its DOI 10.5555/1 is that of another work" in done.stderr
    assert library.read_text(encoding="utf-8") == before


def test_an_entry_without_a_doi_is_an_error_when_it_is_named(attachbib: Run, library: Path) -> None:
    write(library, doi="")
    done = refs(attachbib, library, "complete", "doe2020")
    assert done.returncode == 2
    assert "'doe2020' has no DOI" in done.stderr
    assert refs(attachbib, library, "complete").returncode == 0


def test_a_doi_is_resolved_where_everything_agrees(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    before = write(library, doi="")
    done = refs(attachbib, library, "resolve")
    assert (done.returncode, done.stderr) == (0, "")
    assert "doe2020: 10.5555/1" in done.stdout
    after = library.read_text(encoding="utf-8")
    assert after.replace("  doi = {10.5555/1},\n", "") == before


@pytest.mark.parametrize(
    ("field", "other"), [("{2020}", "{2013}"), ("{Doe, Jane}", "{Roe, Richard}")]
)
def test_anything_less_is_a_suggestion(
    attachbib: Run, library: Path, field: str, other: str
) -> None:
    before = write(library, doi="").replace(field, other)
    library.write_text(before, encoding="utf-8")
    done = refs(attachbib, library, "resolve")
    assert done.returncode == 1
    assert "doe2020: perhaps 10.5555/1: “How bonds form” (Doe, 2020)" in done.stderr
    assert library.read_text(encoding="utf-8") == before


def test_an_entry_that_says_why_it_has_none_is_not_asked_about(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    write(library, doi="nodoi = {A leaflet.},")
    assert refs(attachbib, library, "resolve").returncode == 0
    assert registry.log == []


def test_a_registry_that_fails_is_no_answer(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    registry.faults[""] = malformed
    before = write(library)
    done = refs(attachbib, library, "complete")
    assert done.returncode == 2
    assert "doe2020: not checked:" in done.stderr
    write(library, doi="")
    assert refs(attachbib, library, "resolve").returncode == 2
    assert write(library) == before
