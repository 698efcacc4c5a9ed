"""Checking a user's style: against the CSL schema, and its macros against each other."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree

from attachbib.csl.packaged import schema_file
from attachbib.errors import StyleError

MAX_DEPTH = 200
"""Elements inside elements, counted through macros; no packaged style has more than 73."""

_CSL = "{http://purl.org/net/xbiblio/csl}"


def line_of(element: etree._Element) -> int | None:
    """Return the 1-based line of an element's start tag."""
    line = element.sourceline
    return line if isinstance(line, int) else None


@lru_cache(maxsize=1)
def _schema() -> tuple[etree.RelaxNG, etree._Element]:
    tree = etree.parse(schema_file())
    return etree.RelaxNG(tree), tree.getroot()


def check_schema(root: etree._Element, path: Path | None) -> None:
    """Raise a StyleError at the place where a style breaks the CSL 1.0.2 schema."""
    validator, schema = _schema()
    if not validator.validate(root):
        from attachbib.csl.diagnose import find_fault

        element, fault = find_fault(root, schema)
        raise StyleError(f"not valid CSL 1.0.2: {fault}.", path=path, line=line_of(element))


def check_macros(root: etree._Element, path: Path | None) -> None:
    """Raise a StyleError if a macro does not exist, calls itself, or nests too deep."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(f"{_CSL}macro")}
    for element in root.iter(f"{_CSL}text", f"{_CSL}key"):
        name = element.get("macro")
        if name is not None and name not in macros:
            raise StyleError(
                f"the macro {name!r} is used but not defined.",
                path=path,
                line=line_of(element),
                hint="Define it with <macro name=…>, or correct the name.",
            )
    depths: dict[str, int] = {}
    for name in _callees_first(macros, path):
        depths[name] = _depth(macros[name], depths)
    if _depth(root, depths) > MAX_DEPTH:
        raise StyleError(
            f"the style nests more than {MAX_DEPTH} elements, counting macros.", path=path
        )


def _callees_first(macros: dict[str, etree._Element], path: Path | None) -> list[str]:
    """Return the macros, each after those it calls."""
    from graphlib import CycleError, TopologicalSorter

    calls = {
        name: [call for text in macro.iter(f"{_CSL}text") if (call := text.get("macro"))]
        for name, macro in macros.items()
    }
    try:
        return list(TopologicalSorter(calls).static_order())
    except CycleError as error:
        cycle: list[str] = error.args[1][::-1]
        raise StyleError(
            f"the macro {cycle[0]!r} calls itself: {' → '.join(cycle)}.",
            path=path,
            line=line_of(macros[cycle[0]]),
        ) from None


def _depth(element: etree._Element, depths: dict[str, int]) -> int:
    """Return how many levels of elements an element holds, itself and called macros included."""
    inner = [depths.get(element.get("macro", ""), 0), *(_depth(child, depths) for child in element)]
    return 1 + max(inner)
