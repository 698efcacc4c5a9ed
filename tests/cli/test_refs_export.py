"""`attachbib refs export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

from attachbib.exchange import NAMES

LIBRARY = r"""@string{ajo = "American Journal of Orthopsychiatry"}
@article{Bowlby1982,
  author  = {Bowlby, John},
  title   = {Attachment and Loss: Retrospect and Prospect},
  journal = ajo,
  year    = 1982,
  month   = oct,
  volume  = 52,
  number  = 4,
  pages   = {664--678},
  doi     = {10.1111/j.1939-0025.1982.tb01456.x},
}

@booklet{Perry2001,
  author = {Perry, Bruce D.},
  title  = {Bonding and Attachment in Maltreated Children},
  year   = {2001},
}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def test_csl_json(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "export", library, "--to", "csl-json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {
            "id": "Bowlby1982",
            "type": "article-journal",
            "author": [{"family": "Bowlby", "given": "John"}],
            "title": "Attachment and loss: Retrospect and prospect",
            "container-title": "American Journal of Orthopsychiatry",
            "issued": {"date-parts": [[1982, 10]]},
            "volume": "52",
            "issue": "4",
            "page": "664-678",
            "DOI": "10.1111/j.1939-0025.1982.tb01456.x",
        },
        {
            "id": "Perry2001",
            "type": "pamphlet",
            "author": [{"family": "Perry", "given": "Bruce D."}],
            "title": "Bonding and attachment in maltreated children",
            "issued": {"date-parts": [[2001]]},
        },
    ]


def test_titles_in_their_own_case(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "export", library, "--to", "csl-json", "--keep-case")
    assert json.loads(done.stdout)[0]["title"] == "Attachment and Loss: Retrospect and Prospect"


@pytest.mark.parametrize("name", NAMES)
def test_every_format_comes_back(attachbib: Run, library: Path, name: str) -> None:
    direct = attachbib("refs", "export", library, "--to", "csl-json").stdout
    written = library.with_name("written")
    done = attachbib("refs", "export", library, "--to", name, "-o", written)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    back = attachbib("refs", "export", written, "--to", "csl-json")
    assert (back.returncode, back.stderr) == (0, "")
    assert sorted_items(back.stdout) == sorted_items(direct)


def sorted_items(text: str) -> list[list[tuple[str, object]]]:
    return [sorted(item.items()) for item in json.loads(text)]


def test_chosen_keys_in_their_order(attachbib: Run, library: Path) -> None:
    done = attachbib(
        "refs", "export", library, "--to", "csl-json", "--keys", "Perry2001, Bowlby1982"
    )
    assert [item["id"] for item in json.loads(done.stdout)] == ["Perry2001", "Bowlby1982"]
    done = attachbib("refs", "export", library, "--to", "ris", "--keys", "Perry2002")
    assert done.returncode == 2
    assert "no reference has the key 'Perry2002'. Did you mean 'Perry2001'?" in done.stderr


def test_the_project_and_what_it_cites(attachbib: Run, project: Path) -> None:
    everything = attachbib("refs", "export", "--to", "csl-json", cwd=project)
    assert [item["id"] for item in json.loads(everything.stdout)] == [
        "adams2019", "doe2020", "roe2021",
    ]  # fmt: skip
    cited = attachbib("refs", "export", "--to", "csl-json", "--cited", "-C", project)
    assert [item["id"] for item in json.loads(cited.stdout)] == ["doe2020", "adams2019"]


def test_an_unknown_cited_key_is_said(attachbib: Run, project: Path) -> None:
    article = project / "article.md"
    article.write_text("Naps [@nobody].\n", encoding="utf-8")
    done = attachbib("refs", "export", "--to", "csl-json", "--cited", cwd=project)
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert done.stderr == "article.md:1:7: error unknown-key: no library has the key 'nobody'.\n"


def test_a_broken_entry_costs_no_other_and_is_said(attachbib: Run, library: Path) -> None:
    library.write_text("@book{broken, title = {A\n\n" + LIBRARY, encoding="utf-8")
    done = attachbib("refs", "export", library, "--to", "csl-json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr.startswith("library.bib:1:")


def test_of_a_repeated_key_the_first_counts_and_it_is_said(attachbib: Run, library: Path) -> None:
    other = library.with_name("other.json")
    other.write_text('[{"id": "Perry2001", "type": "book", "title": "Another"}]', encoding="utf-8")
    done = attachbib("refs", "export", library, other, library, "--to", "csl-json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr.count("\n") == 1
    assert "another reference has the key 'Perry2001'" in done.stderr


def test_records_without_keys_get_some(attachbib: Run, tmp_path: Path) -> None:
    records = tmp_path / "records.txt"
    record = "TY  - JOUR\nAU  - Bowlby, John\nPY  - 1982\nTI  - {}\nER  - \n"
    records.write_text(record.format("A") + record.format("B"), encoding="utf-8")
    done = attachbib("refs", "export", records, "--to", "csl-json")
    assert [item["id"] for item in json.loads(done.stdout)] == ["bowlby1982", "bowlby1982a"]


def test_an_entry_without_a_key_is_there_and_it_is_said(attachbib: Run, library: Path) -> None:
    library.write_text("@book{title = {On Naps}, year = 2020}\n" + LIBRARY, encoding="utf-8")
    done = attachbib("refs", "export", library, "--to", "csl-json")
    assert done.returncode == 1
    ids = [item["id"] for item in json.loads(done.stdout)]
    assert ids == ["item-1", "Bowlby1982", "Perry2001"]
    assert "the entry has no citation key" in done.stderr


def test_an_unknown_format_is_an_error_and_can_be_named(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing of the kind", encoding="utf-8")
    done = attachbib("refs", "export", path, "--to", "ris")
    assert done.returncode == 2
    assert "Name it with --from; there are biblatex, bibtex, csl-json" in done.stderr
    path.write_text("% a comment\n@book(a, title = {A})", encoding="utf-8")
    assert attachbib("refs", "export", path, "--to", "ris", "--from", "bibtex").returncode == 0


def test_latin_1_is_an_error_that_says_what_to_do(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "records.ris"
    path.write_bytes("TY  - JOUR\nAU  - Müller, Ä\nER  - \n".encode("latin-1"))
    done = attachbib("refs", "export", path, "--to", "csl-json")
    assert done.returncode == 2
    assert "iso-8859-1" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_library_has_no_references(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.bib").touch()
    done = attachbib("refs", "export", "empty.bib", "--to", "csl-json")
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_files_and_a_project_exclude_each_other(attachbib: Run, library: Path) -> None:
    assert attachbib("refs", "export", library, "--cited", "--to", "ris").returncode == 2
