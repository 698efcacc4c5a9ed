"""`check` in several processes, and again: the output is that of one process and a first run."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Done, Run


@pytest.fixture
def many(project: Path) -> Path:
    """A project with some articles, one of which is in no encoding that is read."""
    for number in range(12):
        text = f"# Part {number}\n\nNaps help [@doe{2010 + number}; @doe2020].\n\nThey are 3 %.\n"
        (project / f"part-{number}.md").write_text(text, encoding="utf-8")
    (project / "broken.md").write_bytes("Schläfchen helfen.\n".encode("latin-1"))
    return project


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ATTACHBIB_CACHE_DIR", str(folder))
    return folder


@pytest.mark.parametrize("output_format", ["full", "json", "sarif"])
def test_the_output_does_not_depend_on_processes_or_earlier_runs(
    attachbib: Run, many: Path, cache: Path, output_format: str
) -> None:
    def run(*options: str) -> Done:
        return attachbib("check", "--output-format", output_format, *options)

    expected = run("--no-cache", "--jobs", "1")
    assert expected.returncode == 2
    assert "broken.md" in expected.stdout
    assert "doe2011" in expected.stdout
    assert run("--no-cache", "--jobs", "3") == expected
    for jobs in ("2", "1", "2"):
        assert run("--jobs", jobs) == expected


def test_a_changed_file_is_seen_and_others_are_still_reported(
    attachbib: Run, many: Path, cache: Path
) -> None:
    attachbib("check")
    changed = many / "part-3.md"
    changed.write_text("Naps help [@nobody2000].\n", encoding="utf-8")
    again = attachbib("check")
    assert "nobody2000" in again.stdout
    assert "doe2013" not in again.stdout
    assert "doe2014" in again.stdout
    assert again == attachbib("check", "--no-cache")


def test_no_cache_keeps_nothing(attachbib: Run, many: Path, cache: Path) -> None:
    attachbib("check", "--no-cache")
    assert not cache.exists()
    attachbib("check")
    assert len(list(cache.iterdir())) == 1


def test_a_cache_that_cannot_be_written_is_none(
    attachbib: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTACHBIB_CACHE_DIR", str(many / "library.bib" / "cache"))
    assert attachbib("check") == attachbib("check", "--no-cache")


def test_a_damaged_cache_is_none(attachbib: Run, many: Path, cache: Path) -> None:
    expected = attachbib("check")
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes().replace(b"doe2014", b"doe2020"))
    assert attachbib("check") == expected


def test_fewer_than_one_process_is_a_usage_error(attachbib: Run, project: Path) -> None:
    done = attachbib("check", "--jobs", "0")
    assert done.returncode == 2
    assert "--jobs" in done.stderr
