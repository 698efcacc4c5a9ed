"""Printing like things alike: a layout's output for one reference is the mould for others.

What a layout puts around the values of a reference, and how it joins them, follows from
the turns it takes: which conditions hold, which elements print something, and which
punctuation stands at the ends of what they print. The first reference that takes some
turns leaves a mould, its finished output with a place for each value; for the next one
only the conditions and values are computed, and put in.

Turns are kept as a tree of steps, one for each type and set of variables. A period at the end
of a value is no turn as long as none meets it: "Jr." and "Jr" print alike before a comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple, TypeAlias, TypeVar

from attachbib.csl.frame import Frame, Render
from attachbib.richtext.join import SEAM
from attachbib.richtext.model import LINK, Inline, Rich, Span
from attachbib.richtext.template import MOST_PLACES, Printed, Template, place, places_before

T = TypeVar("T", Rich, bool)
Run: TypeAlias = Callable[[Frame], Rich] | Callable[[Frame], bool]
"""What a step does."""

_MEETS_PERIOD = re.compile(r"[^\w ,;()\[\]\x01]")
"""What may not stand behind a value that ends in a period: another one, or a closing quotation."""
_MOST_MOULDS = 20_000
"""Enough for any real list; bounds the memory of one that never repeats itself."""


class _Step:
    """A condition to test or an element to print, and where its outcomes lead."""

    __slots__ = ("is_strict", "mould", "nothing", "others", "run", "usual")

    def __init__(self) -> None:
        self.run: Callable[[Frame], Rich | bool] | None = None
        """None at the end."""
        self.usual: _Step = _NOWHERE
        """After "true", or text without punctuation at its ends, a period apart."""
        self.is_strict = False
        """Whether a period at the end is punctuation, too: it met one behind it."""
        self.nothing: _Step = _NOWHERE
        """After "false", or no text."""
        self.others: dict[Hashable, _Step] = {}
        """After any other outcome, by its form."""
        self.mould: _Mould | None = None

    def lead(self, form: Hashable) -> _Step:
        """Return the step after an outcome, made if it is new."""
        if form is True:
            if self.usual is _NOWHERE:
                self.usual = _Step()
            return self.usual
        if not form:
            if self.nothing is _NOWHERE:
                self.nothing = _Step()
            return self.nothing
        return self.others.setdefault(form, _Step())


_NOWHERE: _Step = _Step.__new__(_Step)
"""Where no reference has led to yet."""
_NOWHERE.run = _NOWHERE.mould = None


class _Mould(NamedTuple):
    """What is at the end of the steps."""

    template: Template
    closed: frozenset[int]
    """The values that may not end in a period, for one could meet it."""


class Trace:
    """The turns of one rendering, noted while a layout prints places instead of values."""

    __slots__ = ("dotted", "step", "strict", "values")

    def __init__(self, step: _Step, strict: set[Run]) -> None:
        self.step = step
        self.strict = strict
        """What printed values before whose final periods others stood."""
        self.values: list[str] = []
        self.dotted: dict[int, Run] = {}
        """Value with a period at its end → what printed it."""

    def note(self, run: Callable[[Frame], T], frame: Frame, *, placed: bool = False) -> T:
        """Run a step of the layout; return its outcome with places for the values.

        Args:
            placed: as for `watched`.
        """
        self.step.run = partial(_behind, run, frame.printed) if placed else run
        self.step.is_strict = run in self.strict
        frame.trace = None
        outcome = run(frame)
        frame.trace = self
        if isinstance(outcome, bool):
            self.step = self.step.lead(outcome)
            return outcome
        first = len(self.values)
        form = _form(outcome, self.values)
        if form == "." and isinstance(outcome, str) and run not in self.strict:
            self.dotted[first] = run
            self.values[first] = outcome
            form = True
        self.step = self.step.lead(form)
        if form is True:
            return place(first)
        return _with_places(outcome, map(place, count(first)))


def _behind(run: Callable[[Frame], T], is_something_printed: bool, frame: Frame) -> T:
    frame.printed = is_something_printed
    return run(frame)


def watched(
    run: Callable[[Frame], T], variables: frozenset[str] = frozenset(), *, placed: bool = False
) -> Callable[[Frame], T]:
    """Return a step: what a layout computes anew for every reference.

    Args:
        run: prints an element, or tests a condition.
        variables: those without which it prints nothing; empty if that is not known.
        placed: whether it matters if something is printed before it (`Frame.printed`).
    """

    def render(frame: Frame) -> T:
        trace = frame.trace
        if trace is None or (variables and variables.isdisjoint(frame.facts.present)):
            return run(frame)
        return trace.note(run, frame, placed=placed)

    return render


def printed(
    value: Callable[[Frame], T], variable: str, needed: frozenset[str] = frozenset()
) -> Callable[[Frame], T]:
    """Return a step that prints a variable, and notes that it was asked for and that it prints.

    Args:
        value: what is printed; "" if it is not there or suppressed.
        variable: its CSL name.
        needed: as for `watched`.
    """

    def render(frame: Frame) -> T:
        frame.called += 1
        trace = frame.trace
        if trace is None or (needed and needed.isdisjoint(frame.facts.present)):
            content = value(frame)
        else:
            content = trace.note(value, frame)
        if content:
            frame.hit(variable)
        return content

    return render


class Moulds:
    """A layout that remembers its moulds, for references in one `CiteContext` but for the note.

    Args:
        layout: prints a reference.
        finished: what happens to its output, whatever the values: affixes, joins, markup.
    """

    def __init__(self, layout: Render, finished: Callable[[Rich], Rich]) -> None:
        self._layout = layout
        self._finished = finished
        self._roots: dict[tuple[str, frozenset[str]], _Step] = {}
        self._strict: set[Run] = set()
        self._count = 0

    def render(self, new_frame: Callable[[], Frame]) -> tuple[Printed, Frame]:
        """Print a reference; also return the frame it was printed in.

        Args:
            new_frame: makes a frame for it, fresh each time.
        """
        frame = new_frame()
        shape = (frame.ref.type, frame.facts.present)
        root = self._roots.get(shape)
        if root is not None:
            printed = _replayed(root, frame)
            if printed is not None:
                return printed, frame
            frame = new_frame()
        while self._count < _MOST_MOULDS:
            self._count += 1
            root = self._roots.setdefault(shape, _Step())
            trace = frame.trace = Trace(root, self._strict)
            content = self._finished(self._layout(frame))
            if len(trace.values) >= MOST_PLACES:
                break
            template = Template(content, len(trace.values))
            closed = frozenset(places_before(content, _MEETS_PERIOD))
            trace.step.mould = _Mould(template, closed)
            if closed.isdisjoint(trace.dotted):
                return template.fill(trace.values), frame
            self._strict.update(trace.dotted[value] for value in closed & trace.dotted.keys())
            frame = new_frame()
        frame = new_frame()
        return (self._finished(self._layout(frame)), ""), frame


def _replayed(step: _Step, frame: Frame) -> Printed | None:
    """Take the turns of earlier references and fill the mould at their end; None if new."""
    values: list[str] = []
    dotted: list[int] = []
    keep, marks = values.append, SEAM
    while (run := step.run) is not None:
        outcome = run(frame)
        if not outcome:
            step = step.nothing
        elif isinstance(outcome, str):
            core = outcome.strip(marks)
            if core == outcome:
                keep(core)
                step = step.usual
            elif core and outcome[0] == core[0]:
                end = outcome[len(core) :]
                if end == "." and not step.is_strict:
                    dotted.append(len(values))
                    keep(outcome)
                    step = step.usual
                else:
                    keep(core)
                    step = step.others.get(end, _NOWHERE)
            else:
                step = step.others.get(_form(outcome, values), _NOWHERE)
        elif isinstance(outcome, bool):
            step = step.usual
        else:
            step = step.others.get(_form(outcome, values), _NOWHERE)
    mould = step.mould
    if mould is None or (dotted and not mould.closed.isdisjoint(dotted)):
        return None
    return mould.template.fill(values)


def _form(rich: Rich, values: list[str]) -> Hashable:
    """Return what a mould keeps of an outcome: markup and punctuation at ends; note the values."""
    if not isinstance(rich, str):
        return tuple([_form_of_part(part, values) for part in rich])
    core = rich.strip(SEAM)
    if not core:
        return (None, rich) if rich else ""
    values.append(core)
    if core == rich:
        return True
    if rich[0] == core[0]:
        return rich[len(core) :]
    start = rich.index(core[0])
    return rich[:start], rich[start + len(core) :]


def _form_of_part(part: Inline, values: list[str]) -> Hashable:
    if isinstance(part, str):
        return _form(part, values)
    tag, content, value = part
    target = _form(value, values) if tag == LINK else value
    return tag, target, _form(content, values)


def _with_places(rich: Rich, places: Iterator[str]) -> Rich:
    """Return an outcome with places instead of its values."""
    if isinstance(rich, str):
        return _with_place(rich, places)
    out: list[Inline] = []
    for part in rich:
        if isinstance(part, str):
            out.append(_with_place(part, places))
            continue
        tag, content, value = part
        target = _with_place(value, places) if tag == LINK else value
        out.append(Span(tag, _with_places(content, places), target))
    return tuple(out)


def _with_place(text: str, places: Iterator[str]) -> str:
    core = text.strip(SEAM)
    return text.replace(core, next(places)) if core else text
