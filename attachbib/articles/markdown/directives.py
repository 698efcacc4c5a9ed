"""MyST directives whose content is Markdown: ```` ```{note} ````; all others are code."""

from __future__ import annotations

from attachbib.articles.patterns import lazy_pattern

_NAME = lazy_pattern(r"\{([A-Za-z][\w:.-]*)\}")
_PROSE = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning"
    " aside card card-carousel dropdown epigraph figure figure-md grid grid-item grid-item-card"
    " highlights list-table margin blockquote proof pull-quote sidebar tab-item tab-set table"
    " topic exercise solution".split()
)
_PROSE_FAMILIES = ("prf:", "proof:", "exercise-", "solution-")


def directive_name(info: str) -> str:
    """Return the directive that the info string of a fence names, or ""."""
    match = _NAME().match(info)
    return match[1] if match else ""


def holds_prose(directive: str) -> bool:
    """Whether the content of a directive is text to read, not code or data."""
    return directive in _PROSE or directive.startswith(_PROSE_FAMILIES)
