"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from attachbib.errors import InputError
from attachbib.files import write_atomically

ROOT = Path(__file__).resolve().parents[1]

posix_only = pytest.mark.skipif(os.name != "posix", reason="file modes and links of POSIX")


def test_a_new_file_holds_the_text_as_given(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out.txt", "Łucja\r\nand\n")
    assert (tmp_path / "out.txt").read_bytes() == "Łucja\r\nand\n".encode()


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out.txt", "a")
    write_atomically(tmp_path / "out.txt", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@posix_only
def test_the_mode_of_an_existing_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    write_atomically(target, "new")
    assert (stat.S_IMODE(target.stat().st_mode), target.read_text("utf-8")) == (0o640, "new")


@posix_only
def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "out.txt", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


@posix_only
def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "folder" / "real.txt")
    write_atomically(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "folder" / "real.txt").read_text(encoding="utf-8") == "new"


def test_when_the_rename_fails_the_old_content_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(InputError, match=r"out\.txt: cannot be written: No space left on device"):
        write_atomically(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("name", ["missing/out.txt", "."])
def test_what_cannot_be_written_is_one_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_atomically(tmp_path / name, "new")


@posix_only
def test_a_device_is_written_to_straight(tmp_path: Path) -> None:
    folder = list(Path("/dev").iterdir())
    write_atomically(Path("/dev/null"), "new")
    assert list(Path("/dev").iterdir()) == folder


@posix_only
def test_standard_output_is_added_to_even_if_it_goes_to_a_file(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from attachbib.files import write_atomically\n"
        "print('before', flush=True)\n"
        "write_atomically(Path('/dev/stdout'), 'text\\n')\n"
    )
    with (tmp_path / "out.txt").open("w") as stream:
        subprocess.run([sys.executable, "-c", code], stdout=stream, cwd=ROOT, check=True)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").split() == ["before", "text"]
