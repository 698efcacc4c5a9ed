"""References as a style prints each of them by itself, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from attachbib.csl import Processor, Style, load_style
from attachbib.csl.style import Node
from attachbib.reference import Reference
from attachbib.richtext import writer


def print_alone(
    references: Sequence[Reference], style: str, locale: str = "", *, all_names: bool = False
) -> list[str]:
    """Return each reference as plain text as it is printed in a list of its own.

    Args:
        references: their ids play no part.
        style: a packaged style's id.
        locale: a BCP 47 tag; "" for the style's own.
        all_names: print all names of a list, also where the style has "et al." for some.

    Raises:
        StyleError: the style cannot be used.
    """
    numbered = [replace(one, id=str(index)) for index, one in enumerate(references)]
    alone = _without_neighbours(load_style(style))
    used = _with_all_names(alone) if all_names else alone
    processor = Processor(used, numbered, locale=locale or None)
    text = writer("text")
    printed = {one.id: text.write(one.content) for one in processor.bibliography().entries}
    return [printed.get(one.id, "") for one in numbered]


def _without_neighbours(style: Style) -> Style:
    """Return a style in which an entry does not depend on the others in the list."""
    citation = _without(style.citation, "disambiguate-")
    listed = style.bibliography and _without(style.bibliography, "subsequent-author-")
    return replace(style, citation=citation, bibliography=listed)


def _without(node: Node, prefix: str) -> Node:
    attrs = {name: value for name, value in node.attrs.items() if not name.startswith(prefix)}
    return node._replace(
        attrs=attrs, children=tuple(child for child in node.children if child.kind != "sort")
    )


def _with_all_names(style: Style) -> Style:
    return replace(
        style,
        attrs=_unlimited(style.attrs),
        macros={name: _naming_all(node) for name, node in style.macros.items()},
        citation=_naming_all(style.citation),
        bibliography=style.bibliography and _naming_all(style.bibliography),
    )


def _naming_all(node: Node) -> Node:
    children = tuple(map(_naming_all, node.children))
    return node._replace(attrs=_unlimited(node.attrs), children=children)


def _unlimited(attrs: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in attrs.items() if "et-al-" not in name}
