"""Reading files as text: what an error says about bytes that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.errors import EncodingError, InputError
from attachbib.source import read_source


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_byte_that_is_not_utf_8_is_counted_from_the_start_of_the_file(
    tmp_path: Path, mark: bytes
) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(mark + b"one\ncaf\xe9\n")
    with pytest.raises(EncodingError) as raised:
        read_source(path)
    assert raised.value.message == f"byte {len(mark) + 7} (0xe9) is not valid utf-8."
    assert raised.value.line == 2


def test_an_encoding_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"a")
    with pytest.raises(InputError, match="'utf-9' is no encoding that is known"):
        read_source(path, encoding="utf-9")
