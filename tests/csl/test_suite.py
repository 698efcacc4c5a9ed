"""The CSL test suite as a ratchet: nothing that passed may fail, no gain goes unrecorded."""

from __future__ import annotations

from pathlib import Path

import pytest
import run_suite

SUITE = Path(__file__).resolve().parents[3] / "shared" / "csl-suite"
PASSING = Path(__file__).with_name("passing.txt")
FAILING = Path(__file__).with_name("failing.md")
OWN = Path(__file__).with_name("fixtures")

needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason=f"no CSL test suite in {SUITE}")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, bool]:
    return {path.stem: run_suite.outcome(path)[0] for path in sorted(SUITE.glob("*.txt"))}


@needs_suite
def test_nothing_is_lost(outcomes: dict[str, bool]) -> None:
    recorded = PASSING.read_text(encoding="utf-8").split()
    assert [name for name in recorded if not outcomes.get(name, True)] == []


@needs_suite
def test_no_gain_is_unrecorded(outcomes: dict[str, bool]) -> None:
    recorded = PASSING.read_text(encoding="utf-8").split()
    gained = sorted({name for name, passed in outcomes.items() if passed} - set(recorded))
    assert gained == [], "add these names to tests/csl/passing.txt"


@needs_suite
def test_every_failure_has_a_reason(outcomes: dict[str, bool]) -> None:
    explained = FAILING.read_text(encoding="utf-8")
    failing = [name for name, passed in outcomes.items() if not passed]
    assert [name for name in failing if f"`{name}`" not in explained] == []


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.stem)
def test_own_fixture(path: Path) -> None:
    _, expected, came = run_suite.outcome(path)
    assert came == expected
