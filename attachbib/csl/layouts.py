"""`cs:layout` of citations and of the list (CSL 1.0.2, "Citation", "Bibliography")."""

from __future__ import annotations

from collections.abc import Callable

from attachbib.csl.compile import sequence
from attachbib.csl.formatting import format_tags, wrap
from attachbib.csl.frame import Frame, Render
from attachbib.csl.scope import Scope
from attachbib.csl.style import Node
from attachbib.richtext.join import affix, join
from attachbib.richtext.model import Rich, concat, in_last_block, span
from attachbib.richtext.writer import ListLayout


def compile_layout(area: Node, scope: Scope) -> Render:
    """Return what prints one cite or entry, without the affixes of the layout."""
    layout = area.find("layout")
    compiled = [scope.compile(child) for child in (layout.children if layout else ())]
    if area.attrs.get("second-field-align") and len(compiled) > 1:
        return _aligned(compiled[0], sequence(compiled[1:], ""))
    # The delimiter of a citation's layout stands between cites.
    between = layout.attrs.get("delimiter", "") if layout and scope.area != "citation" else ""
    return sequence(compiled, between)


def entry_decoration(bibliography: Node | None) -> Callable[[Rich], Rich]:
    """Return what puts the layout's affixes and formatting around an entry."""
    layout = bibliography.find("layout") if bibliography else None
    attrs = layout.attrs if layout else {}
    prefix, suffix, tags = attrs.get("prefix", ""), attrs.get("suffix", ""), format_tags(attrs)
    return lambda content: wrap(_affixed(content, prefix, suffix), tags)


def list_layout(bibliography: Node) -> ListLayout:
    """Return how the list is laid out."""
    attrs = bibliography.attrs
    return ListLayout(
        hanging_indent=attrs.get("hanging-indent") == "true",
        second_field_align=attrs.get("second-field-align", ""),
        line_spacing=int(attrs.get("line-spacing", "1")),
        entry_spacing=int(attrs.get("entry-spacing", "1")),
    )


def _aligned(first: Render, rest: Render) -> Render:
    """`second-field-align`: the first field in the margin, the rest beside it."""

    def render(frame: Frame) -> Rich:
        margin = span("left-margin", first(frame))
        return concat(margin, span("right-inline", rest(frame)))

    return render


def _affixed(content: Rich, prefix: str, suffix: str) -> Rich:
    """Add layout affixes; with `display` blocks the suffix goes into the last one."""
    if suffix:
        content = in_last_block(content, lambda block: join(block, suffix))
    return affix(content, prefix, "")
