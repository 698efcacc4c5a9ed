"""Why a style is invalid: the innermost offending element, and what is wrong with it.

libxml2 reports most faults at the first macro of the file, whatever they are.
So, once a style has failed, each element is checked alone against the schema's
patterns for elements of its name, and the innermost that fails is compared with
what these patterns allow.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OPTIONAL = {f"{_RNG}{name}" for name in ("optional", "zeroOrMore", "choice")}


@dataclass(slots=True)
class _Allowed:
    """What the patterns of an element allow and demand."""

    attributes: dict[str, set[str]] = field(default_factory=dict)
    """Attribute → its possible values; empty where any text will do."""
    children: set[str] = field(default_factory=set)
    required: list[str] = field(default_factory=list)
    """What the element must have, worded: `<layout>`, `the attribute class`.

    What all patterns for its name demand comes first, then what the most demanding does.
    """


def find_fault(root: etree._Element, schema: etree._Element) -> tuple[etree._Element, str]:
    """Return the element at fault and a sentence on what is wrong, without a period.

    Args:
        root: the `style` element, known to be invalid.
        schema: the root of the RelaxNG schema.
    """
    grammar = _Grammar(schema)
    element = root
    while (inner := next(filter(grammar.rejects, element), None)) is not None:
        element = inner
    return grammar.explain(element)


class _Grammar:
    """The schema, asked about one element at a time."""

    def __init__(self, schema: etree._Element) -> None:
        self._schema = schema
        self._defines = {define.get("name"): define for define in schema.iter(f"{_RNG}define")}
        self._patterns: dict[str, list[etree._Element]] = {}
        for pattern in schema.iter(f"{_RNG}element"):
            self._patterns.setdefault(_name_of(pattern), []).append(pattern)
        self._validator = lru_cache(maxsize=None)(self._make_validator)

    def rejects(self, element: etree._Element) -> bool:
        """Whether no pattern for elements of this name fits the element."""
        name = etree.QName(element).localname
        return name not in self._patterns or not self._validator(name).validate(element)

    def explain(self, element: etree._Element) -> tuple[etree._Element, str]:
        """Return the element to point at, and what is wrong there."""
        name = etree.QName(element).localname
        if name not in self._patterns:
            return element, f"<{name}> is not an element of CSL{_suggest(name, self._patterns)}"
        allowed = self._allowed(name)
        for key, value in element.attrib.items():
            fault = _attribute_fault(name, etree.QName(key).localname, str(value), allowed)
            if fault:
                return element, fault
        present = {f"the attribute {etree.QName(key).localname}" for key in element.attrib}
        for child in element.iterchildren():
            child_name = etree.QName(child).localname
            present.add(f"<{child_name}>")
            if child_name not in allowed.children:
                expected = ", ".join(f"<{tag}>" for tag in sorted(allowed.children)) or "nothing"
                return child, f"<{child_name}> may not stand in <{name}>; expected {expected}"
        for part in allowed.required:
            if part not in present:
                return element, f"<{name}> lacks {part}"
        if allowed.children and not len(element):
            return element, f"<{name}> is empty"
        return (
            element,
            f"the attributes and elements of <{name}> do not go together or are misplaced",
        )

    def _make_validator(self, name: str) -> etree.RelaxNG:
        grammar = deepcopy(self._schema)
        start = next(grammar.iter(f"{_RNG}start"))
        for old in list(start):
            start.remove(old)
        choice = etree.SubElement(start, f"{_RNG}choice")
        choice.extend(deepcopy(self._patterns[name]))
        return etree.RelaxNG(grammar)

    def _allowed(self, name: str) -> _Allowed:
        """Return what any pattern for the name allows and demands."""
        total = _Allowed()
        demands: list[list[str]] = []
        for pattern in self._patterns[name]:
            total.required = []
            for part in pattern:
                self._collect(part, total, required=True)
            demands.append(total.required)
        shared = [part for part in demands[0] if all(part in other for other in demands)]
        total.required = [*shared, *max(demands, key=len)]
        return total

    def _collect(self, pattern: etree._Element, allowed: _Allowed, *, required: bool) -> None:
        """Add what a part of an element's pattern allows, through the definitions it names."""
        if pattern.tag == f"{_RNG}ref":
            for part in self._defines[pattern.get("name")]:
                self._collect(part, allowed, required=required)
        elif pattern.tag == f"{_RNG}element":
            allowed.children.add(_name_of(pattern))
            if required:
                allowed.required.append(f"<{_name_of(pattern)}>")
        elif pattern.tag == f"{_RNG}attribute":
            values = allowed.attributes.setdefault(_name_of(pattern), set())
            values |= self._values(pattern)
            if required:
                allowed.required.append(f"the attribute {_name_of(pattern)}")
        else:
            for part in pattern:
                self._collect(part, allowed, required=required and pattern.tag not in _OPTIONAL)

    def _values(self, pattern: etree._Element) -> set[str]:
        found: set[str] = set()
        for part in pattern.iter(f"{_RNG}value", f"{_RNG}ref", f"{_RNG}data"):
            if part.tag == f"{_RNG}ref":
                found |= self._values(self._defines[part.get("name")])
            else:
                found.add(
                    part.text or "" if part.tag == f"{_RNG}value" else _TYPE + part.get("type", "")
                )
        return found


_TYPE = "\0"
"""Marks, among an attribute's values, the name of a data type instead of a value."""


def _name_of(pattern: etree._Element) -> str:
    return pattern.findtext(f"{_RNG}name") or pattern.get("name") or ""


def _attribute_fault(element: str, name: str, value: str, allowed: _Allowed) -> str:
    """Return what is wrong with an attribute, or ""."""
    if name not in allowed.attributes:
        hint = _suggest(name, allowed.attributes)
        return f"the attribute {name} is not allowed on <{element}>{hint}"
    values = allowed.attributes[name]
    types = {known[1:] for known in values if known.startswith(_TYPE)}
    if types == {"integer"} and not value.removeprefix("-").isdecimal():
        return f"{value!r} is not a number, as the attribute {name} of <{element}> must be"
    if not values or types:
        return ""
    wrong = next((word for word in value.split() if word not in values), "")
    if not wrong:
        return ""
    if len(values) <= 8:
        hint = f"; expected one of {', '.join(sorted(values))}"
    else:
        hint = _suggest(wrong, values)
    return f"{wrong!r} is not a value of the attribute {name} of <{element}>{hint}"


def _suggest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
