"""`check --fix`: what can be repaired safely is, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

LIBRARY = """% A comment.
@booklet{a,
  title = {A},
  doi = {https://doi.org/10.1000/182},
}
@booklet{b, title = {B}, doi = {doi:10.1000/183}}
@booklet{c, title = {C}}
"""
FIXED = LIBRARY.replace("https://doi.org/", "").replace("doi:", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two findings that can be repaired and one that cannot."""
    (tmp_path / "library.bib").write_text(LIBRARY, encoding="utf-8", newline="")
    (tmp_path / "article.md").write_text("They cry [@a].\n", encoding="utf-8")
    config = 'libraries = "*.bib"\n[check]\nignore = ["lock-missing"]\n'
    (tmp_path / "attachbib.toml").write_text(config, encoding="utf-8")
    return tmp_path


def library(root: Path) -> str:
    return (root / "library.bib").read_bytes().decode("utf-8")


def test_what_can_be_repaired_is(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--fix")
    assert done.stderr == "Fixed 2 of 3 findings.\n"
    assert library(root) == FIXED
    assert "doi-with-url-prefix" not in done.stdout
    assert "missing-doi" in done.stdout
    assert done.returncode == 0
    assert attachbib("check", "--fix").stderr == "Fixed 0 of 1 finding.\n"


def test_diff_shows_it_and_writes_nothing(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--diff")
    assert (done.returncode, done.stderr) == (1, "Would fix 2 of 3 findings.\n")
    assert "-  doi = {https://doi.org/10.1000/182},\n" in done.stdout
    assert "+  doi = {10.1000/182},\n" in done.stdout
    assert library(root) == LIBRARY
    assert attachbib("check", "--fix", "--diff").stdout == done.stdout
    attachbib("check", "--fix")
    again = attachbib("check", "--diff")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize(
    "arguments", [["--ignore", "doi-with-url-prefix"], ["--select", "claim"], ["article.md"]]
)
def test_only_what_is_reported_is_repaired(
    attachbib: Run, root: Path, arguments: list[str]
) -> None:
    assert attachbib("check", "--fix", *arguments).stderr.startswith("Fixed 0 of ")
    assert library(root) == LIBRARY


def test_what_a_comment_or_the_baseline_accepts_is_not_repaired(attachbib: Run, root: Path) -> None:
    comment = "% attachbib: ignore[doi-with-url-prefix]: as it is printed\n"
    text = LIBRARY.replace("@booklet{b", f"{comment}@booklet{{b")
    (root / "library.bib").write_text(text, encoding="utf-8", newline="")
    attachbib("check", "--fix")
    assert "doi = {doi:10.1000/183}" in library(root)
    assert "doi = {10.1000/182}" in library(root)
    (root / "library.bib").write_text(LIBRARY, encoding="utf-8", newline="")
    attachbib("check", "--write-baseline", "--baseline", "accepted.json")
    attachbib("check", "--fix", "--baseline", "accepted.json")
    assert library(root) == LIBRARY


def test_line_ends_marks_and_encodings_stay(attachbib: Run, root: Path) -> None:
    data = b"\xef\xbb\xbf" + LIBRARY.replace("\n", "\r\n").encode()
    (root / "library.bib").write_bytes(data)
    attachbib("check", "--fix")
    expected = b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()
    assert (root / "library.bib").read_bytes() == expected


def test_a_file_changed_meanwhile_is_not_written(
    attachbib: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attachbib.cli import check_fix

    find = check_fix.find_fixes

    def change_first(*arguments: object) -> object:
        (root / "library.bib").write_text(LIBRARY + "@book{d}\n", encoding="utf-8", newline="")
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(check_fix, "find_fixes", change_first)
    done = attachbib("check", "--fix")
    assert (done.returncode, done.stdout) == (2, "")
    assert "changed after it was read; nothing was written" in done.stderr
    assert library(root) == LIBRARY + "@book{d}\n"


def test_a_full_disk_leaves_every_file_as_it_was(
    attachbib: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    done = attachbib("check", "--fix", "--no-cache")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No space left on device" in done.stderr
    assert library(root) == LIBRARY
    assert not list(root.glob(".attachbib-*"))


def test_a_report_on_standard_output_stays_whole(attachbib: Run, root: Path) -> None:
    done = attachbib("check", "--fix", "--output-format", "json")
    assert done.stdout.startswith("{")
    assert done.stderr == "Fixed 2 of 3 findings.\n"
