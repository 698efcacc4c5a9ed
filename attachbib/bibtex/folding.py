"""Text as it is compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
"""Letters that Unicode does not decompose, as they are written without them."""

_MARKS = re.compile("[\u0300-\u036f]+")
_SCRIPT_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff"


def fold(text: str) -> str:
    """Return text without case and accents: `Łódź` and `LODZ` become the same."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)


@cache
def _word() -> re.Pattern[str]:
    """Compiled when it is first used: the ranges of scripts take 2 ms."""
    return re.compile(rf"[{_SCRIPT_WITHOUT_SPACES}]|[^\W_{_SCRIPT_WITHOUT_SPACES}]+")


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; of Chinese and Japanese each character is one."""
    return _word().findall(fold(text))
