"""Templates: finished rich text with places, and what fills them without building it anew.

A place is a control character that no style can hold, as XML cannot, and a character for the
number of the value. Filled templates are rich text when someone asks for that; a format that
is written character by character gets their text from the template as it is written there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attachbib.richtext.model import LINK, SAFE_SCHEMES, Inline, Rich, Span, plain

if TYPE_CHECKING:
    from attachbib.richtext.writer import Writer

_OPEN = "\x01"
_BETWEEN = "\x00"
"""Between the strings of a template."""
_FIRST_PLACE = 0xE000
MOST_PLACES = 0x1000
_SCHEME = "https://\x02"
"""Put before a place where a target begins, so that the link is written, and taken off again."""


def place(number: int) -> str:
    """Return what stands in a template for a value.

    Args:
        number: of the value; from `MOST_PLACES` on all are one.
    """
    return f"{_OPEN}{chr(_FIRST_PLACE + min(number, MOST_PLACES))}"


def places_before(rich: Rich, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield the numbers of the places behind which a character that matches stands."""
    for piece in plain(rich).split(_OPEN)[1:]:
        if len(piece) > 1 and pattern.match(piece, 1):
            yield ord(piece[0]) - _FIRST_PLACE


class _Slot(NamedTuple):
    """A span of a template."""

    tag: str
    children: tuple[_Slot | None, ...] | None
    """None for a string alone; in the tuple, None stands for a string."""
    value: str | None
    """None if it is one of the strings, as the target of a link is."""


class _Pattern(NamedTuple):
    """Text with places."""

    text: str
    """For `%`."""
    ordered: Callable[[Sequence[str]], tuple[str, ...]]
    """Values → the one for each place."""


class _Content(NamedTuple):
    """A template as rich text."""

    pattern: _Pattern
    """Of its strings, with `_BETWEEN` between them."""
    strings: int
    slots: tuple[_Slot | None, ...] | None


class _Written(NamedTuple):
    """A template as a format writes it."""

    writer: Writer
    pattern: _Pattern
    targets: tuple[int, ...]
    """The values with which targets of links begin: they must have a safe scheme."""


class Template:
    """Finished rich text with places."""

    __slots__ = ("_content", "_rich", "_values", "_written")

    def __init__(self, rich: Rich, values: int) -> None:
        """Make a template.

        Args:
            rich: finished, with places.
            values: how many values there are.
        """
        self._rich = rich
        self._values = values
        self._content: _Content | None = None
        self._written: _Written | None = None

    def fill(self, values: Sequence[str]) -> Printed:
        """Return the text with values in their places."""
        if isinstance(self._rich, str) or not values:
            return self.rich(values), ""
        joined = _BETWEEN.join(values)
        if joined.count(_BETWEEN) >= len(values):
            return self.rich(values), ""
        return self, joined

    def rich(self, values: Sequence[str]) -> Rich:
        """Return rich text with values in their places."""
        content = self._content
        if content is None:
            content = self._content = self._read()
        pattern, ordered = content.pattern.text, content.pattern.ordered(values)
        if content.slots is None:
            return pattern % ordered
        strings = (pattern % ordered).split(_BETWEEN)
        if len(strings) != content.strings:
            # A value holds the separator, so another one divides the strings.
            between = _unused("".join([pattern, *values]))
            strings = (pattern.replace(_BETWEEN, between) % ordered).split(between)
        return _built(content.slots, iter(strings))

    def written(self, writer: Writer, joined: str) -> str | None:
        """Return the text as a format writes it, or None if that takes a look at the values.

        Args:
            writer: one that is `charwise`.
            joined: the values of the places, as `fill` joins them.
        """
        made = self._written
        if made is None or made.writer is not writer:
            made = self._written = self._write(writer)
        if made.targets:
            values = joined.split(_BETWEEN)
            if not all(values[index].startswith(SAFE_SCHEMES) for index in made.targets):
                return None
        text, ordered = made.pattern
        return text % ordered(writer.escape(joined).split(_BETWEEN))

    def _read(self) -> _Content:
        strings: list[str] = []
        slots = _slots(self._rich, strings)
        return _Content(_pattern(_BETWEEN.join(strings), self._values), len(strings), slots)

    def _write(self, writer: Writer) -> _Written:
        targets: list[int] = []
        text = writer.write(_with_schemes(self._rich, targets))
        text = text.replace(_SCHEME, "")
        return _Written(writer, _pattern(text, self._values), tuple(targets))


Printed: TypeAlias = tuple["Rich | Template", str]
"""Rich text and "", or a template and the values for its places in one string, which is less for
the garbage collector to look through."""


def rich_of(printed: Rich | Template, values: str) -> Rich:
    """Return what is printed (`Printed`) as rich text."""
    return printed.rich(values.split(_BETWEEN)) if isinstance(printed, Template) else printed


def _pattern(text: str, values: int) -> _Pattern:
    first, *others = text.replace("%", "%%").split(_OPEN)
    order = [ord(piece[0]) - _FIRST_PLACE for piece in others]
    pattern = "%s".join([first, *[piece[1:] for piece in others]])
    if order == list(range(values)):
        return _Pattern(pattern, tuple)
    if len(order) > 1:
        return _Pattern(pattern, itemgetter(*order))
    return _Pattern(pattern, lambda values: tuple([values[index] for index in order]))


def _unused(text: str) -> str:
    return next(char for char in map(chr, range(2, 0x110000)) if char not in text)


def _slots(rich: Rich, strings: list[str]) -> tuple[_Slot | None, ...] | None:
    """Return the structure of rich text, None for a string; add its strings to a list."""
    if isinstance(rich, str):
        strings.append(rich)
        return None
    slots: list[_Slot | None] = []
    for part in rich:
        if isinstance(part, str):
            strings.append(part)
            slots.append(None)
            continue
        is_value = _OPEN in part.value
        if is_value:
            strings.append(part.value)
        children = _slots(part.content, strings)
        slots.append(_Slot(part.tag, children, None if is_value else part.value))
    return tuple(slots)


def _built(slots: tuple[_Slot | None, ...], strings: Iterator[str]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for slot in slots:
        if slot is None:
            out.append(next(strings))
            continue
        tag, children, value = slot
        target = next(strings) if value is None else value
        content: Rich = next(strings) if children is None else _built(children, strings)
        out.append(Span(tag, content, target))
    return tuple(out)


def _with_schemes(rich: Rich, targets: list[int]) -> Rich:
    """Return rich text in which targets that begin with a place are safe; note these places."""
    if isinstance(rich, str):
        return rich
    out: list[Inline] = []
    for part in rich:
        if isinstance(part, str):
            out.append(part)
            continue
        tag, content, value = part
        if tag == LINK and value.startswith(_OPEN):
            targets.append(ord(value[1]) - _FIRST_PLACE)
            value = f"{_SCHEME}{value}"
        out.append(Span(tag, _with_schemes(content, targets), value))
    return tuple(out)
