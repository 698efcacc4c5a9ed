"""Fingerprints: the same for the same cause, wherever its lines went."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from attachbib.rules import check
from attachbib.rules.fingerprint import fingerprints
from attachbib.workspace import open_workspace

ARTICLE = "They cry [@none].\n\nThey smile.\n"
LIBRARY = "@book{Bowlby1969, title = {Attachment}}\n"


def prints(root: Path, article: str = ARTICLE, library: str = LIBRARY) -> list[tuple[str, str]]:
    """Return the rule and the fingerprint of each finding in a project, in order."""
    root.mkdir(exist_ok=True)
    (root / "article.md").write_text(article, encoding="utf-8", newline="")
    (root / "library.bib").write_text(library, encoding="utf-8", newline="")
    workspace = open_workspace(project=root, partial=True)
    found = fingerprints(check(workspace).findings, workspace)
    return [(one.rule, digest) for one, digest in found.items()]


def test_each_finding_has_its_own(tmp_path: Path) -> None:
    found = prints(tmp_path, ARTICLE + "\nThey smile.\n\nThey smile.\n")
    assert len({digest for _, digest in found}) == len(found) >= 5


def test_lines_put_in_above_change_none(tmp_path: Path) -> None:
    moved = "# One\n\nThey smile [@Bowlby1969].\n\n" + ARTICLE
    assert prints(tmp_path, moved, "% note\n\n" + LIBRARY) == prints(tmp_path)


def test_line_ends_indentation_and_the_place_of_the_project_change_none(tmp_path: Path) -> None:
    here = prints(tmp_path / "here")
    there = prints(
        tmp_path / "there",
        ARTICLE.replace("\n", "\r\n"),
        LIBRARY.replace("{Bowlby1969, ", "{Bowlby1969,\n\t"),
    )
    assert there == here


def test_another_key_is_another_finding(tmp_path: Path) -> None:
    before = dict(prints(tmp_path))
    after = dict(prints(tmp_path, ARTICLE.replace("none", "other")))
    assert before["unknown-key"] != after["unknown-key"]
    assert before["uncited-sentence"] == after["uncited-sentence"]


def test_one_of_several_alike_fixed_is_one_fingerprint_gone(tmp_path: Path) -> None:
    three = prints(tmp_path, "They smile.\n\nThey smile.\n\nThey smile.\n")
    two = prints(tmp_path, "They smile.\n\nThey smile.\n")
    assert set(two) < set(three)
    assert len(three) == len(two) + 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(TEXTS, TEXTS)
def test_any_text_has_fingerprints(article: str, library: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "article.md").write_text(article, encoding="utf-8", newline="")
        (root / "library.bib").write_text(library, encoding="utf-8", newline="")
        workspace = open_workspace(project=root, partial=True)
        findings = check(workspace).findings
        found = fingerprints(findings, workspace)
        assert list(found) == list(findings)
        assert len(set(found.values())) == len(findings)
