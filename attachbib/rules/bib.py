"""Rules about files and entries that cannot be read as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.rules.finding import Finding, finding_at, from_problem
from attachbib.rules.registry import rule
from attachbib.source import Span
from attachbib.workspace import Workspace


@rule("parse-error", severity="error", since="0.1")
def parse_error(workspace: Workspace) -> Iterator[Finding]:
    """Every file can be read, and holds what such a file is there for.

    ## Why

    What cannot be read cannot be checked. The rest of the file is used: the entries
    before and after a broken one, the other claims, the other sentences.

    ## Bad

    ```bibtex library.bib
    @article{Bowlby1982,
      title = {Attachment and Loss,
      doi = {10.1111/j.1939-0025.1982.tb01456.x},
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Bowlby1982,
      title = {Attachment and Loss},
      doi = {10.1111/j.1939-0025.1982.tb01456.x},
    }
    ```

    ## Fix

    Correct the place by hand: close the brace, quote or string, add the comma. If the
    file is empty, fill it or remove it from the configuration.
    """
    for problem in workspace.problems:
        if problem.rule == "parse-error":
            yield from_problem(problem)
    for library in workspace.libraries:
        if not library.entries and not library.problems:
            yield finding_at(
                library.source,
                Span(0, 0),
                "parse-error",
                f"the {_emptiness(library.source.text)} no BibTeX entry",
                help="Add one, such as `@article{key, …}`, or remove the file.",
            )
    for article in workspace.articles:
        if not article.sentences and not article.problems:
            yield finding_at(
                article.source,
                Span(0, 0),
                "parse-error",
                f"the {_emptiness(article.source.text)} no sentence",
                help="Write one, or leave the file out of `articles` in the configuration.",
            )


def _emptiness(text: str) -> str:
    return "file holds" if text.strip() else "file is empty: it holds"


@rule("duplicate-key", severity="error", since="0.1")
def duplicate_key(workspace: Workspace) -> Iterator[Finding]:
    """A citation key belongs to one entry.

    ## Why

    Of two entries with one key only the first is cited. The other is lost without a
    word, and programs differ in which one they take.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969, title = {Attachment}, nodoi = {A book without one.}}
    @book{Bowlby1969, title = {Attachment and Loss}, nodoi = {A book without one.}}
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969a, title = {Attachment}, nodoi = {A book without one.}}
    @book{Bowlby1969b, title = {Attachment and Loss}, nodoi = {A book without one.}}
    ```

    ## Fix

    Rename one key, here and where it is cited; if both entries are the same work,
    remove one.
    """
    for problem in workspace.problems:
        if problem.rule == "duplicate-key":
            yield from_problem(problem)
    first: dict[str, tuple[Library, Entry]] = {}
    for library in workspace.libraries:
        for key, entry in _first_of_each_key(library):
            if key not in first:
                first[key] = (library, entry)
                continue
            other, its_entry = first[key]
            line = other.source.position(its_entry.span.start)[0]
            yield finding_at(
                library.source,
                entry.key_span,
                "duplicate-key",
                f"the key '{key}' is also in {workspace.name_of(other.source.path)}, line {line}; "
                "that one is used",
                help="Rename one of them, or remove it if both are the same work.",
                key=key,
            )


def _first_of_each_key(library: Library) -> Iterator[tuple[str, Entry]]:
    """Yield the entries by key; repeats within a file are the reader's to report."""
    seen: set[str] = set()
    for entry in library.entries:
        if entry.key and entry.key not in seen:
            seen.add(entry.key)
            yield entry.key, entry


@rule("duplicate-field", severity="warning", since="0.1")
def duplicate_field(workspace: Workspace) -> Iterator[Finding]:
    """A field stands once in an entry.

    ## Why

    Of two fields with one name only the first is used. The other is lost without a word,
    and programs differ in which one they take.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      title = {Attachment},
      note = {First of three volumes},
      note = {Second edition},
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @book{Bowlby1969,
      title = {Attachment},
      note = {First of three volumes. Second edition},
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Join both values in one field, or remove the one that is wrong.
    """
    for problem in workspace.problems:
        if problem.rule == "duplicate-field":
            yield from_problem(problem)


@rule("undefined-string", severity="warning", since="0.1")
def undefined_string(workspace: Workspace) -> Iterator[Finding]:
    """What stands in a field without braces or quotes is a number, a month or an `@string`.

    ## Why

    BibTeX prints nothing for the name of an `@string` that no line above defines, and other
    programs print the name itself. Mostly the braces are missing, or the name is misspelt.

    ## Bad

    ```bibtex library.bib
    @book{Bowlby1969,
      title = {Attachment},
      publisher = hogarth,
      nodoi = {A book without one.},
    }
    ```

    ## Good

    ```bibtex library.bib
    @string{hogarth = {Hogarth Press}}
    @book{Bowlby1969,
      title = {Attachment},
      publisher = hogarth,
      nodoi = {A book without one.},
    }
    ```

    ## Fix

    Put the text in braces, or define the name with `@string` above the entry and in the
    same file.
    """
    for problem in workspace.problems:
        if problem.rule == "undefined-string":
            yield from_problem(problem)
