"""The rule `parse-error`."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.rules.finding import Finding, finding_at, from_problem
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace


@rule("parse-error", severity="error", since="0.1", scope="article")
def parse_error(workspace: Workspace) -> Iterator[Finding]:
    """Every file can be read, and holds what such a file is there for.

    ## Why

    What cannot be read cannot be checked. The rest of the file is used: the entries
    before and after a broken one, the other claims, the other sentences.

    ## Bad

    ```bibtex library.bib
    @article{Bowlby1982,
      author = {Bowlby, John},
      title = {Attachment and Loss: Retrospect and Prospect,
      journal = {American Journal of Orthopsychiatry},
      year = {1982},
      doi = {10.1111/j.1939-0025.1982.tb01456.x},
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Bowlby1982,
      author = {Bowlby, John},
      title = {Attachment and Loss: Retrospect and Prospect},
      journal = {American Journal of Orthopsychiatry},
      year = {1982},
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
