"""Characters that no text output may hold: control characters and lone surrogates."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text without control characters; half a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
