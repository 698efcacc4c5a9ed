"""The rule `unescaped-character`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.edits import Edit
from attachbib.rules.entry_fields import works, written_field
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_PRINTED = frozenset(
    "address author booksubtitle booktitle editor institution journal journalsubtitle "
    "journaltitle location maintitle organization publisher school series shorttitle subtitle "
    "title translator".split()
)
"""Fields of text; addresses and identifiers are taken as they are."""
_TOKEN = re.compile(
    r"\\(?:[A-Za-z]+|.)|(?<!\\)\$[^$]*\$|\w{1,20}://[^\s{}]+|&(?:[A-Za-z]{1,10}|#\d{1,7});|[&%#_]",
    re.S,
)
_VERBATIM = re.compile(r"\\(?:url|href|path|nolinkurl|ensuremath|verb|ce)\b|\$\$|\\\(")


@rule("unescaped-character", severity="warning", since="0.1", fixable=True, scope="references")
def unescaped_character(workspace: Workspace) -> Iterator[Finding]:
    r"""The characters `&`, `%`, `#` and `_` have a backslash before them in text.

    ## Why

    LaTeX stops with an error at `&`, `#` and `_` in a title, and leaves out what follows a
    `%`. Within `$…$`, in addresses and in `doi`, `url` and other identifiers they are right.

    ## Bad

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {Attachment & Loss},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{a,
      author = {Author, Ann},
      title = {Attachment \& Loss},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    `attachbib check --fix` puts the backslash before the character.
    """
    for library, entry in works(workspace):
        for name, value in entry.values.items():
            if name not in _PRINTED or not any(char in value for char in "&%#_"):
                continue
            field = written_field(entry, name)
            if field is None or _VERBATIM.search(value):
                continue
            found = [
                match.start()
                for match in _TOKEN.finditer(library.source.text, field.start + 1, field.end - 1)
                if len(match[0]) == 1
            ]
            if found:
                yield finding_at(
                    library.source,
                    entry.fields[name].span,
                    "unescaped-character",
                    rf"`{name}` has '{library.source.text[found[0]]}' without a '\' before it",
                    help="Put a backslash before it.",
                    key=entry.key,
                    edits=tuple(Edit(at, at, "\\") for at in found),
                )
