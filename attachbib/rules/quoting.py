"""How findings quote sentences and point at records of a claims file."""

from __future__ import annotations

from attachbib.claims import Claim, ClaimsFile
from attachbib.source import Span

_SHOWN = 60
"""Characters of a sentence that a message quotes at most."""


def record_header(file: ClaimsFile, claim: Claim) -> Span:
    """Return the line on which a claim's record begins."""
    line, column = file.source.position(claim.span.start)
    return Span(claim.span.start, claim.span.start + len(file.source.line_text(line)) - column + 1)


def shortened(text: str) -> str:
    """Return a sentence in quotation marks, cut at a word if it is long."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rsplit(' ', 1)[0]} …”"
