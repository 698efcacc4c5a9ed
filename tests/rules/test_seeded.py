"""Every defect put into a clean project is found where it is, and a clean project has none."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from clean_projects import ROOT, Files, example, generated, made_up_works, real_works
from seeding import DEFECTS, WORKS, found_in, is_found

from attachbib.rules import RULE_NAMES

CORPUS = ROOT.parent / "shared" / "corpora" / "large.bib"
ROUNDS = 2


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Files]:
    """The example, and a generated project."""
    random = Random(0)
    works = made_up_works(random, WORKS)
    return [example(), generated(random, works, tmp_path_factory.mktemp("made-up"))]


def test_every_rule_has_a_defect() -> None:
    assert set(DEFECTS) == set(RULE_NAMES)


def test_clean_projects_have_no_findings(projects: list[Files], tmp_path: Path) -> None:
    found = [
        one
        for number, files in enumerate(projects)
        for one in found_in(files, tmp_path / str(number))
    ]
    # The example is committed before its DOIs are looked up.
    assert [one for one in found if one.rule != "lock-missing"] == []


@pytest.mark.skipif(not CORPUS.is_file(), reason="needs ../shared/corpora, real .bib files")
def test_clean_projects_of_real_entries_have_no_findings(tmp_path: Path) -> None:
    real = real_works(CORPUS)
    for number in range(5):
        random = Random(number)
        folder = tmp_path / str(number)
        assert found_in(generated(random, random.sample(real, WORKS), folder), folder) == []


@pytest.mark.parametrize("rule", DEFECTS)
def test_defects_are_found(rule: str, projects: list[Files], tmp_path: Path) -> None:
    seeded = [
        one
        for files in projects
        for number in range(ROUNDS)
        if (one := DEFECTS[rule](files, Random(f"{rule} {number}"))) is not None
    ]
    assert seeded
    missed = [
        (one.path, one.line, one.key)
        for number, one in enumerate(seeded)
        if not is_found(one, tmp_path / str(number), rule)
    ]
    assert missed == []
