"""What earlier runs found out, in the user's cache folder: safe to delete, never wrong.

A record is kept under the digest of everything it follows from (`digest`): the files that were
read, the configuration, the date, this package's own files, Python. If any of them changes, the
record is not found, and there is nothing to invalidate.

Records are text: reading one runs no code, which pickle and marshal cannot promise for a
folder that others may be able to write to. A record states its key and the SHA-256 of its
content; one that is cut off, damaged or put under another name counts as missing. So does the
whole folder if it is not the user's own, or if others may write to it. Nothing here raises:
without a cache a run is only slower.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path

FOLDER_VARIABLE = "ATTACHBIB_CACHE_DIR"
"""The environment variable that names the folder of the cache."""

MAX_BYTES = 256 * 1024 * 1024
"""How large all records may become together; then the longest unused are removed."""

MAX_RECORD = 64 * 1024 * 1024
"""How large one record may be; a larger one is neither written nor read."""

_FORMAT = "attachbib cache 2"
_SUFFIX = ".txt"
_LEFT_OVER = 3600.0
"""After how many seconds a file that was never finished is removed."""


def digest(*parts: str) -> str:
    """Return the SHA-256 of some texts, in hexadecimal; no two lists of texts share one."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None if the user has no folder for such things."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(os.path.abspath(named))
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else home / "AppData" / "Local"
        return base / "attachbib" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "attachbib"
    base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    # The XDG Base Directory Specification: a relative path is invalid and ignored.
    return (base if base.is_absolute() else home / ".cache") / "attachbib"


@cache
def program_digest() -> str:
    """Return a digest of what turns files into records: this package, what is installed, Python."""
    package = Path(__file__).parents[1]
    version: str = import_module(package.name).__version__
    parts = [version, sys.version, str(package)]
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(one for one in folders if one != "__pycache__")
        for name in sorted(files):
            parts.append(_stamp(os.path.join(folder, name)))
    parts += (_stamp(one) for one in sys.path if one.endswith("-packages"))
    return digest(*parts)


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return path
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}"


class Cache:
    """Records, each a text, by the digest of what they follow from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> str | None:
        """Return the record of a key, or None."""
        path = self._path(key)
        try:
            if not _is_private(self.folder) or path.stat().st_size > MAX_RECORD:
                return None
            head, _, body = path.read_bytes().partition(b"\n")
            if head != _head(key, body):
                return None
            os.utime(path)
        except OSError:
            return None
        return body.decode("utf-8", "surrogatepass")

    def put(self, key: str, record: str) -> None:
        """Keep a record; if it cannot be written, nothing happens."""
        data = record.encode("utf-8", "surrogatepass")
        if len(data) > MAX_RECORD:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_private(self.folder):
                return
            self._write(self._path(key), _head(key, data) + b"\n" + data)
            self._trim()
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _write(self, path: Path, data: bytes) -> None:
        """Put a file in place whole; `mkstemp` makes it readable by nobody else."""
        import tempfile

        handle, name = tempfile.mkstemp(prefix=".", suffix=_SUFFIX, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise

    def _trim(self) -> None:
        """Remove what was never finished, and the longest unused if there is too much."""
        records: list[tuple[float, int, str]] = []
        now = time.time()
        for one in os.scandir(self.folder):
            if not one.name.endswith(_SUFFIX):
                continue
            found = one.stat(follow_symlinks=False)
            if one.name.startswith("."):
                if now - found.st_mtime > _LEFT_OVER:
                    os.unlink(one.path)
            else:
                records.append((found.st_mtime, found.st_size, one.path))
        size = sum(size for _, size, _ in records)
        for _, bytes_, path in sorted(records):
            if size <= MAX_BYTES:
                break
            os.unlink(path)
            size -= bytes_


def open_cache(folder: Path | None = None) -> Cache | None:
    """Return the cache in a folder, by default the user's; None if there is no such folder."""
    folder = folder or cache_folder()
    return Cache(folder) if folder else None


def _head(key: str, body: bytes) -> bytes:
    return f"{_FORMAT} {key} {hashlib.sha256(body).hexdigest()}".encode()


def _is_private(folder: Path) -> bool:
    """Whether a folder is the user's own and nobody else may write to it."""
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
