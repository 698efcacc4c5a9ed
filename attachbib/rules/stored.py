"""Findings and what is known of an article as JSON has them: for caches and other processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attachbib.articles import Pragma
from attachbib.claims import STATUSES
from attachbib.edits import Edit
from attachbib.rules.finding import Finding
from attachbib.source import Problem, Span
from attachbib.workspace import Known


def pack_findings(findings: Iterable[Finding]) -> list[list[Any]]:
    """Return findings as lists of their fields."""
    return [_packed(one) for one in findings]


def unpack_findings(packed: Sequence[Sequence[Any]]) -> list[Finding]:
    """Return the findings that `pack_findings` made lists of."""
    found = (Finding(*row) for row in packed)
    return [
        one._replace(path=Path(one.path), edits=tuple(Edit(*edit) for edit in one.edits))
        for one in found
    ]


def pack_known(known: Known) -> list[Any]:
    """Return what is known of an article as a list."""
    return [
        [_packed(one) for one in known.problems],
        [(one.text, *one.span) for one in known.pragmas],
        _pack_keys(known.cited_keys),
        _pack_keys(known.listed_keys),
        [known.counts[status] for status in STATUSES],
    ]


def unpack_known(packed: Sequence[Any]) -> Known:
    """Return what `pack_known` made a list of."""
    problems, pragmas, cited, listed, counts = packed
    return Known(
        tuple(one._replace(path=Path(one.path)) for one in (Problem(*row) for row in problems)),
        tuple(Pragma(text, Span(start, end)) for text, start, end in pragmas),
        _unpack_keys(cited),
        _unpack_keys(listed),
        dict(zip(STATUSES, counts, strict=True)),
    )


def _pack_keys(keys: Sequence[str]) -> str | Sequence[str]:
    """Return keys as one string, which is read faster than a list, if it can be taken apart."""
    joined = "\n".join(keys)
    return joined if joined.split("\n") == list(keys) else keys


def _unpack_keys(packed: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(packed.split("\n") if isinstance(packed, str) else packed)


def _packed(one: Finding | Problem) -> list[Any]:
    return list({**one._asdict(), "path": str(one.path)}.values())
