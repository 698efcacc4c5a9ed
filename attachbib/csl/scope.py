"""What compiled elements share: style, locale, the area being compiled, parsed texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from attachbib.csl.frame import Frame, Render
from attachbib.csl.locale import Locale
from attachbib.csl.style import Node, Style
from attachbib.richtext.model import Rich

Abbreviations = Mapping[str, Mapping[str, str]]
"""Variable (or `number`, `title` …) → full form → abbreviation."""


class Scope(NamedTuple):
    """Where an element is compiled; macros are compiled once per scope."""

    style: Style
    locale: Locale
    area: str
    """`citation` or `bibliography`."""
    sort: bool
    """Whether a sort key is compiled: names inverted, dates as digits, no formatting."""
    parse: Callable[[str], Rich]
    """Field text → rich text."""
    options: Mapping[str, str]
    """Inheritable name options of `cs:style`, then of the area."""
    key_options: Mapping[str, str]
    """Name options of a sort key, which win over those of `cs:name`."""
    abbreviations: Abbreviations
    compile: Callable[[Node], Render]
    """Compile one rendering element of this scope."""
    macro: Callable[[str], Render]
    """The compiled macro of a name."""


def deferred(compile_: Callable[[], Render]) -> Render:
    """Return an element that is compiled when it first renders: of most styles half never does."""
    made: Render | None = None

    def render(frame: Frame) -> Rich:
        nonlocal made
        if made is None:
            made = compile_()
        return made(frame)

    return render
