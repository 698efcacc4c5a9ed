"""The rule `missing-required-field`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.fields import key_list
from attachbib.rules.entry_fields import name_of, own_doi, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace

Alternatives = tuple[str, ...]

_MAKER: Alternatives = (
    "author",
    "editor",
    "translator",
    "authors",
    "editors",
    "editora",
    "organization",
    "institution",
    "key",
)
_TITLE: Alternatives = ("title",)
_DATE: Alternatives = ("date", "year", "pubstate")
_JOURNAL: Alternatives = ("journaltitle", "journal", "shortjournal", "eprint", "arxiv", "arxivid")
_ARXIV = "10.48550/"
"""DOIs of what was published on arXiv, and maybe nowhere else."""
_BOOK: Alternatives = ("booktitle", "maintitle", "eventtitle")
_PLACE: Alternatives = ("institution", "school", "publisher", "organization")
_ADDRESS: Alternatives = ("url", "doi", "eprint", "howpublished")

_WHOLE = (_MAKER, _TITLE, _DATE)
_REQUIRED: Mapping[str, tuple[Alternatives, ...]] = {
    "article": (_MAKER, _TITLE, _JOURNAL, _DATE),
    "book": _WHOLE,
    "mvbook": _WHOLE,
    "inbook": (_MAKER, ("title", "chapter"), _DATE),
    "collection": (_TITLE, _DATE),
    "incollection": (_MAKER, _TITLE, _BOOK, _DATE),
    "proceedings": (_TITLE, _DATE),
    "inproceedings": (_MAKER, _TITLE, _BOOK, _DATE),
    "conference": (_MAKER, _TITLE, _BOOK, _DATE),
    "thesis": (_MAKER, _TITLE, _PLACE, _DATE),
    "phdthesis": (_MAKER, _TITLE, _PLACE, _DATE),
    "mastersthesis": (_MAKER, _TITLE, _PLACE, _DATE),
    "report": (_MAKER, _TITLE, _PLACE, _DATE),
    "techreport": (_MAKER, _TITLE, _PLACE, _DATE),
    "online": (_TITLE, _ADDRESS),
    "manual": (_TITLE,),
    "booklet": (_TITLE,),
    "unpublished": (_MAKER, _TITLE),
}
"""Entry type → fields of which it needs one each (biblatex manual, 2.1.1, and btxdoc, 3.1)."""


@rule("missing-required-field", severity="warning", since="0.1", scope="references")
def missing_required_field(workspace: Workspace) -> Iterator[Finding]:
    """An entry has the fields that its type needs.

    ## Why

    Without its journal an article cannot be found, and without a year it cannot be cited by
    author and year. Fields that come from `crossref` or `xdata` count, and so do the names
    of BibLaTeX and BibTeX for one field. An entry that takes fields from an entry of another
    file is not judged.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, nodoi = {A book.}}
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book.},
    }
    ```

    ## Fix

    Add the fields. If the work has none of the kind, another entry type may fit it better.
    """
    for library, entry in works(workspace):
        missing = [names[0] for names in _REQUIRED.get(entry.type, ()) if not _has(entry, names)]
        if not missing or _takes_from_elsewhere(library, entry):
            continue
        start = entry.span.start
        yield finding_at(
            library.source,
            entry.key_span if entry.key else Span(start, start + 1),
            "missing-required-field",
            f"{name_of(entry)} has no {' and no '.join(f'`{name}`' for name in missing)}, "
            f"which an @{entry.type} needs",
            help="Add what is missing, or choose another entry type.",
            key=entry.key,
        )


def _takes_from_elsewhere(library: Library, entry: Entry) -> bool:
    return any(
        library.get(key) is None
        for name in ("crossref", "xdata")
        for key in key_list(entry.values.get(name, ""))
    )


def _has(entry: Entry, names: Alternatives) -> bool:
    if names is _JOURNAL and own_doi(entry).startswith(_ARXIV):
        return True
    return any((entry.value(name) or "").strip() for name in names)
