"""JSON as text that UTF-8 can hold, whatever the files it was made from hold."""

from __future__ import annotations

import json
from typing import Any


def dump_json(value: Any) -> str:
    """Return a value as indented JSON; half a surrogate pair is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
