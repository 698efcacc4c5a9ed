"""The words on the nodes and links of a drawn graph, short enough to read there."""

from __future__ import annotations

from attachbib.bibtex.latex import strip_markup
from attachbib.claims.graph import ClaimNode, Link, WorkNode
from attachbib.reports.display import escape

_LENGTH = 90


def claim_label(node: ClaimNode) -> list[str]:
    """Return the lines on a claim: its id, with its state unless that is well, and its text."""
    standing = node.standing
    mark = f" ({standing.state})" if standing.is_doubtful else ""
    return [
        _line(f"{standing.claim.id}{mark}"),
        _line(standing.text or standing.claim.anchor.exact),
    ]


def work_label(node: WorkNode) -> list[str]:
    """Return the lines on a work: its key and its title."""
    if node.reference is None:
        return [_line(node.key), "(in no library)"]
    title = strip_markup(node.reference.text.get("title", ""))
    return [_line(one) for one in (node.key, title) if one]


def link_label(link: Link) -> str:
    """Return the words on a link: the stance, and where in the work."""
    evidence = link.evidence
    return _line(f"{evidence.stance}, {evidence.locator}" if evidence.locator else evidence.stance)


def _line(text: str) -> str:
    text = escape(" ".join(text.split()))
    if len(text) <= _LENGTH:
        return text
    cut = text[:_LENGTH]
    return f"{cut.rpartition(' ')[0] or cut} …"
