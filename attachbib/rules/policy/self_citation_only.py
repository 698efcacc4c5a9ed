"""The rule `self-citation-only`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from attachbib.bibtex.folding import fold
from attachbib.bibtex.names import read_names
from attachbib.claims import Claim
from attachbib.reference import Name
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.options import options_of, strings
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


class _Options(NamedTuple):
    authors: Annotated[tuple[str, ...], strings] = ()
    """Who writes the articles, as BibTeX writes names."""


@rule("self-citation-only", severity="warning", since="0.1", scope="references", options=_Options)
def self_citation_only(workspace: Workspace) -> Iterator[Finding]:
    """No claim rests only on works of the authors of the articles.

    ## Why

    Who is the only one to support their own statement has not been confirmed by anybody.
    `authors` in the table `[rules.self-citation-only]` of the configuration names who writes
    the articles, as BibTeX does: `Family, Given`, or braces around an institution. Without it
    the rule does nothing. A given name may be shortened, here or in the library: its first
    letter counts, and without one every author of the family name.

    ## Bad

    ```toml attachbib.toml
    [rules.self-citation-only]
    authors = ["Bowlby, John"]
    ```

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```toml attachbib.toml
    [rules.self-citation-only]
    authors = ["Bowlby, John"]
    ```

    ```bibtex library.bib
    @book{Bowlby1969,
      author = {Bowlby, John},
      title = {Attachment},
      year = {1969},
      nodoi = {A book without one.},
    }
    @book{Ainsworth1978,
      author = {Ainsworth, Mary D. Salter},
      title = {Patterns of Attachment},
      year = {1978},
      nodoi = {A book without one.},
    }
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }, { key = "Ainsworth1978" }]
    ```

    ## Fix

    Add evidence from a work of somebody else.
    """
    options = options_of(workspace, "self-citation-only", _Options)
    own = [name for one in options.authors for name in read_names(one)]
    if not own:
        return
    for file in workspace.claims:
        for claim in file.claims:
            if claim.support and _rests_on(workspace, claim, own):
                yield finding_at(
                    file.source,
                    record_header(file, claim),
                    "self-citation-only",
                    f"claim '{claim.id}' rests only on works of the article's authors, expected "
                    "one of somebody else",
                    help="Add evidence from another work.",
                    claim=claim.id,
                )


def _rests_on(workspace: Workspace, claim: Claim, own: Sequence[Name]) -> bool:
    """Whether every work on which a claim rests has one of some people among its authors."""
    for one in claim.support:
        reference = workspace.reference(one.key)
        names = reference.names.get("author", ()) if reference else ()
        if not any(_may_be(name, author) for name in names for author in own):
            return False
    return True


def _may_be(name: Name, other: Name) -> bool:
    """Whether two names may be those of one person."""
    if _family(name) != _family(other) or not _family(name):
        return False
    given = [fold(one.given)[:1] for one in (name, other)]
    return given[0] == given[1] or "" in given


def _family(name: Name) -> str:
    parts = (name.non_dropping_particle, name.family or name.literal)
    return fold(" ".join(part for part in parts if part))
