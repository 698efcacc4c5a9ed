"""Text on standard input."""

from __future__ import annotations

import sys

from attachbib.errors import EncodingError


def standard_input() -> str:
    """Return standard input as text.

    Raises:
        EncodingError: it is not UTF-8.
    """
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(f"standard input is not UTF-8 at byte {error.start}.") from None
