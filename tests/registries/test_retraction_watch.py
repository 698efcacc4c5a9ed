"""The CSV of Retraction Watch: its rows become updates, and odd rows are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from recordings import FOLDER, needs_recordings

from attachbib.errors import InputError
from attachbib.registries.record import Record, Update
from attachbib.registries.retraction_watch import read_retraction_watch, with_retraction_watch

HEADER = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature,\n"
NOTICE = Update(
    "retraction", "retraction", "2010-02-06", "10.5555/notice", source="retraction-watch"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "retraction_watch.csv"


def test_a_row_is_an_update_of_the_original_paper(table: Path) -> None:
    table.write_text(HEADER + "1,T,2/6/2010 0:00,10.5555/Notice,10.5555/WORK,Retraction,\n")
    assert read_retraction_watch(table) == ({"10.5555/work": (NOTICE,)}, ())


def test_only_wanted_works_are_kept(table: Path) -> None:
    table.write_text(HEADER + "1,T,2/6/2010 0:00,10.5555/notice,10.5555/work,Retraction,\n")
    assert read_retraction_watch(table, {"10.5555/other"}).updates == {}


def test_a_reinstated_work_is_not_retracted(table: Path) -> None:
    table.write_text(
        HEADER
        + "1,T,2/6/2010 0:00,10.5555/notice,10.5555/work,Retraction,\n"
        + "2,T,3/6/2012 0:00,10.5555/back,10.5555/work,Reinstatement,\n"
    )
    updates = read_retraction_watch(table).updates
    assert updates == {"10.5555/work": ()}
    record = Record("10.5555/work", "found", "2026-01-01", "Crossref", updates=(NOTICE,))
    merged = with_retraction_watch({record.doi: record}, updates, asked="2026-02-02")
    assert merged[record.doi].updates == ()


def test_works_without_a_doi_are_passed_over(table: Path) -> None:
    table.write_text(HEADER + "1,T,2/6/2010 0:00,Unavailable,unavailable,Retraction,\n")
    assert read_retraction_watch(table) == ({}, ())


def test_rows_that_cannot_be_read_are_told_with_their_line(table: Path) -> None:
    table.write_text(
        HEADER
        + "1,T\n"
        + '2,"Two\nlines",31.12.2010,10.5555/n,10.5555/work,Retraction,\n'
        + "3,T,2/6/2010 0:00,10.5555/n,10.5555/work,Something,\n"
        + "4,T,2/6/2010 0:00,10.5555/notice,10.5555/work,Retraction,\n"
    )
    found = read_retraction_watch(table)
    assert [one.line for one in found.problems] == [2, 4, 5]
    assert found.updates == {"10.5555/work": (NOTICE,)}


def test_another_table_is_refused(table: Path) -> None:
    table.write_text("doi,date\n10.5555/work,2010\n")
    with pytest.raises(InputError, match="no column 'OriginalPaperDOI'"):
        read_retraction_watch(table)


def test_notices_are_added_once() -> None:
    record = Record("10.5555/work", "found", "2026-01-01", "Crossref", updates=(NOTICE,))
    updates = {"10.5555/work": (NOTICE,), "10.5555/new": (NOTICE,)}
    merged = with_retraction_watch({record.doi: record}, updates, asked="2026-02-02")
    assert merged["10.5555/work"] == record
    assert merged["10.5555/new"] == Record("10.5555/new", "found", "2026-02-02", updates=(NOTICE,))


@needs_recordings
def test_every_recorded_row_is_read() -> None:
    tables = list(FOLDER.glob("*/retraction-watch-csv*.csv"))
    assert tables
    for one in tables:
        assert read_retraction_watch(one).problems == ()
