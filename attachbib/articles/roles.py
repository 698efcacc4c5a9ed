"""Citation roles of Sphinx (sphinxcontrib-bibtex) and MyST: `cite:p` and its like."""

from __future__ import annotations

from typing import NamedTuple

from attachbib.articles.model import Mode
from attachbib.articles.patterns import lazy_pattern

_BASES = frozenset({"cite", "footcite"})
_TEXTUAL = frozenset("t ts ct cts author authors authorpar authorpars".split())
_WITHOUT_AUTHOR = frozenset({"year", "yearpar"})
_PARENTHETICAL = frozenset("p ps alp alps label labelpar title".split())
_SHORT = {"citep": "cite:p", "citet": "cite:t"}
_TARGET = lazy_pattern(
    r"\s*(?:\{(?P<prefix>[^{}]*)\})?\s*(?P<key>[^\s,;{}]+)\s*(?:\{(?P<after>[^{}]*)\})?\s*"
    r"(?:[,;]|\Z)"
)


class Target(NamedTuple):
    """One key in the content of a role, and where it stands in the text read."""

    key: str
    start: int
    end: int
    mode: Mode = "normal"
    prefix: str = ""
    after: str = ""


def role_mode(name: str) -> Mode | None:
    """Return how a role cites; None for one that cites nothing, such as `ref` or `cite:empty`."""
    base, _, variant = _SHORT.get(name, name).partition(":")
    if base not in _BASES:
        return None
    if variant in _TEXTUAL:
        return "author-in-text"
    if variant in _WITHOUT_AUTHOR:
        return "suppress-author"
    return "normal" if not variant or variant in _PARENTHETICAL else None


def role_targets(name: str, text: str, start: int, end: int) -> tuple[Target, ...]:
    """Return the keys in the content `[start, end)` of a role: `{see}doe2020{p. 3}, roe2021`."""
    mode = role_mode(name)
    if mode is None:
        return ()
    found: list[Target] = []
    pos = start
    while pos < end and (match := _TARGET().match(text, pos, end)):
        found.append(
            Target(
                match["key"],
                *match.span("key"),
                mode,
                " ".join((match["prefix"] or "").split()),
                " ".join((match["after"] or "").split()),
            )
        )
        pos = match.end()
    return tuple(found)
