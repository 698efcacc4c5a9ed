"""The rule `source-tier`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Annotated, NamedTuple

from attachbib.bibtex.fields import CSL_TYPES
from attachbib.bibtex.latex import strip_markup
from attachbib.claims import Claim
from attachbib.reference import Reference
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.options import check_keys, options_of, strings, wrong_value
from attachbib.rules.quoting import record_header
from attachbib.rules.rule import rule
from attachbib.spelling import closest
from attachbib.workspace import Workspace
from attachbib.workspace.table import ConfigTable


class _Tier(NamedTuple):
    """A description of works; those of one name make a tier."""

    name: str
    conditions: Mapping[str, tuple[str, ...]]
    """Key of `_VALUES` → globs, one of which must match."""


_VALUES: Mapping[str, str] = {
    "types": "type",
    "containers": "container-title",
    "publishers": "publisher",
}
"""Key of a tier → the CSL variable that its globs are about."""


def _tiers(table: ConfigTable, key: str) -> tuple[_Tier, ...]:
    entries = table.values.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise wrong_value(table, key, "a list of tables")
    return tuple(
        _tier(ConfigTable(table.source, (*table.way, key, index), values))
        for index, values in enumerate(entries)
    )


def _tier(table: ConfigTable) -> _Tier:
    check_keys(table, ("name", *_VALUES))
    name = table.values.get("name")
    if not isinstance(name, str) or not name.strip():
        raise table.error("a tier needs a `name`, a string that is not empty.")
    globs = {key: strings(table, key) for key in _VALUES if key in table.values}
    for one in globs.get("types", ()):
        if not any(fnmatchcase(known, one.casefold()) for known in CSL_TYPES):
            close = closest(one, sorted(CSL_TYPES))
            hint = f"Did you mean '{close}'?" if close else "See CSL 1.0.2, appendix III."
            raise table.error(f"no type of CSL is like {one!r}.", hint, at=("types",))
    return _Tier(name, {key: tuple(map(str.casefold, found)) for key, found in globs.items()})


def _required(table: ConfigTable, key: str) -> Mapping[str, str]:
    """Read the tier that each kind of claim needs; it must be one of those in the same table."""
    from attachbib.claims import KINDS

    names = [one.name for one in _tiers(table, "tiers")]
    inner = table.table(key)
    check_keys(inner, KINDS)
    for kind, name in inner.values.items():
        if name not in names:
            close = closest(name, names) if isinstance(name, str) else ""
            raise inner.error(
                f"no tier is named {name!r}.",
                f"Did you mean '{close}'?" if close else "Describe it in `tiers`.",
                at=(kind,),
            )
    return dict(inner.values)


class _Options(NamedTuple):
    tiers: Annotated[tuple[_Tier, ...], _tiers] = ()
    """From the best to the worst."""
    required: Annotated[Mapping[str, str], _required] = MappingProxyType({})
    """Kind of claim → the name of the tier that one of its sources must have."""


@rule("source-tier", severity="warning", since="0.1", scope="references", options=_Options)
def source_tier(workspace: Workspace) -> Iterator[Finding]:
    """Every claim has a source as good as its kind needs.

    ## Why

    A statement about health should rest on more than a press release. Which works are how good
    is a decision of the project: the table `[rules.source-tier]` of the configuration has
    `tiers`, from the best to the worst, and in `required` the tier that the claims of a kind
    need at least. Without them the rule does nothing. A tier is told by globs, in any case:
    `types` (CSL types such as `article-journal`), `containers` (journals, books) and
    `publishers`; of each that is given one must match. Several tiers of one name are one, at the
    place of the first. A work that is in several is in the best. One good source is enough.

    ## Bad

    ```toml attachbib.toml
    [rules.source-tier]
    required = { scientific = "reviewed" }

    [[rules.source-tier.tiers]]
    name = "reviewed"
    types = ["article-journal", "paper-conference"]

    [[rules.source-tier.tiers]]
    name = "book"
    types = ["book", "chapter"]
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "scientific"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Good

    ```toml attachbib.toml
    [rules.source-tier]
    required = { scientific = "book" }

    [[rules.source-tier.tiers]]
    name = "reviewed"
    types = ["article-journal", "paper-conference"]

    [[rules.source-tier.tiers]]
    name = "book"
    types = ["book", "chapter"]
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "scientific"
    anchor.exact = "Infants stay close to their caregivers."
    evidence = [{ key = "Bowlby1969" }]
    ```

    ## Fix

    Add evidence from a better work, or say less.
    """
    options = options_of(workspace, "source-tier", _Options)
    names = list(dict.fromkeys(one.name for one in options.tiers))
    for file in workspace.claims:
        for claim in file.claims:
            required = options.required.get(claim.kind)
            best = _best(workspace, claim, options.tiers, names) if required else None
            if required is None or best is None or best <= names.index(required):
                continue
            tier = f"the tier '{names[best]}'" if best < len(names) else "no tier"
            yield finding_at(
                file.source,
                record_header(file, claim),
                "source-tier",
                f"the best source of claim '{claim.id}' ({claim.kind}) is of {tier}, "
                f"expected '{required}' or better",
                help="Add evidence from a better work.",
                claim=claim.id,
            )


def _best(
    workspace: Workspace, claim: Claim, tiers: Sequence[_Tier], names: Sequence[str]
) -> int | None:
    """Return the place of the best tier among a claim's works, that behind the last for none.

    None if there is no work, or one that no library has.
    """
    places: list[int] = []
    for one in claim.support:
        reference = workspace.reference(one.key)
        if reference is None:
            return None
        fitting = (names.index(tier.name) for tier in tiers if _fits(reference, tier))
        places.append(min(fitting, default=len(names)))
    return min(places, default=None)


def _fits(reference: Reference, tier: _Tier) -> bool:
    return all(
        any(fnmatchcase(_value(reference, _VALUES[key]), one) for one in globs)
        for key, globs in tier.conditions.items()
    )


def _value(reference: Reference, variable: str) -> str:
    text = reference.type if variable == "type" else reference.text.get(variable, "")
    return strip_markup(text).casefold()
