"""What every rendering of a reference starts from: computed once per reference."""

from __future__ import annotations

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


def facts_of(ref: Reference, locale: str, named: frozenset[str]) -> Facts:
    """Return the facts about a reference.

    Args:
        ref: the reference.
        locale: the language of the locale, a BCP 47 tag.
        named: the variables that the style names.
    """
    own = ref.text.get("language", "")
    language = own or locale
    has = [*ref.text, *ref.names]
    has += [
        name
        for name, date in ref.dates.items()
        if date.start is not None or date.literal or date.season
    ]
    return Facts(
        named.intersection(has),
        english=language[:2].lower() == "en",
        language=language,
        east_asian=own[:2] in ("ja", "zh"),
    )
