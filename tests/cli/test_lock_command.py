"""`attachbib lock` as a user meets it, against a registry on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Run, heed_interrupts
from terminal import needs_terminal, run_on_terminal

sys.path.insert(0, str(ROOT / "tests" / "registries"))
import registry_server as server
from registry_server import Registry, crossref_work, datacite_work, serve

from attachbib.registries.lock_read import read_lock

ENTRY = "@article{{key{0}, author = {{Doe, Jane}}, title = {{Work}}, doi = {{10.5555/{0}}}}}\n"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry that has the works `10.5555/0` to `10.5555/2`."""
    monkeypatch.delenv("ATTACHBIB_MAILTO", raising=False)
    works = {f"10.5555/{number}": crossref_work(f"10.5555/{number}") for number in range(3)}
    with serve(Registry(crossref=dict(works))) as running:
        yield running


@pytest.fixture
def library(tmp_path: Path, registry: Registry) -> Path:
    """A project with a library of three references, whose registries are that one."""
    return make_library(tmp_path, registry, 3)


def make_library(folder: Path, registry: Registry, count: int, timeout: float = 5) -> Path:
    (folder / "references").mkdir()
    (folder / "references" / "article.md").write_text("# Empty\n", encoding="utf-8")
    path = folder / "references" / "library.bib"
    path.write_text("".join(ENTRY.format(number) for number in range(count)), encoding="utf-8")
    (folder / "attachbib.toml").write_text(
        f'[registries]\ntimeout = {timeout}\ncrossref-url = "{registry.url}"\n'
        f'datacite-url = "{registry.url}"\ndoi-url = "{registry.url}"\n',
        encoding="utf-8",
    )
    return path


def records(library: Path) -> dict[str, Any]:
    text = library.with_name("attachbib.lock").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["records"]
    return found


def test_the_answers_are_kept_beside_the_library(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    del registry.crossref["10.5555/2"]
    registry.datacite["10.5555/2"] = datacite_work("10.5555/2")
    done = attachbib("lock")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"wrote {Path('references', 'attachbib.lock')}",
        "3 found, 0 not found, 0 not checked",
    ]
    assert "asked about 3 of 3 DOIs" in done.stderr
    assert [one["agency"] for one in records(library).values()] == [
        "Crossref",
        "Crossref",
        "DataCite",
    ]


