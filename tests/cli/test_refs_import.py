"""`attachbib refs import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

LIBRARY = """@article{Bowlby1982,
  author       = {Bowlby, John},
  title        = {Attachment and loss},
  journaltitle = {American Journal of Orthopsychiatry},
  date         = {1982},
  doi          = {10.1111/j.1939-0025.1982.tb01456.x},
}
"""
RECORDS = """TY  - JOUR
ID  - 4711
AU  - Bowlby, John
TI  - Attachment and Loss
DO  - 10.1111/J.1939-0025.1982.TB01456.X
ER  -

TY  - JOUR
AU  - Klaus, Marshall H.
TI  - Maternal attachment
T2  - New England Journal of Medicine
PY  - 1972
ER  -

TY  - PAMP
ID  - Perry2001
AU  - Perry, Bruce D.
TI  - Bonding and attachment in maltreated children
PY  - 2001
ER  -
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def test_records_become_entries_and_known_ones_are_skipped(attachbib: Run, library: Path) -> None:
    library.with_name("records.ris").write_text(RECORDS, encoding="utf-8")
    done = attachbib("refs", "import", "records.ris", "-l", library)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "skipped a record: 'Bowlby1982' has the same DOI\n"
        "added klaus1972\n"
        "added Perry2001\n"
        "changed library.bib\n"
    )
    text = library.read_text(encoding="utf-8")
    assert text.startswith(LIBRARY)
    assert text.removeprefix(LIBRARY) == (
        "\n@article{klaus1972,\n"
        "  author       = {Klaus, Marshall H.},\n"
        "  title        = {Maternal attachment},\n"
        "  journaltitle = {New England Journal of Medicine},\n"
        "  date         = {1972},\n"
        "}\n"
        "\n@booklet{Perry2001,\n"
        "  author = {Perry, Bruce D.},\n"
        "  title  = {Bonding and attachment in maltreated children},\n"
        "  date   = {2001},\n"
        "}\n"
    )


def test_importing_again_adds_nothing(attachbib: Run, library: Path) -> None:
    library.with_name("records.ris").write_text(RECORDS, encoding="utf-8")
    attachbib("refs", "import", "records.ris", "-l", library)
    before = library.read_bytes()
    done = attachbib("refs", "import", "records.ris", "-l", library)
    assert done.returncode == 0
    assert done.stdout.count("skipped") == 3
    assert library.read_bytes() == before


OTHER = """@string{ajo = "American Journal of Orthopsychiatry"}
@comment{kept out}
@incollection{child,
  title = "A Chapter", crossref = {Bowlby1982} % a remark
}
@book{Bowlby1982, title = {Another Book}, year = 1990}
@article{third, title = {Third}, journal = ajo # { (N.Y.)}, month = jan}
"""


def test_entries_keep_their_text_but_for_keys_and_macros(attachbib: Run, library: Path) -> None:
    library.with_name("other.bib").write_text(OTHER, encoding="utf-8")
    done = attachbib("refs", "import", "other.bib", "-l", library)
    assert "added Bowlby1982a for Bowlby1982\n" in done.stdout
    added = library.read_text(encoding="utf-8").removeprefix(LIBRARY)
    assert added == (
        '\n@incollection{child,\n  title = "A Chapter", crossref = {Bowlby1982a} % a remark\n}\n'
        "\n@book{Bowlby1982a, title = {Another Book}, year = 1990}\n"
        "\n@article{third, title = {Third}, "
        "journal = {American Journal of Orthopsychiatry (N.Y.)}, month = jan}\n"
    )


def test_a_skipped_parent_is_named_by_its_key_here(attachbib: Run, library: Path) -> None:
    library.with_name("other.bib").write_text(
        "@incollection{child, title = {C}, crossref = {old}}\n"
        "@book{old, title = {B}, doi = {10.1111/j.1939-0025.1982.tb01456.x}}\n",
        encoding="utf-8",
    )
    attachbib("refs", "import", "other.bib", "-l", library)
    assert library.read_text(encoding="utf-8").removeprefix(LIBRARY) == (
        "\n@incollection{child, title = {C}, crossref = {Bowlby1982}}\n"
    )


def test_broken_records_are_said_and_cost_no_other(attachbib: Run, library: Path) -> None:
    library.with_name("other.bib").write_text(
        "@book{a, title = {A\n\n@book{b, title = {B}}\n", encoding="utf-8"
    )
    done = attachbib("refs", "import", "other.bib", "-l", library)
    assert done.returncode == 1
    assert done.stdout == "added b\nchanged library.bib\n"
    assert done.stderr.startswith("other.bib:1:")


def test_nothing_is_written_when_it_is_only_shown(attachbib: Run, library: Path) -> None:
    library.with_name("records.txt").write_text(RECORDS, encoding="utf-8")
    done = attachbib("refs", "import", "records.txt", "-l", library, "--diff")
    assert done.stdout.startswith("--- a/library.bib\n")
    assert "would add klaus1972\n" in done.stderr
    assert library.read_text(encoding="utf-8") == LIBRARY


def test_the_library_of_the_project(attachbib: Run, project: Path) -> None:
    (project / "records.ris").write_text(RECORDS, encoding="utf-8")
    done = attachbib("refs", "import", "records.ris", "--key-pattern", "Auth:year", cwd=project)
    assert "added Klaus:1972\n" in done.stdout
    assert "@article{Klaus:1972," in (project / "library.bib").read_text(encoding="utf-8")


def test_a_missing_file_is_an_error(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "import", "nothing.ris", "-l", library)
    assert done.returncode == 2
    assert "nothing.ris: no such file" in done.stderr
