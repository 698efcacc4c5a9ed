"""Writing files: whole or not at all, and nothing over what another process wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attachbib import files
from attachbib.errors import InputError
from attachbib.files import Change, replace_texts, write_atomically
from attachbib.source import Source, read_source

ROOT = Path(__file__).resolve().parents[1]

ADD_LINES = """
import sys
from pathlib import Path
from attachbib.errors import InputError
from attachbib.files import Change, replace_texts
from attachbib.source import read_source

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    while True:
        source = read_source(path)
        try:
            replace_texts([Change(source, f"{source.text}{name}{number}\\n")])
            break
        except InputError as error:
            assert "changed after it was read" in error.message
"""


def replace_text(source: Source, text: str) -> None:
    replace_texts([Change(source, text)])


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


@pytest.mark.parametrize(
    "write", [write_atomically, lambda path, text: replace_text(read_source(path), text)]
)
def test_an_interrupt_right_after_a_file_was_made_leaves_none(
    write: Callable[[Path, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    really_open = os.open

    def interrupted(path: Path, flags: int, mode: int = 0o777) -> int:
        handle = really_open(path, flags, mode)
        if flags & os.O_CREAT:
            os.close(handle)
            raise KeyboardInterrupt
        return handle

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(target, "new")
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


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"caf\xc3\xa9\r\nb\n", "utf-8"),
        (b"\xef\xbb\xbfcaf\xc3\xa9\n", "utf-8"),
        (b"caf\xe9 \xdf\r\n", "iso-8859-1"),
        ("caf\xe9\n".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "caf\xe9\n".encode("utf-16-be"), "utf-16"),
        (b"a\rb\n\rc", "UTF8"),
    ],
)
def test_what_is_not_edited_keeps_its_bytes(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(data)
    source = read_source(path, encoding=encoding)
    replace_text(source, source.text)
    assert path.read_bytes() == data
    replace_text(source, f"{source.text}ä")
    assert path.read_bytes().startswith(data)
    assert read_source(path, encoding=encoding).text == f"{source.text}ä"


def test_a_character_that_the_encoding_lacks_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(b"caf\xe9\n")
    source = read_source(path, encoding="iso-8859-1")
    with pytest.raises(InputError, match=r"'Ł' \(U\+0141\) cannot be written in iso-8859-1"):
        replace_text(source, "Łucja")
    assert path.read_bytes() == b"caf\xe9\n"


def test_bytes_that_an_encoding_has_two_forms_of_are_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(b"\xfa\x4a")  # a second code of U+2160, which is written as 87 54
    source = read_source(path, encoding="cp932")
    with pytest.raises(InputError, match="cp932 cannot be written back byte for byte"):
        replace_text(source, source.text + "a")


@pytest.mark.parametrize("now", [b"b\n", b"a", b"\xef\xbb\xbfb", b"\xff\n"])
def test_a_file_that_was_changed_after_it_was_read_is_left_alone(
    tmp_path: Path, now: bytes
) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(b"a\n")
    source = read_source(path)
    path.write_bytes(now)
    with pytest.raises(InputError, match=r"changed after it was read.*Run it again"):
        replace_text(source, "c")
    assert path.read_bytes() == now
    path.unlink()
    with pytest.raises(InputError, match="no such file"):
        replace_text(source, "c")
    assert not list(tmp_path.iterdir())


def test_two_processes_that_edit_a_file_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"")
    running = [
        subprocess.Popen([sys.executable, "-c", ADD_LINES, path, name, "40"], cwd=ROOT)
        for name in "ab"
    ]
    assert [one.wait() for one in running] == [0, 0]
    lines = path.read_text(encoding="utf-8").split()
    assert sorted(lines) == sorted(f"{name}{number}" for name in "ab" for number in range(40))
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_a_process_that_keeps_the_folder_locked_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(files, "_PATIENCE", 0.0)
    path = tmp_path / "in.txt"
    path.write_bytes(b"a")
    source = read_source(path)
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(InputError, match="another process is writing in this folder"):
        replace_text(source, "b")
    os.close(folder)
    replace_text(source, "b")
    assert path.read_bytes() == b"b"


@posix_only
def test_a_replaced_file_keeps_its_mode_and_the_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "real.bib"
    target.write_bytes(b"a")
    target.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(target)
    replace_text(read_source(link), "b")
    assert link.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"b", 0o640)


not_as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere"
)


@not_as_root
def test_a_file_that_is_write_protected_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(b"a")
    path.chmod(0o400)
    with pytest.raises(InputError, match=r"in\.bib: the file is write-protected"):
        replace_text(read_source(path), "b")
    assert path.read_bytes() == b"a"


@not_as_root
def test_a_folder_that_may_not_be_written_to_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes(b"a")
    source = read_source(path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match=r"in\.bib: cannot be written: Permission denied"):
            replace_text(source, "b")
    finally:
        tmp_path.chmod(0o700)
    assert path.read_bytes() == b"a"


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    sources = []
    for name in "abc":
        path = tmp_path / name / "in.txt"
        path.parent.mkdir()
        path.write_text(name, encoding="utf-8")
        sources.append(read_source(path))
    sources[2].path.write_text("other", encoding="utf-8")
    changes = [Change(source, "new") for source in sources]
    with pytest.raises(InputError, match=r"c/in\.txt: the file was changed"):
        replace_texts(changes)
    assert [path.read_text("utf-8") for path in tmp_path.rglob("*.*")].count("new") == 0
    assert len([*tmp_path.rglob("*.*")]) == 3
    replace_texts(changes[:2])
    assert [source.path.read_text("utf-8") for source in sources] == ["new", "new", "other"]


@posix_only
def test_two_changes_of_one_file_must_agree(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"a")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    source, linked = read_source(path), read_source(link)
    with pytest.raises(InputError, match=r"link\.txt: this is the same file as .*in\.txt"):
        replace_texts([Change(source, "b"), Change(linked, "c")])
    assert path.read_bytes() == b"a"
    replace_texts([Change(source, "b"), Change(linked, "b")])
    assert path.read_bytes() == b"b"


@posix_only
def test_what_is_no_regular_file_is_not_replaced() -> None:
    with pytest.raises(InputError, match="no regular file"):
        replace_text(Source(Path("/dev/null"), ""), "new")
