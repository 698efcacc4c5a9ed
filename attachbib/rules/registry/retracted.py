"""The rule `retracted`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attachbib.rules.entry_fields import field_text
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.locked import located_records, notices, told
from attachbib.rules.resting import resting_on
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

NAME = "retracted"


@rule(
    NAME,
    severity="error",
    since="0.1",
    needs=("lock",),
    hides=("expression-of-concern", "corrected"),
)
def retracted(workspace: Workspace) -> Iterator[Finding]:
    """No entry is of a retracted work, unless it says why the work is cited.

    ## Why

    A retracted work supports nothing. The finding lists the claims and the sentences that
    rest on it. Withdrawn and removed works are found too.

    ## Bad

    ```bibtex library.bib
    @article{Wakefield1998,
      title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
          developmental disorder in children},
      author = {Wakefield, A. J.},
      journal = {The Lancet},
      year = {1998},
      doi = {10.1016/S0140-6736(97)11096-0},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1016/s0140-6736(97)11096-0": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal"
          },
          "years": [1998],
          "updates": [
            {
              "kind": "retraction",
              "label": "retraction",
              "date": "2010-02-06",
              "notice": "10.1016/s0140-6736(10)60175-4",
              "source": "retraction-watch"
            }
          ]
        }
      }
    }
    ```

    ## Good

    ```bibtex library.bib
    @article{Wakefield1998,
      title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
          developmental disorder in children},
      author = {Wakefield, A. J.},
      journal = {The Lancet},
      year = {1998},
      retracted = {Cited for the history of the vaccine debate.},
      doi = {10.1016/S0140-6736(97)11096-0},
    }
    ```

    ```json attachbib.lock
    {
      "version": 1,
      "records": {
        "10.1016/s0140-6736(97)11096-0": {
          "outcome": "found",
          "asked": "2026-01-31",
          "agency": "Crossref",
          "work": {
            "type": "article-journal"
          },
          "years": [1998],
          "updates": [
            {
              "kind": "retraction",
              "label": "retraction",
              "date": "2010-02-06",
              "notice": "10.1016/s0140-6736(10)60175-4",
              "source": "retraction-watch"
            }
          ]
        }
      }
    }
    ```

    ## Fix

    Find another source for what rests on the work. If the article is about the work or its
    retraction, say so in the entry: `retracted = {…}` with the reason; styles do not print
    that field. A comment before the entry does the same:
    `% attachbib: ignore[retracted]: the reason`.
    """
    retractions = [
        (one, found)
        for one, record in located_records(workspace)
        if (found := notices(record, "retraction")) and not field_text(one.entry, "retracted")
    ]
    resting = resting_on(workspace, {one.entry.key for one, _ in retractions})
    for one, found in retractions:
        claims, sentences = resting[one.entry.key].claims, resting[one.entry.key].sentences
        counts = _counted(claims, "claim"), _counted(sentences, "sentence")
        yield finding_at(
            one.library.source,
            one.place,
            NAME,
            f"the work of {one.name} was retracted: {'; '.join(map(told, found))}; "
            f"{counts[0]} and {counts[1]} rest on it",
            help=_help(claims, sentences),
            key=one.entry.key,
        )


def _counted(things: Collection[str], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def _help(claims: Collection[str], sentences: Collection[str]) -> str:
    listed = [
        f"{name}: {', '.join(things)}."
        for name, things in (("Claims", claims), ("Sentences", sentences))
        if things
    ]
    advice = "Cite another source, or say in the entry why it is cited: `retracted = {…}`."
    return " ".join([*listed, advice])
