"""The coverage as a badge: a small SVG picture for a README."""

from __future__ import annotations

_COLORS = ((100, "#2a7f3f"), (90, "#5b7f29"), (75, "#8a751d"), (50, "#b0601b"), (0, "#b03a2e"))
"""Least percent and its colour, best first; white text is legible on all."""

_LEFT, _RIGHT = 64, 46
"""The widths of the two halves, in pixels."""


def coverage_badge(percent: float) -> str:
    """Write the badge.

    Args:
        percent: 0-100; shown rounded down, so that only full coverage is 100.
    """
    value = f"{int(percent)}%"
    color = next(color for least, color in _COLORS if percent >= least)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _RIGHT}" height="20" '
        f'role="img" aria-label="citations: {value}"><title>citations: {value}</title>'
        f'<rect width="{_LEFT}" height="20" fill="#444"/>'
        f'<rect x="{_LEFT}" width="{_RIGHT}" height="20" fill="{color}"/>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" '
        f'font-size="11"><text x="{_LEFT / 2:g}" y="14">citations</text>'
        f'<text x="{_LEFT + _RIGHT / 2:g}" y="14">{value}</text></g></svg>\n'
    )
