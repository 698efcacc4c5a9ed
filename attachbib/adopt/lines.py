"""One line of a list of references: its text without number, and when two lines are the same.

Two lines are *exactly* the same but for white space and the list number. They are *alike*
if they differ only in what typesetting changes (see `typesetting`), and in the letter that
tells works of one author and year apart, which follows from the rest of the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attachbib.adopt.typesetting import without_typesetting

MAX_LINE = 2000
"""Characters; a longer line is no reference, or several."""

_NUMBER = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])\s+(?:\d{1,3}\.\s+)?")
_YEAR_LETTER = re.compile(r"\b((?:1[5-9]|20)\d\d)[a-rt-z]\b")
"""`2013a`; not `1980s`."""
_SAME_AUTHORS = re.compile(r"^(?:———|---|—{1,3}|–{2,3}|_{3,})(?=[.,])")


def clean_line(text: str) -> str:
    """Return a line without its list number, white space as single spaces."""
    return _NUMBER.sub("", " ".join(text.split()), count=1).strip()


def is_exact(left: str, right: str) -> bool:
    """Whether two lines are the same but for the list number and white space."""
    return clean_line(left) == clean_line(right)


def is_alike(left: str, right: str) -> bool:
    """Whether two lines differ only in what typesetting changes; see the module."""
    return _bare(left) == _bare(right)


def without_year_letter(line: str) -> str:
    """Return a line with `2013` for `2013a`."""
    return _YEAR_LETTER.sub(r"\1", line)


def spell_out_authors(lines: Iterable[str], authors_of: Callable[[str], str]) -> list[str]:
    """Return lines with the authors of the line before where a dash stands for them.

    Args:
        authors_of: returns the authors at the start of a line, "" if there are none.
    """
    full: list[str] = []
    for line in lines:
        dash = _SAME_AUTHORS.match(line)
        authors = authors_of(full[-1]) if dash and full else ""
        full.append(authors + line[dash.end() :] if dash and authors else line)
    return full


def _bare(line: str) -> str:
    return without_typesetting(without_year_letter(clean_line(line)))
