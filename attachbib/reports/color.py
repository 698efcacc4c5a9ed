"""Colours of a terminal: when to use them, and which ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TextIO

Tone = Literal["error", "warning", "info", "good"]

_CODES: Mapping[Tone, str] = {"error": "31;1", "warning": "33;1", "info": "36;1", "good": "32;1"}


def is_colored(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what is written to a stream.

    `NO_COLOR` (https://no-color.org) forbids it and `FORCE_COLOR` (https://force-color.org)
    asks for it, each if it is not empty; else it is done on a terminal that is not dumb.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def paint(text: str, tone: Tone, color: bool) -> str:
    """Return text in the colour of a tone, or as it is."""
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if color else text
