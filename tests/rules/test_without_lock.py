"""Without a lock nothing is said about the DOIs but that they were not checked."""

from __future__ import annotations

from pathlib import Path

from attachbib.reports.full import full_report
from attachbib.rules import Outcome, check
from attachbib.rules.settings import read_settings
from attachbib.workspace import open_workspace

SHANNON = (
    "@article{Shannon1948, title = {A Mathematical Theory of Communication}, "
    "author = {Shannon, C. E.}, journal = {Bell System Technical Journal}, year = {1948}, "
    "doi = {10.1002/j.1538-7305.1948.tb01338.x}}\n"
)
NO_DOI = "@book{Bowlby1969, title = {Attachment}, nodoi = {A book without one.}}\n"
EMPTY_LOCK = '{"version": 1, "records": {}}'


def project(folder: Path, library: str) -> Path:
    (folder / "attachbib.toml").write_text("")
    (folder / "library.bib").write_text(library)
    (folder / "article.md").write_text("It was shown [@Shannon1948].\n")
    return folder


def test_dois_without_a_lock_are_not_checked_and_fail_nothing(tmp_path: Path) -> None:
    result = check(open_workspace(project=project(tmp_path, SHANNON)))
    (one,) = (one for one in result.unchecked if one.what == "DOIs")
    assert "no attachbib.lock beside library.bib" in one.reason
    assert not one.blocking
    assert result.outcome is Outcome.PASSED


def test_a_library_without_dois_needs_no_lock(tmp_path: Path) -> None:
    result = check(open_workspace(project=project(tmp_path, NO_DOI)))
    assert "DOIs" not in {one.what for one in result.unchecked}


def test_a_lock_is_read_by_the_rules(tmp_path: Path) -> None:
    folder = project(tmp_path, SHANNON)
    (folder / "attachbib.lock").write_text(EMPTY_LOCK)
    result = check(open_workspace(project=folder))
    assert "DOIs" not in {one.what for one in result.unchecked}
    assert "lock-stale" in {one.rule for one in result.findings}


def test_retracted_hides_weaker_notices_and_names_what_rests_on_the_work(tmp_path: Path) -> None:
    folder = project(tmp_path, SHANNON)
    (folder / "attachbib.lock").write_text(
        """{"version": 1, "records": {"10.1002/j.1538-7305.1948.tb01338.x": {
        "outcome": "found", "asked": "2026-01-31", "agency": "Crossref",
        "work": {"type": "article-journal"}, "years": [1948], "updates": [
        {"kind": "retraction", "label": "withdrawal"},
        {"kind": "correction", "label": "erratum"}]}}}"""
    )
    result = check(open_workspace(project=folder))
    (found,) = (one for one in result.findings if one.rule in ("retracted", "corrected"))
    assert found.rule == "retracted"
    assert "1 sentence" in found.message
    assert "article.md:1" in found.help


def test_the_report_says_so_once_in_detail_and_in_its_last_line(tmp_path: Path) -> None:
    workspace = open_workspace(project=project(tmp_path, SHANNON))
    *lines, last = full_report(check(workspace), base=tmp_path).splitlines()
    assert last.startswith("Passed: 1 note.")
    assert last.endswith("not checked: DOIs.")
    assert [line for line in lines if "attachbib.lock" in line] == [
        "library.bib:1:10: info lock-missing: the library has DOIs, but there is no "
        "attachbib.lock beside it"
    ]
    settings = read_settings(workspace).with_options(fail_on_unchecked=True)
    strict = full_report(check(workspace, settings=settings), base=tmp_path)
    assert "not checked: DOIs: there is no attachbib.lock beside library.bib." in strict
    assert "Incomplete: 1 note." in strict
