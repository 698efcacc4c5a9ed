"""Writing a file whole or not at all: a temporary file beside it, fsync, rename."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from attachbib.errors import InputError

_DEVICES = Path("/dev")


def write_atomically(path: Path, text: str) -> None:
    """Put text into a file as UTF-8; line ends stay as they are in `text`.

    A reader sees the old content or the new one, never a part. The mode of an existing
    file is kept, and of a symbolic link the file it points to is written. What is not a
    regular file (a pipe, a device, whatever `/dev/stdout` is) is written to straight.

    Raises:
        InputError: the folder does not exist or may not be written to, or `path` is a folder.
    """
    data = text.encode("utf-8")
    try:
        _write(Path(os.path.realpath(path)), path, data)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=path) from None


def _write(target: Path, path: Path, data: bytes) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    if mode and (not stat.S_ISREG(mode) or _DEVICES in path.absolute().parents):
        with path.open("ab") as stream:
            stream.write(data)
        return
    temporary = target.parent / f".attachbib-{secrets.token_hex(8)}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows cannot open a folder and need not."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
