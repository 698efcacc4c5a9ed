"""The style as a frozen syntax tree, with the facts that rendering asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from attachbib.csl.load import CSL, StyleSource, load_style_source, style_source_from_xml

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_PREFIX = len(CSL)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Node(NamedTuple):
    """One element of the style."""

    kind: str
    """The element's name, e.g. `text`, `names`, `else-if`."""
    attrs: Mapping[str, str]
    children: tuple[Node, ...]
    text: str = ""
    """Character content, of terms only."""

    def find(self, kind: str) -> Node | None:
        """Return the first child of a kind, or None."""
        return next((child for child in self.children if child.kind == kind), None)


@dataclass(frozen=True)
class Style:
    """A citation style, independent (a dependent style is resolved to its parent)."""

    id: str
    title: str
    attrs: Mapping[str, str]
    """The attributes of `cs:style`: global options and inheritable name options."""
    default_locale: str
    """`default-locale`, or ""."""
    macros: Mapping[str, Node]
    citation: Node
    bibliography: Node | None
    locales: tuple[Node, ...]
    """The `cs:locale` elements, in document order."""

    @property
    def is_note(self) -> bool:
        """Whether citations go into notes (CSL 1.0.2, `class`)."""
        return self.attrs.get("class") == "note"

    @cached_property
    def is_numeric(self) -> bool:
        """Whether citations are numbers of list entries."""
        return any(
            node.attrs.get("variable") == "citation-number" and node.kind == "text"
            for node in self.reachable(self.citation)
        )

    @cached_property
    def prints_year_suffix(self) -> bool:
        """Whether the style places the year suffix itself (`variable="year-suffix"`)."""
        return any(
            node.attrs.get("variable") in ("year-suffix", "citation-label")
            for node in self._elements
            if node.kind == "text"
        )

    @cached_property
    def tests_disambiguate(self) -> bool:
        """Whether some condition asks for `disambiguate="true"`."""
        return any("disambiguate" in node.attrs for node in self._elements)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The variables that its elements and conditions name."""
        return frozenset(
            name
            for node in self._elements
            if "variable" in node.attrs
            for name in node.attrs["variable"].split()
        )

    @cached_property
    def _elements(self) -> tuple[Node, ...]:
        return tuple(self.reachable())

    def reachable(self, *areas: Node) -> Iterator[Node]:
        """Yield the nodes of areas (default: both), through the macros they call."""
        seen: set[str] = set()
        pending = list(areas) or [node for node in (self.citation, self.bibliography) if node]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(node.children)
            macro = node.attrs.get("macro")
            if macro and macro not in seen and macro in self.macros:
                seen.add(macro)
                pending.append(self.macros[macro])


def load_style(spec: str | Path) -> Style:
    """Find, read and build a style.

    Args:
        spec: id, alias, title words or URL of a packaged style, or the path of a `.csl` file.

    Raises:
        UnknownStyleError: no packaged style has that name.
        StyleError: the file cannot be read or is not a valid CSL 1.0 style.
    """
    return _build(load_style_source(spec))


def style_from_xml(data: bytes | str, *, validate: bool = True) -> Style:
    """Build a style from the text of a CSL file.

    Raises:
        StyleError: as `load_style`.
    """
    return _build(style_source_from_xml(data, validate=validate))


def _build(source: StyleSource) -> Style:
    nodes = [build_node(child) for child in source.root if child.tag != f"{CSL}info"]
    by_kind = {node.kind: node for node in nodes}
    return Style(
        id=source.id,
        title=source.title,
        attrs=dict(source.root.attrib),  # type: ignore[arg-type]  # parsed attributes are str
        default_locale=source.default_locale,
        macros={node.attrs.get("name", ""): node for node in nodes if node.kind == "macro"},
        citation=by_kind.get("citation") or Node("citation", _NOTHING, ()),
        bibliography=by_kind.get("bibliography"),
        locales=tuple(node for node in nodes if node.kind == "locale"),
    )


def build_node(element: etree._Element) -> Node:
    """Build the tree of one element; elements of other namespaces are left out."""
    return _node(element, element.tag)


def _node(element: etree._Element, tag: str) -> Node:
    children = tuple(
        [
            _node(child, kind)
            for child in element
            if isinstance(kind := child.tag, str) and kind.startswith(CSL)
        ]
    )
    text = "" if children else element.text or ""
    # The stubs of lxml allow bytes, which a parser never makes.
    attrs: Mapping[str, str] = dict(element.items()) or _NOTHING  # type: ignore[arg-type]
    return Node(tag[_PREFIX:], attrs, children, text)
