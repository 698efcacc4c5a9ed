"""Found, not found and not checked never merge; one value decides the exit code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rule_cases import DEFAULTS

from attachbib.errors import InputError
from attachbib.rules import Outcome, check
from attachbib.source import Problem
from attachbib.workspace import Workspace, open_workspace

FIELDS = "author = {Bowlby, John}, title = {Attachment}, year = {1969}"
NO_DOI = f"@book{{Bowlby1969, {FIELDS}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project without a fault."""
    for name, text in DEFAULTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(folder: Path) -> Workspace:
    return open_workspace(project=folder, partial=True)


def test_a_clean_project_passes(folder: Path) -> None:
    result = check(read(folder))
    assert (result.outcome, result.findings, result.unchecked) == (Outcome.PASSED, (), ())


def test_warnings_fail_only_when_asked_to(folder: Path) -> None:
    (folder / "library.bib").write_text(NO_DOI, encoding="utf-8")
    result = check(read(folder))
    assert [one.rule for one in result.findings] == ["missing-doi"]
    assert (result.outcome, result.failing) == (Outcome.PASSED, ())
    strict = check(read(folder), fail_on="warning")
    assert (strict.outcome, strict.failing) == (Outcome.FAILED, result.findings)


def test_errors_fail_whatever_severity_is_asked_for(folder: Path) -> None:
    (folder / "article.md").write_text("They cry.\n", encoding="utf-8")
    for fail_on in ("error", "warning", "info"):
        assert check(read(folder), fail_on=fail_on).outcome is Outcome.FAILED


def test_an_unread_library_leaves_unknown_keys_unchecked(folder: Path) -> None:
    (folder / "other.bib").write_bytes(b"@book{Klaus1972, title = {\xe9}}")
    (folder / "article.md").write_text("They cry [@Klaus1972]. They smile.\n\nThey sleep.\n")
    result = check(read(folder))
    assert result.outcome is Outcome.INCOMPLETE
    assert [one.rule for one in result.findings] == ["uncited-sentence"]
    assert [(one.what, one.path) for one in result.unchecked] == [
        ("library", folder / "other.bib"),
        ("crossref-missing", None),
        ("unknown-key", None),
        ("number-without-entry", None),
        ("reference-changed", None),
    ]
    assert "byte 26" in result.unchecked[0].reason
    assert "iso-8859-1" in result.unchecked[0].reason


def test_an_unread_article_leaves_its_claims_unchecked(folder: Path) -> None:
    (folder / "second.md").write_bytes(b"\xff")
    (folder / "claims.toml").write_text(
        '[[claim]]\nid = "a"\nfile = "second.md"\nexempt = "Seen."\nanchor.exact = "They cry."\n'
    )
    result = check(read(folder))
    assert (result.outcome, result.findings) == (Outcome.INCOMPLETE, ())
    assert [one.what for one in result.unchecked] == [
        "article",
        "claim-text-missing",
        "claim-text-changed",
        "quote-not-in-article",
    ]


def test_when_no_library_is_left_there_is_nothing_to_check(folder: Path) -> None:
    (folder / "library.bib").write_bytes(b"\xff")
    with pytest.raises(InputError, match="byte 0"):
        read(folder)


def test_a_problem_that_names_no_rule_is_not_lost(folder: Path) -> None:
    workspace = read(folder)
    (library,) = workspace.libraries
    problem = Problem("strange-thing", "something new", library.source.path, 1, 1, 1, 2)
    result = check(replace(workspace, libraries=(replace(library, problems=(problem,)),)))
    assert [(one.rule, one.severity, one.message) for one in result.findings] == [
        ("strange-thing", "error", "something new")
    ]
    assert result.outcome is Outcome.FAILED


def test_findings_come_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "library.bib").write_text(f"\n{NO_DOI}@booklet{{b, title = {{B}}, doi = {{x}}}}\n")
    (folder / "article.md").write_text("They cry.\n\nThey do [@none].\n")
    found = check(read(folder)).findings
    assert [(one.path.name, one.line, one.rule) for one in found] == [
        ("article.md", 1, "uncited-sentence"),
        ("article.md", 3, "unknown-key"),
        ("library.bib", 2, "missing-doi"),
        ("library.bib", 3, "malformed-doi"),
    ]


def test_only_the_selected_files_are_reported(folder: Path) -> None:
    (folder / "library.bib").write_text(NO_DOI)
    (folder / "second.md").write_text("They cry.\n")
    (folder / "broken.md").write_bytes(b"\xff")
    chosen = open_workspace(project=folder, paths=[folder / "second.md"], partial=True)
    result = check(chosen)
    assert [(one.path.name, one.rule) for one in result.findings] == [
        ("second.md", "uncited-sentence")
    ]
    assert [one.path.name for one in result.coverage] == ["second.md"]


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("Bowlby1996", "Did you mean 'Bowlby1969'?"),
        ("bowlby1969", "Did you mean 'Bowlby1969'?"),
        ("Bolwby1969", "Did you mean 'Bowlby1969'?"),
        ("Smith2020", "Add an entry with this key, or correct the key."),
    ],
)
def test_the_closest_key_is_suggested(folder: Path, key: str, advice: str) -> None:
    (folder / "article.md").write_text(f"They cry [@{key}].\n")
    found = check(read(folder), ignore=["lock-missing"]).findings
    assert [one.help for one in found] == [advice]


def test_a_doi_in_the_address_is_suggested(folder: Path) -> None:
    (folder / "library.bib").write_text(
        f"@book{{Bowlby1969, {FIELDS}, url = {{https://doi.org/10.1016/S0140-6736(97)11096-0}}}}\n"
    )
    (finding,) = check(read(folder)).findings
    assert finding.help == "Its `url` has one: add `doi = {10.1016/S0140-6736(97)11096-0}`."


@pytest.mark.parametrize(
    ("field", "advice"),
    [
        ("https://doi.org/10.1016/S0140-6736(97)11096-0", "Write 10.1016/S0140-6736(97)11096-0."),
        ("https://doi.org/doi:10.1000/182", "Write 10.1000/182."),
        ("http://dx.doi.org/10.1000%2F182", "Write 10.1000/182."),
        ("https://doi-org.proxy.example.edu/10.1000/182", "Write 10.1000/182."),
        ("10.1000/182.", "Write 10.1000/182."),
        ("10.1000/1\u20132", "Write 10.1000/1-2."),
        ("10.1000/1\n  82", "Write 10.1000/182."),
        ("10.1000/182\u200b", "Write 10.1000/182."),
        ("10.1000/1, 10.1000/2", "Copy the DOI again from the work."),
        ("10.1016/S0140-6736(97", "Copy the DOI again from the work."),
        ("see the page", "Copy the DOI again from the work."),
    ],
)
def test_the_bare_doi_is_suggested_where_it_is_known(folder: Path, field: str, advice: str) -> None:
    (folder / "library.bib").write_text(
        f"@book{{Bowlby1969, {FIELDS}, doi = {{{field}}}}}\n", encoding="utf-8"
    )
    found = check(read(folder), ignore=["lock-missing"]).findings
    assert [one.help for one in found] == [advice]
