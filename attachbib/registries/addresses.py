"""DOIs in questions and answers: in the path of an API, and whether an answer is about one."""

from __future__ import annotations

from urllib.parse import quote

from attachbib.doi import fold_doi
from attachbib.registries.transport import Answer, Unavailable


def in_path(doi: str) -> str:
    """Return a DOI for a path: encoded, but for the slash between its prefix and its suffix.

    So it stands in the examples of all registries; `10.5555/a/b` becomes `10.5555/a%2Fb`.
    """
    prefix, slash, suffix = doi.partition("/")
    return f"{quote(prefix, safe='')}{slash}{quote(suffix, safe='')}"


def prefix_of(doi: str) -> str:
    """Return the prefix of a DOI (DOI Handbook, 2.2.2): `10.5555` of `10.5555/a`."""
    return doi.partition("/")[0]


def check_subject(answer: Answer, found: object, doi: str) -> None:
    """Make sure that an answer is about the DOI asked for, or about that of which it is an alias.

    Raises:
        Unavailable: it is about another one, and no redirect led to it.
    """
    if not isinstance(found, str) or (fold_doi(found) != doi and not answer.was_redirected):
        raise Unavailable(f"answered about {found!r} when asked about {doi}")
