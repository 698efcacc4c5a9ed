"""What the wording of a sentence says about its need for a source: tables of patterns.

The patterns are English; punctuation and digits work in every language. They err
on the side of asking for a source: a sentence is only let off when its wording
leaves little doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

EXEMPT_WORDING: Mapping[str, tuple[re.Pattern[str], str]] = {
    "question": (re.compile(r"[?？][\"'”’»)]*$"), "a question states nothing"),
    "transition": (
        re.compile(
            r"[:：]$"
            r"|^(?:In (?:this|the (?:next|following)) (?:section|article|chapter|post|guide|paper)"
            r"|The (?:next|following|rest of th\w+) (?:section|chapter|article|list|table|figure)"
            r"|This (?:section|article|chapter|post|guide|page|paper) "
            r"(?:describes|explains|covers|shows|presents|introduces|is about|is organi[sz]ed)"
            r"|(?:See|Read)(?: also)? (?:the )?"
            r"(?:[Ff]ig|[Tt]able|[Ss]ection|[Cc]hapter|[Aa]ppendix)"
            r"|Let(?:’s|'s| us) )",
        ),
        "it only leads on to what follows",
    ),
    "disclaimer": (
        re.compile(
            r"\b(?:for (?:information|informational|educational|general information)"
            r"(?: purposes)? only\b|(?:information|educational|informational) purposes"
            r"|(?:not|nor|never) (?:\w+ ){0,3}(?:medical|professional|legal|financial) advice"
            r"|consult (?:a|an|your) (?:\w+ )?"
            r"(?:doctor|physician|professional|lawyer|pediatrician))",
            re.I,
        ),
        "a disclaimer speaks of the article itself",
    ),
    "first-person": (
        re.compile(r"^(?:I|We|My|Our)\b(?!\.)|\bI(?:'m|’m|'ve|’ve|'d|’d|'ll|’ll)? [a-z]"),
        "the author speaks for themselves",
    ),
}
"""Kinds of sentence that need no source, by name: the wording, and why."""

_QUOTATION = re.compile(
    r"“[^”]{12,}”|„[^“”]{12,}[“”]|«[^»]{12,}»|(?<!\w)\"[^\"]{12,}\"|(?<!\w)‘[^’]{12,}’(?!\w)"
)
_QUOTED_WORDS = 4


def has_quotation(text: str) -> bool:
    """Whether a sentence quotes: four words or more; fewer are a term or a hedge."""
    return any(len(match[0].split()) >= _QUOTED_WORDS for match in _QUOTATION.finditer(text))
