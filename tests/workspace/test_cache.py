"""The cache: what was put in comes out, or nothing; whatever happened to the folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.workspace import cache as cache_module
from attachbib.workspace.cache import Cache, cache_folder, digest

KEY = digest("a key")
RECORD = "naïve \ud800\nsecond line\r\n"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def only_file(cache: Cache) -> Path:
    (path,) = cache.folder.iterdir()
    return path


def test_a_record_comes_back_under_its_key_only(cache: Cache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, RECORD)
    assert cache.get(KEY) == RECORD
    assert cache.get(digest("another")) is None


@given(record=st.text())
def test_any_text_comes_back(record: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = Cache(tmp_path_factory.mktemp("any"))
    cache.put(KEY, record)
    assert cache.get(KEY) == record


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_nobody_else_may_read_it(cache: Cache) -> None:
    cache.put(KEY, RECORD)
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(cache).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_folder_that_others_may_write_to_is_not_used(cache: Cache) -> None:
    cache.put(KEY, RECORD)
    cache.folder.chmod(0o777)
    assert cache.get(KEY) is None
    cache.put(digest("another"), RECORD)
    assert len(list(cache.folder.iterdir())) == 1


@given(at=st.integers(0), byte=st.integers(0, 255), keep=st.booleans())
def test_a_damaged_record_is_no_record(
    at: int, byte: int, keep: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = Cache(tmp_path_factory.mktemp("damaged"))
    cache.put(KEY, RECORD)
    path = only_file(cache)
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + bytes([byte]) + (data[at + 1 :] if keep else b""))
    assert cache.get(KEY) == (RECORD if path.read_bytes() == data else None)


def test_a_record_under_another_name_is_no_record(cache: Cache) -> None:
    cache.put(KEY, RECORD)
    other = digest("another")
    only_file(cache).rename(cache.folder / f"{other}.txt")
    assert cache.get(other) is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEY, RECORD)
    assert cache.get(KEY) is None


def test_a_folder_that_is_deleted_meanwhile_is_no_error(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(*_: object) -> None:
        for path in cache.folder.iterdir():
            path.unlink()
        cache.folder.rmdir()
        raise FileNotFoundError

    monkeypatch.setattr(os, "replace", vanish)
    cache.put(KEY, RECORD)
    assert not cache.folder.exists()


def test_the_longest_unused_records_go_when_there_are_too_many(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [digest(str(number)) for number in range(4)]
    for number, key in enumerate(keys):
        cache.put(key, "x" * 1000)
        os.utime(cache.folder / f"{key}.txt", (number, number))
    assert cache.get(keys[0]) is not None
    monkeypatch.setattr(cache_module, "MAX_BYTES", 4000)
    cache.put(digest("last"), "x" * 1000)
    left = {path.stem for path in cache.folder.iterdir()}
    assert left == {keys[0], keys[3], digest("last")}


def test_what_was_never_finished_is_removed_after_a_while(cache: Cache) -> None:
    cache.put(KEY, RECORD)
    old, new = cache.folder / ".old.txt", cache.folder / ".new.txt"
    for path, age in ((old, 7200), (new, 60)):
        path.write_bytes(b"")
        os.utime(path, (time.time() - age, time.time() - age))
    cache.put(KEY, RECORD)
    assert not old.exists()
    assert new.exists()


def test_two_processes_that_write_at_once_leave_a_whole_record(cache: Cache) -> None:
    program = (
        "import sys; from pathlib import Path; from attachbib.workspace.cache import Cache\n"
        "for _ in range(50): Cache(Path(sys.argv[1])).put(sys.argv[2], sys.argv[3] * 10000)"
    )
    cache.folder.mkdir(mode=0o700)
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(cache.folder), KEY, letter])
        for letter in "ab"
    ]
    while any(writer.poll() is None for writer in writers):
        assert cache.get(KEY) in (None, "a" * 10000, "b" * 10000)
    assert all(writer.returncode == 0 for writer in writers)
    assert only_file(cache).stem == KEY


def test_the_folder_is_that_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ATTACHBIB_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == tmp_path / ".cache" / "attachbib"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == tmp_path / ".cache" / "attachbib"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "attachbib"
    monkeypatch.setenv("ATTACHBIB_CACHE_DIR", str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named"


@given(one=st.lists(st.text()), other=st.lists(st.text()))
def test_a_digest_is_of_the_parts_not_of_their_sum(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)
