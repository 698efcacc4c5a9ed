"""Writing files whole or not at all: a temporary file beside each, fsync, rename."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from attachbib.errors import InputError
from attachbib.source import Source, encode_as_read, read_bytes

_DEVICES = Path("/dev")
_PATIENCE = 10.0
"""Seconds to wait for another process that writes in the same folder."""


class Change(NamedTuple):
    """A file as it was read, and the text it should have."""

    source: Source
    text: str


def write_atomically(path: Path, text: str) -> None:
    """Put text into a file as UTF-8; line ends stay as they are in `text`.

    A reader sees the old content or the new one, never a part. The mode of an existing
    file is kept, and of a symbolic link the file it points to is written. What is not a
    regular file (a pipe, a device, whatever `/dev/stdout` is) is written to straight.

    Raises:
        InputError: the folder does not exist or may not be written to, or `path` is a folder.
    """
    data = text.encode("utf-8")
    with _errors_of(path):
        _write(Path(os.path.realpath(path)), path, data)


def replace_texts(changes: Iterable[Change]) -> None:
    """Put text into files that were read, in their encodings and with their byte order marks.

    Nothing is written unless every file still holds the bytes that were read and the new
    text of each is safely on disk; only then are they put in place, one after the other.
    Processes that do this in the same folder wait for each other. Modes are kept, and of a
    symbolic link the file it points to is written.

    Raises:
        InputError: a file was changed or removed after it was read, is write-protected, no
            regular file or in a folder that may not be written to, its encoding lacks a
            character of the new text, or two changes of it differ.
    """
    by_target = _by_target(changes)
    with ExitStack() as stack:
        for folder in sorted({target.parent for target in by_target}):
            stack.enter_context(_locked(folder))
        staged: list[tuple[Path, Path, Path]] = []
        for target, (source, text) in by_target.items():
            data = encode_as_read(source, text, _bytes_now(source.path))
            temporary = _beside(target)
            stack.callback(temporary.unlink, missing_ok=True)
            with _errors_of(source.path):
                _stage(temporary, data, stat.S_IMODE(target.stat().st_mode))
            staged.append((temporary, target, source.path))
        for temporary, target, path in staged:
            with _errors_of(path):
                temporary.replace(target)
                _sync_folder(target.parent)


def _by_target(changes: Iterable[Change]) -> dict[Path, Change]:
    """The file that each path leads to → its change; several paths may lead to one file."""
    found: dict[Path, Change] = {}
    for change in changes:
        known = found.setdefault(Path(os.path.realpath(change.source.path)), change)
        if known.text != change.text:
            raise InputError(
                f"this is the same file as {known.source.path}, and both would be changed; "
                "nothing was written.",
                path=change.source.path,
                hint="Name it once.",
            )
    return found


def _bytes_now(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise InputError("this is no regular file; nothing was written.", path=path)
    data = read_bytes(path)
    if not os.access(path, os.W_OK):
        raise InputError("the file is write-protected; nothing was written.", path=path)
    return data


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Turn what the system reports into an error of attachbib's."""
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=path) from None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which the system frees when the process ends in any way.

    Windows has no lock of a folder, some network file systems have none at all. What is
    left there is the comparison with the bytes that were read, just before the rename.
    """
    if os.name != "posix":
        yield
        return
    with _errors_of(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        _wait_for_lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _wait_for_lock(handle: int, folder: Path) -> None:
    import fcntl

    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise InputError(
                    "another process is writing in this folder and does not finish; "
                    "nothing was written.",
                    path=folder,
                    hint="Run it again when that process has ended.",
                ) from None
            time.sleep(0.01)
        except OSError:
            return
        else:
            return


def _write(target: Path, path: Path, data: bytes) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    if mode and (not stat.S_ISREG(mode) or _DEVICES in path.absolute().parents):
        with path.open("ab") as stream:
            stream.write(data)
        return
    temporary = _beside(target)
    # Ctrl-C may come as soon as the file exists, so what removes it must be in place before.
    try:
        _stage(temporary, data, stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _beside(target: Path) -> Path:
    """Return a name for a temporary file that nothing has yet."""
    return target.parent / f".attachbib-{secrets.token_hex(8)}.tmp"


def _stage(temporary: Path, data: bytes, mode: int) -> None:
    """Write a new file through to the disk; mode 0 leaves the umask's."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if mode:
        temporary.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows cannot open a folder and need not."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
