"""Checking a user's style: against the CSL schema, and its macros against each other."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree

from attachbib.csl.packaged import schema_file
from attachbib.errors import StyleError

_CSL = "{http://purl.org/net/xbiblio/csl}"


def line_of(element: etree._Element) -> int | None:
    """Return the 1-based line of an element's start tag."""
    line = element.sourceline
    return line if isinstance(line, int) else None


@lru_cache(maxsize=1)
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(schema_file()))


def check_schema(root: etree._Element, path: Path | None) -> None:
    """Raise a StyleError at the first place where a style breaks the CSL 1.0.2 schema."""
    schema = _schema()
    if not schema.validate(root):
        first = schema.error_log[0]
        raise StyleError(f"not valid CSL 1.0.2: {first.message}.", path=path, line=first.line)


def check_macros(root: etree._Element, path: Path | None) -> None:
    """Raise a StyleError if a macro is called that does not exist or that calls itself."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(f"{_CSL}macro")}
    calls = {name: _calls(macro) for name, macro in macros.items()}
    for element in root.iter(f"{_CSL}text", f"{_CSL}key"):
        name = element.get("macro")
        if name is not None and name not in macros:
            raise StyleError(
                f"the macro {name!r} is used but not defined.",
                path=path,
                line=line_of(element),
                hint="Define it with <macro name=…>, or correct the name.",
            )
    _refuse_cycles(calls, macros, path)


def _calls(macro: etree._Element) -> list[str]:
    return [name for text in macro.iter(f"{_CSL}text") if (name := text.get("macro"))]


def _refuse_cycles(
    calls: dict[str, list[str]], macros: dict[str, etree._Element], path: Path | None
) -> None:
    """Remove macros that call no macro, again and again; what is left calls itself."""
    open_calls = {name: set(callees) for name, callees in calls.items()}
    while leaves := {name for name, callees in open_calls.items() if not callees}:
        for name in leaves:
            del open_calls[name]
        for callees in open_calls.values():
            callees -= leaves
    if open_calls:
        cycle = _follow(open_calls)
        raise StyleError(
            f"the macro {cycle[0]!r} calls itself: {' → '.join(cycle)}.",
            path=path,
            line=line_of(macros[cycle[0]]),
        )


def _follow(open_calls: dict[str, set[str]]) -> list[str]:
    """Return a cycle of calls, its first macro repeated at the end."""
    trail = [min(open_calls)]
    while trail[-1] not in trail[:-1]:
        trail.append(min(open_calls[trail[-1]]))
    return trail[trail.index(trail[-1]) :]
