"""From syntax tree to closures: terms, options and macros are bound once per style and locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attachbib.csl.conditions import compile_condition
from attachbib.csl.dates import compile_date
from attachbib.csl.formatting import decorated
from attachbib.csl.frame import Frame, Render
from attachbib.csl.locale import Locale
from attachbib.csl.names import ALTERNATIVES, INHERITED, compile_alternatives, compile_names
from attachbib.csl.scope import Abbreviations, Scope, deferred
from attachbib.csl.style import Node, Style
from attachbib.csl.text import compile_label, compile_number, compile_text
from attachbib.richtext.join import join_kept
from attachbib.richtext.markup import field_parser
from attachbib.richtext.model import Rich


def new_scope(
    style: Style,
    locale: Locale,
    area: str,
    *,
    key: Mapping[str, str] | None = None,
    abbreviations: Abbreviations | None = None,
) -> Scope:
    """Return the scope of an area, or of a sort key of it.

    Args:
        style: the style.
        locale: its locale.
        area: `citation` or `bibliography`.
        key: the attributes of the `cs:key`, for a sort key.
        abbreviations: short forms of titles, by variable.
    """
    macros: dict[str, Render] = {}

    def macro(name: str) -> Render:
        render = macros.get(name)
        if render is None:
            children = style.macros[name].children if name in style.macros else ()
            render = macros[name] = _unless_empty(
                sequence([compile_(child) for child in children], "")
            )
        return render

    def compile_(node: Node) -> Render:
        return _ELEMENTS[node.kind](scope, node)

    node = style.citation if area == "citation" else style.bibliography
    attrs = {**style.attrs, **(node.attrs if node else {})}
    key_options = {
        option: key[name]
        for name, option in _KEY_OPTIONS.items()
        if key is not None and name in key
    }
    scope = Scope(
        style=style,
        locale=locale,
        area=area,
        sort=key is not None,
        parse=field_parser(locale.quote_marks),
        options={name: value for name, value in attrs.items() if name in INHERITED},
        key_options=key_options,
        abbreviations=abbreviations or {},
        compile=compile_,
        macro=macro,
    )
    return scope


_KEY_OPTIONS: Mapping[str, str] = {
    "names-min": "et-al-min",
    "names-use-first": "et-al-use-first",
    "names-use-last": "et-al-use-last",
}
"""Attribute of `cs:key` → the option of `cs:name` it overrides."""


def sequence(children: list[Render], delimiter: str) -> Render:
    """Return a renderer that joins its children's output."""
    if len(children) == 1:
        return children[0]
    return lambda frame: join_kept(
        [content for child in children if (content := child(frame))], delimiter
    )


def _group(scope: Scope, node: Node) -> Render:
    inner = _delimited(scope, node, node.attrs.get("delimiter", ""))
    return decorated(_unless_empty(inner), node.attrs)


def _delimited(scope: Scope, node: Node, delimiter: str) -> Render:
    """Compile an element's children; `cs:choose` takes the delimiter on (CSL 1.0.2, "Choose")."""
    children = [
        _choose(scope, child, delimiter) if child.kind == "choose" else scope.compile(child)
        for child in node.children
    ]
    return sequence(children, delimiter)


def _unless_empty(inner: Render) -> Render:
    """Print nothing if variables are asked for and all of them are empty.

    That is `cs:group` (CSL 1.0.2, "Group"); a macro behaves alike, as in citeproc-js.
    """

    def render(frame: Frame) -> Rich:
        called, found, printed = frame.called, frame.found, frame.printed
        content = inner(frame)
        if frame.found == found and (frame.called != called or not content):
            frame.printed = printed
            return ""
        frame.found += 1
        return content

    return render


def _choose(scope: Scope, node: Node, delimiter: str = "") -> Render:
    branches: list[tuple[Callable[[Frame], bool] | None, Render]] = []
    for child in node.children:
        test = None if child.kind == "else" else compile_condition(child)
        branches.append((test, deferred(partial(_delimited, scope, child, delimiter))))

    def render(frame: Frame) -> Rich:
        for test, branch in branches:
            if test is None or test(frame):
                return branch(frame)
        return ""

    return render


_ELEMENTS: Mapping[str, Callable[[Scope, Node], Render]] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "date": compile_date,
    "names": compile_names,
    ALTERNATIVES: compile_alternatives,
    "group": _group,
    "choose": _choose,
}
"""Rendering element → its compiler (CSL 1.0.2, "Rendering Elements")."""
