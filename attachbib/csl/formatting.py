"""What every rendering element shares: affixes, formatting, text case, quotes, display."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.csl.frame import Frame, Render
from attachbib.csl.moulds import watched
from attachbib.richtext.case import apply_case, strip_periods
from attachbib.richtext.join import affix
from attachbib.richtext.model import QUOTE, Rich, Span

_FORMATS: Mapping[str, Mapping[str, str]] = {
    "font-style": {"italic": "italic", "oblique": "oblique", "normal": "normal-style"},
    "font-variant": {"small-caps": "small-caps", "normal": "normal-variant"},
    "font-weight": {"bold": "bold", "light": "light", "normal": "normal-weight"},
    "text-decoration": {"underline": "underline", "none": "no-decoration"},
    "vertical-align": {"sup": "superscript", "sub": "subscript", "baseline": "baseline"},
}
"""Attribute and value → tag, innermost first (CSL 1.0.2, "Formatting")."""


def format_tags(attrs: Mapping[str, str]) -> tuple[str, ...]:
    """Return the formatting tags an element asks for, innermost first."""
    return tuple(
        values[attrs[name]]
        for name, values in _FORMATS.items()
        if name in attrs and attrs[name] in values
    )


def wrap(content: Rich, tags: tuple[str, ...]) -> Rich:
    """Put formatting tags around content; empty content stays empty."""
    if content:
        for tag in tags:
            content = (Span(tag, content),)
    return content


def decorated(inner: Render, attrs: Mapping[str, str], *, is_of_style: bool = False) -> Render:
    """Return `inner` with the formatting of an element applied to its output.

    Order, from the inside: strip-periods, text-case, font formatting, quotes,
    affixes, display; affixes stay outside of all but display (CSL 1.0.2, "Affixes").

    Args:
        inner: what prints the content.
        attrs: those of the element.
        is_of_style: whether the content is a text of the style or a term of its locale. Then
            title case applies whatever the language of the item.
    """
    prefix, suffix = attrs.get("prefix", ""), attrs.get("suffix", "")
    formatted = _formatted(inner, attrs, is_of_style)
    display = attrs.get("display", "")
    if not prefix and not suffix and not display:
        return formatted

    def render(frame: Frame) -> Rich:
        content = formatted(frame)
        if not content:
            return ""
        content = affix(content, prefix, suffix)
        return (Span(display, content),) if display else content

    return render


def _formatted(inner: Render, attrs: Mapping[str, str], is_of_style: bool) -> Render:
    tags = format_tags(attrs)
    if attrs.get("quotes") == "true":
        tags = (*tags, QUOTE)
    case = attrs.get("text-case", "")
    strip = attrs.get("strip-periods") == "true"
    changed = _changed(inner, case, strip, is_of_style) if case or strip else inner
    if not tags:
        return changed
    return lambda frame: wrap(changed(frame), tags)


def _changed(inner: Render, case: str, strip: bool, is_of_style: bool) -> Render:
    always = is_of_style or case != "title"

    def render(frame: Frame) -> Rich:
        content = inner(frame)
        if not content:
            return ""
        if strip:
            content = strip_periods(content)
        if case and (always or frame.facts.english):
            content = apply_case(content, case, frame.facts.language)
        return content

    return watched(render, placed=True)
