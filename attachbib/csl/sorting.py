"""Sorting by the keys of `cs:sort` (CSL 1.0.2, "Sorting"); later keys render only on ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple, TypeAlias

from attachbib.csl.collation import collation_key
from attachbib.csl.compile import new_scope
from attachbib.csl.conditions import text_getter
from attachbib.csl.dates import sort_key
from attachbib.csl.frame import Frame
from attachbib.csl.locale import Locale
from attachbib.csl.moulds import Moulds
from attachbib.csl.namelist import list_style, print_list
from attachbib.csl.numbers import NUMBER_VARIABLES
from attachbib.csl.scope import Scope
from attachbib.csl.style import Node, Style
from attachbib.reference import NAME_VARIABLES
from attachbib.richtext.model import plain
from attachbib.richtext.template import rich_of

_LEADING_INTEGER = re.compile(r"-?\d+")

KeyFunction: TypeAlias = Callable[[Callable[[], Frame]], str]


class SortKey(NamedTuple):
    """A compiled `cs:key`."""

    value: KeyFunction
    """Maker of fresh frames → text whose code-point order is the sort order; "" sorts last."""
    descending: bool


def compile_sort(style: Style, locale: Locale, area: Node, name: str) -> tuple[SortKey, ...]:
    """Return the sort keys of `cs:citation` or `cs:bibliography`; empty without `cs:sort`."""
    sort = area.find("sort")
    if sort is None:
        return ()
    language = locale.lang.partition("-")[0]
    keys = []
    for node in sort.children:
        scope = new_scope(style, locale, name, key=node.attrs)
        value = (
            _macro_key(scope, node, language)
            if "macro" in node.attrs
            else _variable_key(scope, node.attrs.get("variable", ""), language)
        )
        keys.append(SortKey(value, node.attrs.get("sort") == "descending"))
    return tuple(keys)


def sorts_by_names(style: Style, area: Node) -> bool:
    """Whether the first sort key of an area is names, or a macro that prints some."""
    sort = area.find("sort")
    if sort is None or not sort.children:
        return False
    key = sort.children[0].attrs
    if key.get("variable") in NAME_VARIABLES:
        return True
    macro = style.macros.get(key.get("macro", ""))
    return macro is not None and any(node.kind == "names" for node in style.reachable(macro))


def sort_by_keys(
    items: Sequence[str], keys: Sequence[SortKey], frame_of: Callable[[str], Frame]
) -> list[str]:
    """Return the items (reference ids) in order; equal items keep theirs.

    Args:
        items: reference ids.
        keys: compiled sort keys.
        frame_of: gives a fresh frame to render a key of an item in.
    """
    if not keys or len(items) < 2:
        return list(items)
    value, descending = keys[0]
    pairs = [(value(partial(frame_of, item)), item) for item in items]
    filled = [pair for pair in pairs if pair[0]]
    filled.sort(key=lambda pair: pair[0], reverse=descending)
    result: list[str] = []
    for _, group in groupby(filled, key=lambda pair: pair[0]):
        result.extend(sort_by_keys([item for _, item in group], keys[1:], frame_of))
    empty = [item for key, item in pairs if not key]
    return result + sort_by_keys(empty, keys[1:], frame_of)


def _macro_key(scope: Scope, node: Node, language: str) -> KeyFunction:
    moulds = Moulds(scope.macro(node.attrs["macro"]), plain)

    def key(new_frame: Callable[[], Frame]) -> str:
        return collation_key(plain(rich_of(*moulds.render(new_frame)[0])), language)

    return key


def _variable_key(scope: Scope, variable: str, language: str) -> KeyFunction:
    style = list_style(scope, None, None)
    value_of = text_getter(variable)

    def key(new_frame: Callable[[], Frame]) -> str:
        frame = new_frame()
        names = frame.names.get(variable)
        if names:
            return collation_key(plain(print_list(names, style, frame)), language)
        if variable in frame.dates:
            return sort_key(frame.dates[variable])
        text = value_of(frame)
        if variable in NUMBER_VARIABLES:
            return _number_key(text) or collation_key(text, language)
        return collation_key(plain(scope.parse(text)), language)

    return key


def _number_key(text: str) -> str:
    match = _LEADING_INTEGER.match(text.strip())
    if match is None:
        return ""
    number = int(match.group()[:18])
    return f"1{number:020}" if number >= 0 else f"0{10**20 + number:020}"
