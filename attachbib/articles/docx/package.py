"""The parts of a .docx file: a zip of XML, opened with bounds and without entities."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from attachbib.errors import InputError
from attachbib.source import MAX_BYTES

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HINT = "Open it in a word processor and save it as .docx again."


class Package:
    """A .docx file whose parts are read when asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.is_dir():
                raise InputError("expected a file, found a directory.", path=path)
            if path.stat().st_size > MAX_BYTES:
                raise InputError(f"the file is larger than {MAX_BYTES // 1024**2} MiB.", path=path)
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise InputError("no such file.", path=path) from None
        except zipfile.BadZipFile:
            raise InputError(
                "expected a .docx file, which is a zip.", path=path, hint=_HINT
            ) from None
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}.", path=path) from None

    def part(self, name: str) -> _Element | None:
        """Return the root of a part; None if there is none of that name.

        Raises:
            InputError: the part is too large, encrypted, broken, or has a DOCTYPE.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise self._broken(name, f"it cannot be unpacked ({error})") from None
        except (RuntimeError, NotImplementedError):
            raise self._broken(name, "it is encrypted or packed in an unknown way") from None
        if len(data) > MAX_PART:
            raise self._broken(name, f"it is larger than {MAX_PART // 1024**2} MiB")
        return self._parse(name, data)

    def _parse(self, name: str, data: bytes) -> _Element:
        from lxml import etree

        if b"<!DOCTYPE" in data[:4096]:
            raise self._broken(name, "it has a document type declaration")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(name, f"it is not well-formed XML ({error.msg})") from None

    def _broken(self, name: str, why: str) -> InputError:
        return InputError(f"the part `{name}` is not read: {why}.", path=self.path, hint=_HINT)
