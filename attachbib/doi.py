"""DOIs as names: when two of them are the same."""

from __future__ import annotations

_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def fold_doi(doi: str) -> str:
    """Return a DOI in the case in which DOIs are compared (ASCII only, Handbook 2.4)."""
    return doi.strip().translate(_LOWER)
