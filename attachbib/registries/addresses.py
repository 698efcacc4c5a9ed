"""Addresses of DOIs: how a DOI stands in the path of a registry's API."""

from __future__ import annotations

from urllib.parse import quote


def in_path(doi: str) -> str:
    """Return a DOI for a path: encoded, but for the slash between its prefix and its suffix.

    So it stands in the examples of all registries; `10.5555/a/b` becomes `10.5555/a%2Fb`.
    """
    prefix, slash, suffix = doi.partition("/")
    return f"{quote(prefix, safe='')}{slash}{quote(suffix, safe='')}"


def prefix_of(doi: str) -> str:
    """Return the prefix of a DOI (DOI Handbook, 2.2.2): `10.5555` of `10.5555/a`."""
    return doi.partition("/")[0]
