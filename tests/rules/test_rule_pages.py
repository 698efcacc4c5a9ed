"""Every rule has a page and a fixture, and both are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_cases import Case, case, cases, findings, line_of, sections

from attachbib.rules import RULE_NAMES, Rule, load_rule

FIXTURES = Path(__file__).parent
ALL_CASES = [
    (path.stem, one)
    for path in sorted(FIXTURES.glob("*.md"))
    for one in cases(path.read_text(encoding="utf-8"))
]


def test_rules_pages_and_fixtures_are_the_same_set() -> None:
    assert {path.stem for path in FIXTURES.glob("*.md")} == set(RULE_NAMES)


@pytest.mark.parametrize("name", RULE_NAMES)
def test_page_has_its_parts(name: str) -> None:
    parts = sections(load_rule(name).page)
    assert list(parts) == ["", "Why", "Bad", "Good", "Fix"]
    assert all(text.strip() for text in parts.values())
    assert load_rule(name).summary.endswith(".")
    assert re.fullmatch(r"\d+\.\d+", load_rule(name).since)


@pytest.mark.parametrize("name", RULE_NAMES)
def test_bad_example_is_found(name: str, tmp_path: Path) -> None:
    bad = case("Bad", sections(load_rule(name).page)["Bad"])
    assert bad.files
    assert findings(tmp_path, bad.files, name)


def _is_expected_of_all(rule: Rule) -> bool:
    """Whether the examples of other rules have no finding of it: they need no lock, say."""
    return rule.default and rule.severity != "info"


@pytest.mark.parametrize("name", RULE_NAMES)
def test_good_example_is_clean_by_every_rule(name: str, tmp_path: Path) -> None:
    good = case("Good", sections(load_rule(name).page)["Good"])
    assert good.files
    rules = [one for one in RULE_NAMES if one == name or _is_expected_of_all(load_rule(one))]
    found = [one for rule in rules for one in findings(tmp_path, good.files, rule)]
    assert [one for one in found if one.path.name in good.files] == []


@pytest.mark.parametrize(
    ("name", "one"), ALL_CASES, ids=[f"{name}: {one.title}" for name, one in ALL_CASES]
)
def test_fixture(name: str, one: Case, tmp_path: Path) -> None:
    found = findings(tmp_path, one.files, name)
    assert tuple(line_of(finding, tmp_path) for finding in found) == one.expected
