"""Changing a claims file: only the values that differ, everything else byte for byte.

A record is taken out of its file, changed with tomlkit, which keeps comments, order and
layout, and put back. The result is read again: what then does not read as it was meant to
is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attachbib.claims.model import (
    NOWHERE,
    Claim,
    ClaimsFile,
    Evidence,
    Review,
    TextQuoteSelector,
)
from attachbib.claims.read import ERROR_PLACE, parse_claims
from attachbib.edits import Edit, apply_edits
from attachbib.errors import InputError

if TYPE_CHECKING:
    from tomlkit.items import Table

_NO_CONTENT = re.compile(r"[ \t\r]*(?:#.*)?\n?")
_LONE_NEWLINE = re.compile(r"(?<!\r)\n")


def write_claims(
    file: ClaimsFile, changed: Mapping[Claim, Claim], added: Sequence[Claim] = ()
) -> str:
    """Return the text of a claims file in which some claims are changed and others added.

    Args:
        file: the file as it was read.
        changed: claim of the file → what it should be: the context of its anchor, its exemption
            and its review may differ, and evidence may have been added at the end.
        added: claims to put at the end of the file.

    Raises:
        InputError: the file is not valid TOML, or has a record in a form in which it cannot
            be changed by itself.
    """
    _check_syntax(file)
    text = file.source.text
    starts = [claim.span.start for claim in file.claims]
    ends = dict(pairwise([*starts, len(text)]))
    edits = [
        _record_edit(file, old, new, ends[old.span.start])
        for old, new in changed.items()
        if old != new
    ]
    if added:
        edits.append(_addition(text, added))
    result = apply_edits(text, edits)
    if "\r\n" in text and not _LONE_NEWLINE.search(text):
        result = _LONE_NEWLINE.sub("\r\n", result)
    _check_result(file, result, changed, added)
    return result


def _check_syntax(file: ClaimsFile) -> None:
    try:
        tomllib.loads(file.source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = ERROR_PLACE.search(str(error))
        raise InputError(
            "the file is not valid TOML, so nothing was written.",
            path=file.source.path,
            line=int(place[1]) if place and place[1] else None,
            column=int(place[2]) if place and place[2] else None,
            hint="Correct it first; `attachbib check` says what is wrong.",
        ) from None


def _record_edit(file: ClaimsFile, old: Claim, new: Claim, end: int) -> Edit:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    start = old.span.start
    # In a list of inline tables a record has no text of its own.
    if not file.source.text.startswith("[[", start):
        raise _refusal(file, old)
    record = _without_tail(file.source.text[start:end])
    ended = record if record.endswith("\n") else record + "\n"
    try:
        document = tomlkit.parse(ended)
        _change(document["claim"][0], old, new)
    except (TOMLKitError, LookupError, TypeError, AttributeError):
        raise _refusal(file, old) from None
    return Edit(start, start + len(record), tomlkit.dumps(document))


def _without_tail(text: str) -> str:
    """Return a record without the comments and blank lines before the next one."""
    lines = text.splitlines(keepends=True)
    while len(lines) > 1 and _NO_CONTENT.fullmatch(lines[-1]):
        lines.pop()
    cut = "".join(lines)
    try:
        is_tail = tomllib.loads(cut) == tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        is_tail = False
    return cut if is_tail else text


def _change(record: Table, old: Claim, new: Claim) -> None:
    if new.exempt != old.exempt:
        record["exempt"] = new.exempt
    for name in ("prefix", "suffix", "start"):
        if (value := getattr(new.anchor, name)) != getattr(old.anchor, name):
            record["anchor"][name] = value
    for evidence in new.evidence[len(old.evidence) :]:
        _add_evidence(record, evidence)
    if new.review is not None and new.review != old.review:
        _set_review(record, new.review)


def _add_evidence(record: Table, evidence: Evidence) -> None:
    import tomlkit
    from tomlkit.items import AoT, Array

    known = record.get("evidence")
    values = _values(evidence)
    if isinstance(known, Array):
        inline = tomlkit.inline_table()
        inline.update(values)
        known.append(inline)
        return
    table = tomlkit.table()
    table.update(values)
    if known is None:
        record["evidence"] = tomlkit.aot()
        known = record["evidence"]
    if not isinstance(known, AoT):
        raise TypeError("no list of tables")
    if known and known[-1].as_string().endswith(("\n\n", "\n\r\n")):
        table.add(tomlkit.nl())
    else:
        table.trivia.indent = "\n"
    known.append(table)


def _set_review(record: Table, review: Review) -> None:
    import tomlkit

    if "review" not in record:
        table = tomlkit.table()
        table.trivia.indent = "\n"
        record["review"] = table
    for name, value in _values(review).items():
        record["review"][name] = date.fromisoformat(value) if name == "on" else value


def _addition(text: str, added: Sequence[Claim]) -> Edit:
    before = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return Edit(len(text), len(text), before + "\n".join(map(_record_text, added)))


def _record_text(claim: Claim) -> str:
    """Return a new claim, without a review, as the text of a record."""
    tables: list[tuple[str, Mapping[str, Any]]] = [("[[claim]]", _values(claim))]
    tables.append(("[claim.anchor]", _values(claim.anchor)))
    tables += [("[[claim.evidence]]", _values(one)) for one in claim.evidence]
    return "\n".join("".join(_table_lines(*one)) for one in tables)


def _table_lines(header: str, values: Mapping[str, Any]) -> Iterator[str]:
    import tomlkit

    yield f"{header}\n"
    for name, value in values.items():
        yield f"{name} = {tomlkit.item(value).as_string()}\n"


_NOT_VALUES = frozenset({"anchor", "evidence", "review", "span", "line"})


def _values(record: Claim | TextQuoteSelector | Evidence | Review) -> dict[str, Any]:
    """Return what a record says, without what goes without saying."""
    return {
        name: value
        for name, value in record._asdict().items()
        if name not in _NOT_VALUES and value != record._field_defaults.get(name)
    }


def _check_result(
    file: ClaimsFile, text: str, changed: Mapping[Claim, Claim], added: Sequence[Claim]
) -> None:
    read = parse_claims(replace(file.source, text=text))
    expected = [changed.get(claim, claim) for claim in file.claims]
    found = [without_places(one) for one in read.claims]
    for index, claim in enumerate([*expected, *added]):
        if found[index : index + 1] != [without_places(claim)]:
            raise _refusal(file, claim)
    if len(read.problems) > len(file.problems):
        raise _refusal(file, file.claims[0] if file.claims else added[0])


def without_places(claim: Claim) -> Claim:
    """Return a claim without where it stands in its file, to compare what it says."""
    evidence = tuple(one._replace(span=NOWHERE) for one in claim.evidence)
    return claim._replace(evidence=evidence, span=NOWHERE, line=0)


def _refusal(file: ClaimsFile, claim: Claim) -> InputError:
    return InputError(
        f"the record of claim '{claim.id}' cannot be changed by itself; nothing was written.",
        path=file.source.path,
        line=claim.line or None,
        hint="Change it by hand, or write it as a `[[claim]]` table of its own.",
    )