def test_a_second_run_asks_nobody_and_writes_nothing(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    attachbib("lock")
    registry.log.clear()
    before = library.with_name("attachbib.lock").stat()
    done = attachbib("lock", "--max-age", "30")
    assert (done.returncode, done.stdout) == (0, "3 found, 0 not found, 0 not checked\n")
    assert registry.log == []
    assert library.with_name("attachbib.lock").stat().st_mtime_ns == before.st_mtime_ns


def test_refresh_and_age_ask_again(attachbib: Run, library: Path, registry: Registry) -> None:
    attachbib("lock")
    lock = library.with_name("attachbib.lock")
    text = lock.read_text(encoding="utf-8")
    day = records(library)["10.5555/1"]["asked"]
    lock.write_text(text.replace(day, "2020-01-01", 1), encoding="utf-8")
    registry.log.clear()
    attachbib("lock")
    assert registry.log == []
    attachbib("lock", "--max-age", "30")
    assert [one.path for one in registry.log] == ["/works/10.5555/0"]
    attachbib("lock", "--refresh", "--only", "key1")
    assert [one.path for one in registry.log][1:] == ["/works/10.5555/1"]


def test_a_doi_that_does_not_exist(attachbib: Run, library: Path, registry: Registry) -> None:
    del registry.crossref["10.5555/1"]
    done = attachbib("lock")
    assert done.returncode == 1
    assert "not found: 10.5555/1 (key1)" in done.stdout
    assert "2 found, 1 not found, 0 not checked" in done.stdout
    assert records(library)["10.5555/1"]["outcome"] == "not-found"


def test_what_was_not_answered_is_not_kept(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    registry.faults["10.5555/1"] = server.malformed
    done = attachbib("lock")
    assert done.returncode == 2
    assert "not checked: 10.5555/1 (key1): answered with malformed JSON." in done.stdout
    assert "2 found, 0 not found, 1 not checked" in done.stdout
    assert list(records(library)) == ["10.5555/0", "10.5555/2"]
    registry.faults.clear()
    registry.log.clear()
    assert attachbib("lock").returncode == 0
    assert [one.path for one in registry.log] == ["/works/10.5555/1"]


def test_a_refresh_without_an_answer_keeps_the_record(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    attachbib("lock")
    before = records(library)
    registry.faults[""] = server.forbidden
    assert attachbib("lock", "--refresh").returncode == 2
    assert records(library) == before


def test_offline_nobody_is_asked(attachbib: Run, library: Path, registry: Registry) -> None:
    done = attachbib("lock", "--offline")
    assert done.returncode == 2
    assert "0 found, 0 not found, 3 not checked" in done.stdout
    assert registry.log == []
    attachbib("lock")
    assert attachbib("lock", "--offline").returncode == 0


def test_dry_run_says_what_would_be_asked(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    done = attachbib("lock", "--dry-run", "--only", "key0,key2")
    assert done.stdout == "would ask about 10.5555/0\nwould ask about 10.5555/2\n"
    assert registry.log == []
    assert not library.with_name("attachbib.lock").exists()


def test_records_that_the_library_does_not_need_are_dropped(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    attachbib("lock")
    library.write_text(ENTRY.format(0), encoding="utf-8")
    registry.log.clear()
    assert attachbib("lock").returncode == 0
    assert list(records(library)) == ["10.5555/0"]
    assert registry.log == []


def test_a_key_that_no_reference_has(attachbib: Run, library: Path) -> None:
    done = attachbib("lock", "--only", "kye1")
    assert done.returncode == 2
    assert "no reference has the key 'kye1'" in done.stderr


def test_a_doi_that_is_none_is_not_checked(attachbib: Run, library: Path) -> None:
    library.write_text("@book{a, title = {A}, doi = {soon}}\n", encoding="utf-8")
    done = attachbib("lock")
    assert done.returncode == 2
    assert "not checked: soon (a): this is no DOI, see the rule malformed-doi." in done.stdout


def test_a_merge_that_was_not_resolved(attachbib: Run, library: Path) -> None:
    attachbib("lock")
    lock = library.with_name("attachbib.lock")
    text = lock.read_text(encoding="utf-8")
    lock.write_text("<<<<<<< HEAD\n" + text, encoding="utf-8")
    done = attachbib("lock")
    assert done.returncode == 2
    assert "attachbib.lock:1: a merge was not resolved" in done.stderr


def test_a_broken_record_is_asked_for_again(
    attachbib: Run, library: Path, registry: Registry
) -> None:
    attachbib("lock")
    lock = library.with_name("attachbib.lock")
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace('"outcome": "found"', '"outcome": "fond"', 1), encoding="utf-8")
    registry.log.clear()
    done = attachbib("lock")
    assert "the record of 10.5555/0 cannot be read" in done.stderr
    assert [one.path for one in registry.log] == ["/works/10.5555/0"]
    assert lock.read_text(encoding="utf-8") == text


def test_a_lock_that_cannot_be_read_leaves_the_rest_of_a_check(
    attachbib: Run, library: Path
) -> None:
    library.with_name("attachbib.lock").write_text("{", encoding="utf-8")
    done = attachbib("check")
    assert done.returncode == 2
    assert "attachbib.lock" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_unknown_key_of_the_configuration(attachbib: Run, library: Path) -> None:
    config = library.parents[1] / "attachbib.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("crossref-url", "crosref-url"), encoding="utf-8")
    done = attachbib("lock")
    assert done.returncode == 2
    assert "attachbib.toml:3:1: unknown key `crosref-url`. Did you mean `crossref-url`?" in (
        done.stderr
    )


def start(folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "attachbib", "lock"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=heed_interrupts,
    )


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_is_taken_up_again(
    attachbib: Run, tmp_path: Path, registry: Registry, how: signal.Signals
) -> None:
    count = 400
    library = make_library(tmp_path, registry, count)
    for number in range(count):
        registry.crossref[f"10.5555/{number}"] = crossref_work(f"10.5555/{number}")
    registry.delay = 0.5
    lock = library.with_name("attachbib.lock")
    process = start(tmp_path)
    deadline = time.monotonic() + 30
    while not lock.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(how)
    process.wait(timeout=30)
    assert process.returncode in (-signal.SIGKILL, 130)
    time.sleep(2 * registry.delay)
    kept = read_lock(lock)
    assert kept.problems == ()
    assert 0 < len(kept.records) < count
    registry.log.clear()
    registry.delay = 0
    assert attachbib("lock").returncode == 0
    again = [doi for request in registry.log for doi in request.dois()]
    assert len(again) == len(set(again)) == count - len(kept.records)
    assert kept.records.keys().isdisjoint(again)
    assert len(records(library)) == count
    assert list(library.parent.glob("*.tmp")) == []


@needs_terminal
def test_a_terminal_shows_a_bar(library: Path) -> None:
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    printed = run_on_terminal("lock", cwd=library.parents[1], environment=environment)
    assert "Asking registries" in printed
    assert "3 found, 0 not found, 0 not checked" in printed
    assert "asked about" not in printed


def test_notices_of_retraction_watch_need_no_network(
    library: Path, attachbib: Run, tmp_path: Path
) -> None:
    table = tmp_path / "retraction_watch.csv"
    table.write_text(
        "RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"
        "2/6/2010 0:00,10.5555/notice,10.5555/1,Retraction\n"
        "2/6/2010 0:00,10.5555/notice,10.5555/elsewhere,Retraction\n"
    )
    attachbib("lock", "--project", str(tmp_path), "--offline", "--retraction-watch", str(table))
    kept = records(library)
    assert list(kept) == ["10.5555/1"]
    assert kept["10.5555/1"]["updates"][0]["notice"] == "10.5555/notice"
    result = attachbib("lock", "--project", str(tmp_path))
    assert result.returncode == 0
    assert len(records(library)) == 3
    assert records(library)["10.5555/1"]["agency"] == "Crossref"
    assert records(library)["10.5555/1"]["updates"] == kept["10.5555/1"]["updates"]
