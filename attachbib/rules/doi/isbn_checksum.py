"""The rule `isbn-checksum`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.rules.entry_fields import own_text, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_NUMBER = re.compile(r"[\dXx](?:[\dXx]|[-‐‑–—](?=[\dXx])| (?=\d))*")
_APART = re.compile(r"[ \t\n]+")
_LENGTHS = (10, 13)
_ISSN = 8


@rule("isbn-checksum", severity="warning", since="0.1", scope="references")
def isbn_checksum(workspace: Workspace) -> Iterator[Finding]:
    """An ISBN has 10 or 13 digits, the last of which follows from the others.

    ## Why

    The last digit is there to show that a number was mistyped (ISO 2108). A wrong ISBN finds
    no book, or another one.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      isbn = {978-0-306-40615-8},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      isbn = {978-0-306-40615-7},
      nodoi = {A book.},
    }
    ```

    ## Fix

    Copy the number again from the book, mostly from the back of its title page.
    """
    for library, entry in works(workspace):
        for isbn in _isbns(own_text(entry, "isbn")):
            if fault := _fault(isbn):
                yield finding_at(
                    library.source,
                    entry.fields["isbn"].span,
                    "isbn-checksum",
                    f"the ISBN '{isbn}' {fault}",
                    help="Copy it again from the book.",
                    key=entry.key,
                )


def _isbns(text: str) -> Iterator[str]:
    """The numbers in a text, those of a few digits left out; blanks may divide one or many."""
    for match in _NUMBER.finditer(text):
        parts = _APART.split(match[0])
        if len(_digits(match[0])) in _LENGTHS:
            yield match[0]
        else:
            yield from (part for part in parts if len(_digits(part)) > 7)


def _digits(text: str) -> str:
    return "".join(char for char in text.upper() if char.isdecimal() or char == "X")


def _fault(isbn: str) -> str:
    digits = _digits(isbn)
    if len(digits) == _ISSN:
        return "has 8 digits, expected 10 or 13; an ISSN has 8, and belongs in `issn`"
    if len(digits) not in _LENGTHS:
        return f"has {len(digits)} digits, expected 10 or 13"
    if "X" in digits[:-1] or (len(digits) == 13 and "X" in digits):
        return "has an X, which only the last place of 10 can have"
    values = [10 if char == "X" else int(char) for char in digits]
    if len(values) == 10:
        is_right = sum((10 - at) * value for at, value in enumerate(values)) % 11 == 0
    else:
        is_right = sum(value * (3 if at % 2 else 1) for at, value in enumerate(values)) % 10 == 0
    return "" if is_right else "has a check digit that does not follow from the others"
