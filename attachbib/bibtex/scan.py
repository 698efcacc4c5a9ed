"""A recovering scanner for BibTeX blocks: reads what a strict splitter gives up on.

The grammar is that of BibTeX (Patashnik, "BibTeXing", 1988) as btparse and biber
read it, and lenient where files in the wild are broken in a way that leaves no
doubt: a missing comma, text between fields, a backslash before the closing brace.
An entry that is never closed ends where the next block begins at a line start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attachbib.bibtex.blocks import (
    Defect,
    RawBlock,
    RawEntry,
    RawFailure,
    RawField,
    RawOther,
    RawPart,
    RawString,
)
from attachbib.bibtex.plain import FIELD_FOLLOWS

_AT = re.compile(r"@[ \t]*+(?:(\w+)\s*+([{(]))?")
"""The start of a block; without an opening brace, perhaps of one that lacks it."""

_NEXT_BLOCK = re.compile(
    r"^[ \t]*(@[ \t]*(?:(?:string|comment|preamble)\s*+[{(]|\w++\s*+[{(][^\s,{}()=\"]*+\s*+[,}]))",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = re.compile(r"\s*([^,={}\"\n]*)")
_FIELD = re.compile(r"([^\s=,{}\"#%()@\\]+)\s*=")
_SKIP = re.compile(r"(?:[\s,]++|%[^\n]*+)++")
_BLANK = re.compile(r"\s*+")
_BARE = re.compile(r"[^\s,{}\"#=()]++")
_ESCAPED_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_ALL_BRACES = re.compile(r"[{}]")
_QUOTES_OR_BRACES = re.compile(r"[{}\"]")
_GARBAGE = re.compile(r"[^,\n{}]*+")

_STRAY_CLOSER = re.compile(rf"[}})]{FIELD_FOLLOWS}")

_MAX_INDENT = 1_000
_MAX_CLOSERS = 5
"""So many closing braces of one entry may be one too many."""
_MAX_QUOTES = 20
"""So many quotes inside a value may be tried as its end."""
_MAX_UNCLOSED = 100
"""After so many unclosed comments no more is tried to be closed."""
_CLOSER = {"{": "}", "(": ")"}


class _Unreadable(Exception):
    """Reading the block stopped; `reason` and `at` say why and where."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


