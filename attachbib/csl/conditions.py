"""The tests of `cs:choose` (CSL 1.0.2, "Choose"), compiled to predicates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from attachbib.csl.frame import Frame
from attachbib.csl.labels import citation_label
from attachbib.csl.moulds import watched
from attachbib.csl.numbers import is_numeric
from attachbib.csl.style import Node

Test: TypeAlias = Callable[[Frame], bool]


def compile_condition(node: Node) -> Test:
    """Return the predicate of a `cs:if` or `cs:else-if`."""
    test = _compiled(node)
    return test if _is_settled(node) else watched(test)


_SETTLED = frozenset({"type", "variable", "locator", "position", "match"})


def _is_settled(node: Node) -> bool:
    """Whether a condition holds for all references of one type with the same variables, or for
    none, where what cites add to them is the same but for the note: then it is no turn."""
    variables = node.attrs.get("variable", "").split()
    return node.attrs.keys() <= _SETTLED and _VARYING.isdisjoint(variables)


def _compiled(node: Node) -> Test:
    match = node.attrs.get("match", "all")
    tests: list[Test] = []
    for name, value in node.attrs.items():
        if name in _TESTS:
            tests.extend(_TESTS[name](value))
    if match == "all":
        return _all(tests)
    found = _any(tests)
    return (lambda frame: not found(frame)) if match == "none" else found


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test_any(frame: Frame) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the tests
            if test(frame):
                return True
        return False

    return test_any


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test_all(frame: Frame) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the tests
            if not test(frame):
                return False
        return True

    return test_all


def text_getter(name: str) -> Callable[[Frame], str]:
    """Return what gives the text of a standard or number variable, or ""."""
    special = CITE_TEXTS.get(name)
    return special if special is not None else lambda frame: frame.text.get(name, "")


CITE_TEXTS: Mapping[str, Callable[[Frame], str]] = {
    "locator": lambda frame: frame.cite.locator,
    "first-reference-note-number": lambda frame: str(frame.cite.first_note or ""),
    "citation-number": lambda frame: str(frame.citation_number or ""),
    "citation-label": lambda frame: frame.text.get("citation-label") or citation_label(frame.ref),
}


_CITE_VARIABLES: Mapping[str, Callable[[Frame], bool]] = {
    "locator": lambda frame: bool(frame.cite.locator),
    "first-reference-note-number": lambda frame: frame.cite.first_note > 0,
    "citation-number": lambda frame: frame.citation_number > 0,
    "year-suffix": lambda frame: frame.hints.year_suffix >= 0,
}
_VARYING = frozenset({"citation-number", "first-reference-note-number", "year-suffix"})
"""Those of them that differ where moulds are shared."""


def _types(value: str) -> list[Test]:
    """One test even for several types: no item could have all of them."""
    wanted = frozenset(value.split())
    return [lambda frame: frame.ref.type in wanted]


def _variables(value: str) -> list[Test]:
    def test(name: str) -> Test:
        of_cite = _CITE_VARIABLES.get(name)
        if of_cite is not None:
            return lambda frame: name in frame.facts.present or of_cite(frame)
        return lambda frame: name in frame.facts.present

    return [test(name) for name in value.split()]


def _numeric(value: str) -> list[Test]:
    def test(value_of: Callable[[Frame], str]) -> Test:
        return lambda frame: is_numeric(value_of(frame))

    return [test(text_getter(name)) for name in value.split()]


def _uncertain(value: str) -> list[Test]:
    def uncertain(name: str, frame: Frame) -> bool:
        date = frame.dates.get(name)
        return date is not None and date.circa

    return [partial(uncertain, name) for name in value.split()]


def _locators(value: str) -> list[Test]:
    wanted = [label.replace(" ", "-") for label in value.replace("sub verbo", "sub-verbo").split()]

    def is_label(label: str, frame: Frame) -> bool:
        return bool(frame.cite.locator) and frame.cite.label == label

    return [partial(is_label, label) for label in wanted]


_IMPLIED: Mapping[str, frozenset[str]] = {
    "first": frozenset({"first"}),
    "subsequent": frozenset({"subsequent", "ibid", "ibid-with-locator"}),
    "ibid": frozenset({"ibid", "ibid-with-locator"}),
    "ibid-with-locator": frozenset({"ibid-with-locator"}),
}
"""Position tested for → positions for which it holds (CSL 1.0.2, `position`)."""


def _positions(value: str) -> list[Test]:
    def test(name: str) -> Test:
        if name == "near-note":
            return lambda frame: frame.cite.near_note
        implied = _IMPLIED.get(name, frozenset())
        return lambda frame: frame.cite.position in implied

    return [test(name) for name in value.split()]


def _disambiguate(value: str) -> list[Test]:
    def test(frame: Frame) -> bool:
        frame.conditions += 1
        return frame.conditions <= frame.hints.conditions

    return [test]


_TESTS: Mapping[str, Callable[[str], list[Test]]] = {
    "type": _types,
    "variable": _variables,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locators,
    "position": _positions,
    "disambiguate": _disambiguate,
}
"""Attribute → the tests its value stands for."""
