"""The rule `source-too-old`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, NamedTuple

from attachbib.claims import Claim
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.options import by_claim_kind, day, options_of, today, whole_number
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace


class _Options(NamedTuple):
    years: Annotated[int | None, whole_number] = None
    """How old the newest source of a claim may be; None for any age."""
    kinds: Annotated[Mapping[str, int], by_claim_kind(whole_number)] = MappingProxyType({})
    """Kind of claim → the same for claims of this kind."""
    today: Annotated[date | None, day] = None
    """The day of the check; None for the current one, in UTC."""


@rule("source-too-old", severity="warning", since="0.1", scope="references", options=_Options)
def source_too_old(workspace: Workspace) -> Iterator[Finding]:
    """Every claim has a source that is recent enough.

    ## Why

    A number of thirty years ago says little about today; a definition may be as old. How many
    `years` old the newest source of a claim may be is a decision of the project, in the table
    `[rules.source-too-old]` of the configuration, and `kinds` says it for claims of a kind.
    Without either the rule does nothing. A work without a year is not too old. The years are
    counted to the current one, or to that of `today`, a date.

    ## Bad

    ```toml attachbib.toml
    [rules.source-too-old]
    today = 2026-11-24
    kinds = { statistics = 10 }
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "statistics"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```toml attachbib.toml
    [rules.source-too-old]
    today = 2026-11-24
    years = 60
    kinds = { statistics = 10 }
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "definition"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Fix

    Look for a newer work that says the same, or correct the statement.
    """
    options = options_of(workspace, "source-too-old", _Options)
    now = (options.today or today()).year
    for file in workspace.claims:
        for claim in file.claims:
            years = options.kinds.get(claim.kind, options.years)
            newest = _newest(workspace, claim) if years is not None else None
            if years is None or newest is None or now - newest <= years:
                continue
            yield finding_at(
                file.source,
                record_header(file, claim),
                "source-too-old",
                f"the newest source of claim '{claim.id}' ({claim.kind}) is of {newest}, expected "
                f"one of {now - years} or later",
                help="Look for a newer work that says the same.",
                claim=claim.id,
            )


def _newest(workspace: Workspace, claim: Claim) -> int | None:
    """Return the year of the newest work on which a claim rests, None if one has no year."""
    years: list[int] = []
    for one in claim.support:
        reference = workspace.reference(one.key)
        issued = reference.dates.get("issued") if reference else None
        if issued is None or issued.start is None or issued.open_end:
            return None
        years.append((issued.end or issued.start).year)
    return max(years, default=None)
