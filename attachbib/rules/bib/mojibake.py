"""The rule `mojibake`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.edits import Edit
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_BEHIND = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The bytes 80 to BF of UTF-8 as windows-1252 and ISO 8859-1 show them."""
_MISREAD = re.compile(
    rf"(?<![A-ZÀ-Þ])(?:[ÂÃ][{_BEHIND}]|â[€\u0080][{_BEHIND}])|(?<=[A-Z])Ã[\u0080-\u00a0¡-¿]"
)
_LOST = re.compile("\ufffd|ï¿½")
_SUSPECT = re.compile("[ÂÃâï\ufffd]")
"""What either begins with: quickly found, and in most texts never."""


@rule("mojibake", severity="warning", since="0.1", fixable=True, scope="references")
def mojibake(workspace: Workspace) -> Iterator[Finding]:
    """Letters were read in the encoding in which they were written.

    ## Why

    `Ã©` is what becomes of `é` when UTF-8 is read as windows-1252. It is printed so, and the
    name or the word is not found again. Where `�` stands, the letter is lost.

    ## Bad

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {Le bÃ©bÃ©},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {Le bébé},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    `attachbib check --fix` restores what was misread. What is lost must be looked up.
    """
    for library in workspace.libraries:
        text = library.source.text
        for entry in _suspected(library):
            for field in entry.fields.values():
                edits = tuple(_restored(text, *field.span))
                lost = _LOST.search(text, *field.span)
                if not edits and not lost:
                    continue
                shown = lost[0] if lost else text[edits[0].start : edits[0].end]
                yield finding_at(
                    library.source,
                    field.span,
                    "mojibake",
                    f"`{field.name}` has '{shown}', "
                    + ("where a letter was lost" if lost else f"which was '{edits[0].text}'"),
                    help="Look the word up." if lost else "Write it so.",
                    key=entry.key,
                    edits=() if lost else edits,
                )


def _suspected(library: Library) -> Iterator[Entry]:
    text = library.source.text
    if text.isascii():
        return
    places = [match.start() for match in _SUSPECT.finditer(text)]
    for entry in library.entries:
        at = bisect_left(places, entry.span.start)
        if at < len(places) and places[at] < entry.span.end:
            yield entry


def _restored(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _MISREAD.finditer(text, start, end):
        try:
            letter = b"".join(map(_byte, match[0])).decode("utf-8")
        except UnicodeError:
            continue
        if letter.isprintable():
            yield Edit(*match.span(), letter)


def _byte(char: str) -> bytes:
    return char.encode("latin-1" if char <= "\u00ff" else "cp1252")
