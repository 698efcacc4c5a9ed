"""Why a style is invalid: the innermost offending element, and what is wrong with it.

libxml2 reports most faults at the first macro of the file, whatever they are.
So, once a style has failed, each element is checked alone against the schema's
patterns for elements of its name, and the innermost that fails is compared with
what these patterns allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from attachbib.spelling import closest

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OPTIONAL = {f"{_RNG}{name}" for name in ("optional", "zeroOrMore", "choice")}


@dataclass(slots=True)
class _Allowed:
    """What the patterns of an element allow and demand."""

    attributes: dict[str, set[str]] = field(default_factory=dict)
    """Attribute → its possible values; empty where any text will do."""
    children: set[str] = field(default_factory=set)
    demands: list[list[str]] = field(default_factory=list)
    """What each pattern for the name demands, worded: `<layout>`, `the attribute class`."""


def find_fault(root: etree._Element, schema: etree._Element) -> tuple[etree._Element, str]:
    """Return the element at fault and a sentence on what is wrong, without a period.

    Args:
        root: the `style` element, known to be invalid.
        schema: the root of the RelaxNG schema.
    """
    grammar = _Grammar(schema)
    element = root
    while True:
        allowed = grammar.allowed(element)
        for child in element.iterchildren():
            name = etree.QName(child).localname
            if name not in allowed.children:
                return child, grammar.misplaced(name, element, allowed)
        inner = next(filter(grammar.rejects, element.iterchildren()), None)
        if inner is None:
            return element, _own_fault(element, allowed)
        element = inner


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
        return not self._validator(etree.QName(element).localname).validate(element)

    def misplaced(self, name: str, parent: etree._Element, allowed: _Allowed) -> str:
        """Say that an element of a name has no place in `parent`."""
        if name not in self._patterns:
            return f"<{name}> is not an element of CSL{_suggest(name, allowed.children)}"
        expected = ", ".join(f"<{tag}>" for tag in sorted(allowed.children)) or "nothing"
        return f"<{name}> may not stand in <{etree.QName(parent).localname}>; expected {expected}"

    def _make_validator(self, name: str) -> etree.RelaxNG:
        grammar = deepcopy(self._schema)
        start = next(grammar.iter(f"{_RNG}start"))
        for old in list(start):
            start.remove(old)
        choice = etree.SubElement(start, f"{_RNG}choice")
        choice.extend(deepcopy(self._patterns[name]))
        return etree.RelaxNG(grammar)

    def allowed(self, element: etree._Element) -> _Allowed:
        """Return what any pattern for the element's name allows and demands."""
        total = _Allowed()
        for pattern in self._patterns[etree.QName(element).localname]:
            total.demands.append([])
            for part in pattern:
                self._collect(part, total, required=True)
        return total

    def _collect(self, pattern: etree._Element, allowed: _Allowed, *, required: bool) -> None:
        """Add what a part of an element's pattern allows, through the definitions it names."""
        if pattern.tag == f"{_RNG}ref":
            for part in self._defines[pattern.get("name")]:
                self._collect(part, allowed, required=required)
        elif pattern.tag == f"{_RNG}element":
            allowed.children.add(_name_of(pattern))
            if required:
                allowed.demands[-1].append(f"<{_name_of(pattern)}>")
        elif pattern.tag == f"{_RNG}attribute":
            values = allowed.attributes.setdefault(_name_of(pattern), set())
            values |= self._values(pattern)
            if required:
                allowed.demands[-1].append(f"the attribute {_name_of(pattern)}")
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


def _own_fault(element: etree._Element, allowed: _Allowed) -> str:
    """Return what is wrong with an element whose children are valid by themselves."""
    name = etree.QName(element).localname
    present = {f"<{etree.QName(child).localname}>" for child in element.iterchildren()}
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname
        present.add(f"the attribute {attribute}")
        if fault := _attribute_fault(name, attribute, str(value), allowed):
            return fault
    lacking = [[part for part in demand if part not in present] for demand in allowed.demands]
    if closest := min(filter(None, lacking), key=len, default=[]):
        return f"<{name}> lacks {closest[0]}"
    if allowed.children and not len(element):
        return f"<{name}> is empty"
    return f"the attributes and elements of <{name}> do not go together or are misplaced"


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
    close = closest(word, known)
    return f"; did you mean {close!r}?" if close else ""
