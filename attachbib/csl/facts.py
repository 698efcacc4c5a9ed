"""What every rendering of a reference starts from: computed once for references alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attachbib.reference import Reference


class Facts(NamedTuple):
    """Facts about a reference in a locale."""

    present: frozenset[str]
    """The variables it has, of those that the style names (CSL 1.0.2, `variable`)."""
    english: bool
    """Whether title case applies (CSL 1.0.2, "Non-English Items")."""
    language: str
    """Its own, or that of the locale."""
    east_asian: bool
    """Whether its family names come first."""


def facts_reader(locale: str, named: frozenset[str]) -> Callable[[Reference], Facts]:
    """Return the function that gives the facts about a reference.

    References with the same variables share theirs.

    Args:
        locale: the language of the locale, a BCP 47 tag.
        named: the variables that the style names.
    """
    known: dict[tuple[str, ...], Facts] = {}

    def facts_of(ref: Reference) -> Facts:
        own = ref.text.get("language", "")
        dates = [
            name
            for name, date in ref.dates.items()
            if date.start is not None or date.literal or date.season
        ]
        has = (own, *ref.text, *ref.names, *dates)
        facts = known.get(has)
        if facts is None:
            language = own or locale
            # The first page follows from the pages.
            first_page = ("page-first",) if "page" in has else ()
            facts = known[has] = Facts(
                named.intersection((*has[1:], *first_page)),
                english=language[:2].lower() == "en",
                language=language,
                east_asian=own[:2] in ("ja", "zh"),
            )
        return facts

    return facts_of
