"""Updates: which notices about a work a registry knows, and what each makes of the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attachbib.doi import fold_doi
from attachbib.registries.metadata.values import listed, members, objects
from attachbib.registries.record import Update, UpdateKind

KINDS: Mapping[str, UpdateKind] = {
    **dict.fromkeys(
        (
            "retraction",
            "partial retraction",
            "retraction and replacement",
            "removal",
            "temporary removal",
            "withdrawal",
            "withdrawn",
        ),
        "retraction",
    ),
    "expression of concern": "expression-of-concern",
    **dict.fromkeys(
        ("correction", "corrigendum", "erratum", "addendum", "clarification"), "correction"
    ),
}
"""Crossref's "Update types" and Retraction Watch's natures; new versions and editions, and
comments, say nothing against a work."""

_GAP = re.compile(r"[\s_-]+")
_RETRACTED = re.compile(
    r"\W*(?:retracted|withdrawn|removed|temporary removal)"
    r"(?: (?:article|paper|chapter|manuscript|preprint))?\s*[:\]—]",
    re.I,
)
_MARKED = ("[retracted]", "(retracted)", "[withdrawn]", "(withdrawn)")
_NOTICE = re.compile(
    r"\W*(?:(?:author|publisher)(?:['’]s)? )?(?:notice of )?"
    r"(?:retraction|withdrawal|removal|correction|corrigendum|erratum|expression of concern)\b",
    re.I,
)


def kind_of(label: str) -> UpdateKind | None:
    """Return what an update of a registry's name makes of a work; None for nothing."""
    return KINDS.get(spelled(label))


def spelled(label: str) -> str:
    """Return a registry's word in lower case with spaces: `expression of concern`."""
    return _GAP.sub(" ", label).strip().lower()


def updates_from_crossref(message: Mapping[str, Any], doi: str, title: str) -> tuple[Update, ...]:
    """Return the notices about a work.

    `update-to` stands on the notice and names the work; `updated-by` stands on the work. Some
    publishers register both on both: then it is the notice whose title says that it is one.
    A work that updates itself has no notice of its own.
    """
    targets = {_doi(one) for one in objects(message.get("update-to"))}
    is_notice = bool(_NOTICE.match(title))
    found = [
        update
        for name in ("updated-by", "update-to")
        for one in objects(message.get(name))
        if (name == "updated-by" or _doi(one) == doi) and not (is_notice and _doi(one) in targets)
        if (update := _update(one))
    ]
    return in_order([*found, *_by_title(title, found)])


def updates_from_datacite(attributes: Mapping[str, Any], title: str) -> tuple[Update, ...]:
    """Return what DataCite says against a work: withdrawn, or obsoleted by another."""
    found: list[Update] = []
    for one in objects(attributes.get("dates")):
        if one.get("dateType") == "Withdrawn":
            found.append(Update("retraction", "withdrawal", _day(one.get("date")), "", "publisher"))
    for one in objects(attributes.get("relatedIdentifiers")):
        if one.get("relationType") == "IsObsoletedBy":
            other = one.get("relatedIdentifier")
            is_doi = one.get("relatedIdentifierType") == "DOI" and isinstance(other, str)
            notice = fold_doi(str(other)) if is_doi else ""
            found.append(Update("correction", "obsoleted", "", notice, "publisher"))
    return in_order([*found, *_by_title(title, found)])


def in_order(updates: Iterable[Update]) -> tuple[Update, ...]:
    """Return updates by date, then kind, each once."""
    return tuple(
        sorted(
            dict.fromkeys(updates),
            key=lambda one: (one.date, one.kind, one.label, one.notice, one.source),
        )
    )


def _by_title(title: str, found: Iterable[Update]) -> Iterator[Update]:
    """Publishers mark the title of a retracted work, some without registering a notice."""
    is_marked = _RETRACTED.match(title) or title.lower().rstrip(" .").endswith(_MARKED)
    if is_marked and all(one.kind != "retraction" for one in found):
        yield Update("retraction", "retraction", source="title")


def _update(one: Mapping[str, Any]) -> Update | None:
    label = one.get("type")
    kind = kind_of(label) if isinstance(label, str) else None
    if kind is None:
        return None
    source = one.get("source")
    return Update(
        kind,
        spelled(str(label)),
        _updated(one.get("updated")),
        _doi(one),
        source if isinstance(source, str) else "publisher",
    )


def _doi(one: Mapping[str, Any]) -> str:
    doi = one.get("DOI")
    return fold_doi(doi) if isinstance(doi, str) else ""


def _updated(value: object) -> str:
    date = members(value)
    if day := _day(date.get("date-time")):
        return day
    parts = listed(next(iter(listed(date.get("date-parts"))), None))
    numbers = [part for part in parts[:3] if type(part) is int and 0 < part < 3000]
    return "-".join(f"{part:02}" for part in numbers)


def _day(value: object) -> str:
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value) if isinstance(value, str) else None
    return match[0] if match else ""