class Scanner:
    """Reads blocks from one text, front to back.

    Attributes:
        position: everything before it has been read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._unclosed_comments = 0
        self._next_block = -1
        """Where the next block at a line start begins, once looked for."""

    def blocks_before(self, end: int) -> Iterator[RawBlock]:
        """Yield the blocks that begin between `position` and `end`; the last may reach beyond.

        Comments may hold whole entries, so their closing brace is looked for
        beyond the next block; once that fails it is not tried again, and after
        many failures not at all, which keeps the time linear.
        """
        text = self.text
        while match := _AT.search(text, self.position, end):
            if match[1] is None and not _at_line_start(text, match.start()):
                self.position = match.end()
                continue
            block = _block(text, match, self._limit(match.end()), self._unclosed_comments)
            self.position = max(match.end(), block.end)
            if isinstance(block, RawOther) and text[block.end - 1] not in "})":
                self._unclosed_comments += 1
            if not self.is_commented_out(block.start, block.end):
                yield block
        self.position = max(self.position, end)

    def is_commented_out(self, start: int, end: int) -> bool:
        """Whether every line between two offsets begins with `%`."""
        text = self.text
        if start == 0 or text[start - 1] == "\n":
            return False
        first = _line_start(text, start)
        if first is None:
            return False
        return text[first:start].lstrip().startswith("%") and all(
            line.lstrip().startswith("%") for line in text[first:end].splitlines()
        )

    def _limit(self, start: int) -> int:
        """Where an unclosed block that is open at `start` must end."""
        if self._next_block < start:
            match = _NEXT_BLOCK.search(self.text, start)
            self._next_block = match.start(1) if match else len(self.text)
        return self._next_block


def _block(text: str, match: re.Match[str], limit: int, unclosed_comments: int) -> RawBlock:
    at = match.start()
    if match[1] is None:
        if text[match.end() : match.end() + 7].lower() == "comment":
            return RawOther("comment", at, match.end())
        reason = "expected '@type{key,', found '@' without a type and a brace"
        return RawFailure(at, _trimmed(text, at, limit), reason, at)
    kind, opener = match[1].lower(), match.end() - 1
    try:
        if kind == "comment":
            if unclosed_comments:
                reach = limit if unclosed_comments < _MAX_UNCLOSED else opener + 1
            else:
                reach = len(text)
            return _comment(text, at, opener, reach)
        if kind == "preamble":
            return RawOther(kind, at, _close_group(text, opener, limit))
        if kind == "string":
            return _string(text, at, opener, limit)
        return _entry(text, at, kind, opener, limit)
    except _Unreadable as error:
        return RawFailure(at, _trimmed(text, at, limit), error.reason, error.at)


def _at_line_start(text: str, position: int) -> bool:
    first = _line_start(text, position)
    return first is not None and not text[first:position].strip()


def _line_start(text: str, position: int) -> int | None:
    """Where the line of a position begins; None when that is far away, for then it is no indent."""
    nearest = max(0, position - _MAX_INDENT)
    first = max(text.rfind("\n", nearest, position), text.rfind("\r", nearest, position)) + 1
    return first if first or not nearest else None


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _entry(text: str, at: int, kind: str, opener: int, limit: int) -> RawEntry:
    """The entry up to its closing brace; where new fields follow that, up to the next."""
    closed: RawEntry | None = None
    try:
        for entry in islice(_entries_so_far(text, at, kind, opener, limit), _MAX_CLOSERS):
            if closed and _repeats(entry, len(closed.fields)):
                break
            closed = entry
            if not _STRAY_CLOSER.match(text, closed.end - 1, limit):
                return closed
    except _Unreadable:
        if closed is None:
            raise
    assert closed is not None  # an entry without a closing brace is unreadable
    message = "expected '@' behind the entry, found a field of no entry"
    stray = Defect(closed.end, closed.end, message, "Give it a head, '@type{key,', or remove it.")
    return closed._replace(defects=(*closed.defects, stray))


def _repeats(entry: RawEntry, count: int) -> bool:
    """Whether fields behind the first ones repeat one of them: they are of another entry."""
    names = [field.name for field in entry.fields]
    return not set(names[:count]).isdisjoint(names[count:])


def _entries_so_far(text: str, at: int, kind: str, opener: int, limit: int) -> Iterator[RawEntry]:
    """Yield the entry at each brace that may close it; when asked for more, it did not."""
    closer = _CLOSER[text[opener]]
    defects: list[Defect] = []
    key, key_start, position = _key(text, opener + 1, closer)
    if not key:
        defects.append(
            Defect(at, opener + 1, "the entry has no citation key", "Write one after the brace.")
        )
    fields: list[RawField] = []
    separated = True
    while True:
        blank = _SKIP.match(text, position, limit)
        if blank:
            separated = separated or "," in blank[0]
            position = blank.end()
        if position >= limit:
            raise _Unreadable(f"the entry is not closed: no '{closer}' before the next one", limit)
        if text[position] == closer:
            position += 1
            yield RawEntry(kind, key, key_start, at, position, tuple(fields), tuple(defects))
            message = f"expected a field, found one '{closer}' too many before it"
            defects.append(Defect(position - 1, position, message, "Remove it."))
            separated = True
            continue
        name = _FIELD.match(text, position, limit)
        if name is None:
            position = _skip_garbage(text, position, limit, defects)
            separated = True
            continue
        if not separated:
            defects.append(
                Defect(position, name.end(1), f"no comma before the field '{name[1]}'", "Add one.")
            )
        field = _field(text, name, closer, limit)
        fields.append(field)
        position = field.end
        separated = False


def _key(text: str, start: int, closer: str) -> tuple[str, int, int]:
    """The key, where it starts, where the fields start; "" when there is none."""
    match = _KEY.match(text, start)
    assert match is not None  # the pattern matches the empty string
    raw = match[1]
    follow = text[match.end() : match.end() + 1]
    if follow == "=":
        return "", start, start
    if closer == ")" and follow != ",":
        raw = raw.partition(")")[0]
    key = raw.rstrip()
    return key, match.start(1), match.start(1) + len(raw)


def _skip_garbage(text: str, start: int, limit: int, defects: list[Defect]) -> int:
    end = start
    if text[start] == "{":
        end = _close_value(text, start, "}", limit)
    elif text[start] in ";.":
        end = start + 1
    else:
        match = _GARBAGE.match(text, start, limit)
        end = max(start + 1, match.end() if match else 0)
    found = " ".join(text[start:end].split())
    shown = found if len(found) <= 40 else found[:37] + "…"
    defects.append(
        Defect(start, end, f"expected 'name = value', found '{shown}'", "Remove or complete it.")
    )
    return end


def _string(text: str, at: int, opener: int, limit: int) -> RawString:
    closer = _CLOSER[text[opener]]
    start = _blank(text, opener + 1, limit)
    name = _FIELD.match(text, start, limit)
    if name is None:
        raise _Unreadable("expected 'name = value' in '@string'", start)
    field = _field(text, name, closer, limit)
    end = _SKIP.match(text, field.end, limit)
    position = end.end() if end else field.end
    if text[position : position + 1] != closer:
        raise _Unreadable(f"expected '{closer}' at the end of '@string'", position)
    return RawString(field, at, position + 1)


def _field(text: str, name: re.Match[str], closer: str, limit: int) -> RawField:
    start = position = _blank(text, name.end(), limit)
    parts: list[RawPart] = []
    while True:
        part, end = _part(text, position, closer, limit)
        parts.append(part)
        position = _blank(text, end, limit)
        if text[position : position + 1] != "#" or position >= limit:
            return RawField(name[1].lower(), name.start(1), start, end, tuple(parts))
        position = _blank(text, position + 1, limit)


def _part(text: str, start: int, closer: str, limit: int) -> tuple[RawPart, int]:
    first = text[start] if start < limit else ""
    if first == "{":
        end = _close_value(text, start, closer, limit)
        return RawPart(text[start + 1 : end - 1], False), end
    if first == '"':
        end = _close_quotes(text, start, closer, limit)
        return RawPart(text[start + 1 : end - 1], False), end
    match = _BARE.match(text, start, limit)
    end = match.end() if match else start
    return RawPart(text[start:end], True), end


def _close_value(text: str, start: int, closer: str, limit: int) -> int:
    r"""The end of a braced value.

    `\{` is no brace for most programs and one for BibTeX; both readings are
    tried, and the one that a `,`, a `#`, the entry's end or a field follows wins.
    """
    readings = [
        end
        for pattern in (_ESCAPED_BRACES, _ALL_BRACES)
        if (end := _balance(text, start, limit, pattern))
    ]
    for end in readings:
        if _may_follow(text, end, closer, limit):
            return end
    if readings:
        return readings[0]
    raise _Unreadable("the value is not closed: no matching '}' before the next entry", start)


def _comment(text: str, at: int, opener: int, limit: int) -> RawOther:
    """A comment, or only its opening when nothing closes it."""
    try:
        return RawOther("comment", at, _close_group(text, opener, limit))
    except _Unreadable:
        return RawOther("comment", at, opener + 1)


def _close_group(text: str, opener: int, limit: int) -> int:
    if text[opener] == "{":
        return _close_value(text, opener, "}", limit)
    end = text.find(")", opener, limit)
    if end < 0:
        raise _Unreadable("no matching ')'", opener)
    return end + 1


def _balance(text: str, start: int, limit: int, pattern: re.Pattern[str]) -> int:
    """The offset behind the brace that closes the one at `start`, or 0."""
    depth = 0
    for match in pattern.finditer(text, start, limit):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    return 0


def _may_follow(text: str, position: int, closer: str, limit: int) -> bool:
    position = _blank(text, position, limit)
    if position >= limit:
        return False
    return text[position] in (",", "#", closer) or bool(_FIELD.match(text, position, limit))


def _close_quotes(text: str, start: int, closer: str, limit: int) -> int:
    r"""The end of a quoted value: the first `"` outside braces.

    It may be an accent (`\"o`) or a quotation inside the value when something follows it
    that cannot follow a value; then the next one that has something sensible behind it.
    """
    first = 0
    for end in islice(_quotes(text, start + 1, limit), _MAX_QUOTES):
        if _may_follow(text, end, closer, limit):
            return end
        first = first or end
    if first:
        return first
    raise _Unreadable("the value is not closed: no matching '\"' before the next entry", start)


def _quotes(text: str, start: int, limit: int) -> Iterator[int]:
    """The offsets behind each `"` outside braces."""
    depth = 0
    for match in _QUOTES_OR_BRACES.finditer(text, start, limit):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            yield match.end()


def _blank(text: str, start: int, limit: int) -> int:
    match = _BLANK.match(text, start, limit)
    return match.end() if match else start
