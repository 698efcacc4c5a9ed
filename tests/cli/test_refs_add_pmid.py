"""`attachbib refs add PMID:…`, against a PubMed and a PMC on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from command_line import ROOT, Run

sys.path.insert(0, str(ROOT / "tests" / "registries"))
from registry_server import Handler, Registry, crossref_work, serve

LIBRARY = "@book{own, title = {Own}}\n"

PUBMED: dict[str, dict[str, Any]] = {
    "1": {"title": "In both.", "articleids": [{"idtype": "doi", "value": "10.5555/Both"}]},
    "2": {"title": "A DOI in PMC only.", "articleids": []},
    "3": {"title": "Naps of old.", "articleids": []},
}
PMC = {"2": "10.5555/both", "PMC7": "10.5555/both"}


def numbered(handler: Handler) -> None:
    """Answer as PubMed, PMC or Crossref, by the path."""
    parts = urlsplit(handler.path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/pubmed/esummary.fcgi":
        id_ = query["id"]
        found = PUBMED.get(id_, {"error": "cannot get document summary"})
        handler.reply(200, {"result": {"uids": [id_], id_: {"uid": id_, **found}}})
    elif parts.path == "/pmc/articles/":
        doi = PMC.get(query["ids"])
        record = {"pmid": query["ids"], "pmcid": query["ids"]} | ({"doi": doi} if doi else {})
        handler.reply(200, {"status": "ok", "records": [record]})
    else:
        handler.reply(*handler.server.registry.answer(unquote(parts.path), parts.query))


@pytest.fixture
def registry() -> Iterator[Registry]:
    known = Registry(
        crossref={"10.5555/both": crossref_work("10.5555/both")}, faults={"": numbered}
    )
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
        "[registries]\ntimeout = 5\n"
        + "".join(f'{name}-url = "{registry.url}"\n' for name in ("crossref", "datacite", "doi"))
        + "".join(f'{name}-url = "{registry.url}/{name}"\n' for name in ("pmc", "pubmed")),
        encoding="utf-8",
    )
    return path


def add(attachbib: Run, library: Path, *arguments: str) -> Any:
    return attachbib("refs", "add", *arguments, "-C", str(library.parent.parent))


@pytest.mark.parametrize(
    ("identifier", "asked"),
    [
        ("PMID:1", ["/pubmed/esummary.fcgi"]),
        ("https://pubmed.ncbi.nlm.nih.gov/0001/", ["/pubmed/esummary.fcgi"]),
        ("PMID:2", ["/pubmed/esummary.fcgi", "/pmc/articles/"]),
        ("PMC7", ["/pmc/articles/"]),
    ],
)
def test_a_number_leads_to_an_entry(
    attachbib: Run, library: Path, registry: Registry, identifier: str, asked: list[str]
) -> None:
    done = add(attachbib, library, identifier)
    assert (done.returncode, done.stderr) == (0, "")
    assert "doi          = {10.5555/both}" in library.read_text(encoding="utf-8")
    paths = [one.path for one in registry.log]
    assert [path for path in paths if path.startswith("/p")] == asked


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        (
            "PMID:3",
            "PMID:3: not found: neither PubMed nor PMC has a DOI of it (Naps of old); save its "
            "citation from PubMed as .nbib, and add it with `attachbib refs import`.",
        ),
        (
            "PMID:4",
            "PMID:4: not found: PubMed has no article with this number; its record may have been "
            "deleted, or merged with another.",
        ),
        ("PMC9", "PMC9: not found: PMC knows no DOI for it."),
    ],
)
def test_a_number_that_leads_to_none(
    attachbib: Run, library: Path, identifier: str, message: str
) -> None:
    done = add(attachbib, library, identifier)
    assert done.returncode == 1
    assert message in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY


def test_an_error_of_pubmed_is_no_answer(attachbib: Run, library: Path, registry: Registry) -> None:
    registry.faults[""] = lambda handler: handler.reply(200, {"error": "Backend failed."})
    done = add(attachbib, library, "PMID:1")
    assert done.returncode == 2
    assert "PMID:1: not checked: PubMed answered with an error: Backend failed." in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY
