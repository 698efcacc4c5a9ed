"""The rule `all-caps-title`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.rules.entry_fields import works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_COMMAND = re.compile(r"\\[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST = 3
"""Words of four letters or more that a title has which is not made of acronyms only."""


@rule("all-caps-title", severity="info", since="0.1", scope="references")
def all_caps_title(workspace: Workspace) -> Iterator[Finding]:
    """A title is not written in capitals from beginning to end.

    ## Why

    Styles can make capitals of small letters, but not know which capitals belong to a name.
    A title in capitals is printed so in every style.

    ## Bad

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {MATERNAL ATTACHMENT AND SEPARATION},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {Maternal Attachment and Separation},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    Write the title in small letters, with capitals in braces where they have to stay.
    """
    for library, entry in works(workspace):
        title = _COMMAND.sub(" ", entry.values.get("title", ""))
        if title.upper() != title or title.lower() == title:
            continue
        words = [word for word in _WORD.findall(title) if word.lower() != word]
        if len(words) >= _FEWEST:
            yield finding_at(
                library.source,
                entry.fields["title"].span,
                "all-caps-title",
                "the title is written in capitals",
                help="Write it in small letters, with names and acronyms in braces.",
                key=entry.key,
            )
