"""Patterns that are compiled when they are first used.

Compiling all patterns of a reader would take longer than reading an ordinary article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial


def lazy_pattern(text: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a function that returns the pattern, compiled once."""
    return cache(partial(re.compile, text, flags))
