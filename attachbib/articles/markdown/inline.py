"""The inline text of a block: what a reader reads, where it stands, and the citations in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from attachbib.articles.assembly import Place
from attachbib.articles.cites import make_cite
from attachbib.articles.markdown.citations import (
    CitePart,
    is_cross_reference,
    key_at,
    split_cites,
    typographic,
)
from attachbib.articles.markdown.emphasis import emphasis_marks
from attachbib.articles.markdown.layout import normalise_label
from attachbib.articles.markdown.opaque import MASK, Opaque, find_opaque, mask
from attachbib.articles.model import Citation, Cite, Mode
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.runs import Reading
from attachbib.articles.sentences import OBJECT

MAX_DEPTH = 50

_SPECIAL = re.compile(r"[\0\\`<$\[\]*_~^@&{\ufffc]|https?://|www\.")
_STOP = re.compile(r"[\0\[*_~^@\ufffc]|-@|!\[")
_BRACKET = re.compile(r"[\[\]]")
_EVENT = re.compile(r"[\[;@]")
_NOTE = lazy_pattern(r"\[\^([^\]\s]{1,200})\]")
_TARGET = lazy_pattern(
    r"\(\s*(?:<[^<>\n]*>|(?:[^()\"\n]|\([^()\n]*\))*)"
    r"(?:\s*(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_ATTRIBUTES = lazy_pattern(r"\{\s*(?:[#.:]|[\w-]+=)[^{}\n]*\}")
_SPACES = lazy_pattern(r" {2,}")
_GAP = lazy_pattern(r"[ \t]*\n?[ \t]*(?=\[)")


class Context(NamedTuple):
    """What a document says elsewhere about the words of its inline text."""

    labels: frozenset[str] = frozenset()
    """Normalised labels of link reference definitions."""
    examples: frozenset[str] = frozenset()
    """Labels of example list items, which look like keys."""
    is_quarto: bool = False
    """Whether it is a Quarto document, where more keys point into the document itself."""
    language: str = ""


def read_inline(text: str, place: Place, context: Context) -> Reading:
    """Read a run of inline text.

    Args:
        text: the lines of the run joined by `\\n`.
        place: turns ranges of `text` into spans of the source.
        context: what the document says elsewhere.
    """
    if not _SPECIAL.search(text):
        plain = text.replace("\n", " ")
        return Reading(plain, plain, [(0, 0, len(text), len(text))])
    reader = _Reader(text, place, context)
    reader.walk(0, len(text), cites=True, depth=0)
    return reader.reading()


class _Reader:
    """Walks over one run of text once, writing plain text and shadow side by side."""

    def __init__(self, text: str, place: Place, context: Context) -> None:
        self.text = text
        self.flat = text.replace("\n", " ")
        self.place = place
        self.context = context
        self.opaque = find_opaque(text)
        self.masked = mask(text, self.opaque) if self.opaque else text
        self.brackets = _match_brackets(self.masked)
        self.marks = emphasis_marks(self.masked)
        self.plain: list[str] = []
        self.shadow: list[str] = []
        self.size = 0
        self.segments: list[tuple[int, int, int, int]] = []
        self.citations: list[Citation] = []
        self.notes: list[tuple[int, str]] = []
        self.note_marks: list[tuple[int, int, str]] = []
        self.key_end = -1

    def reading(self) -> Reading:
        comments = [
            (start, one.end)
            for start, one in self.opaque.items()
            if self.text.startswith("<!--", start)
        ]
        if not self.segments:
            self.put(0, 0, "")
        return Reading(
            "".join(self.plain),
            "".join(self.shadow),
            self.segments,
            self.citations,
            self.notes,
            self.note_marks,
            comments,
        )

    def put(self, start: int, end: int, plain: str, shadow: str | None = None) -> None:
        self.segments.append((self.size, start, end, len(plain)))
        if plain:
            self.plain.append(plain)
            self.shadow.append(plain if shadow is None else shadow)
            self.size += len(plain)

    def walk(self, start: int, end: int, *, cites: bool, depth: int) -> None:
        pos = start
        while match := _STOP.search(self.masked, pos, end):
            at = match.start()
            if at > pos:
                self.put(pos, at, self.flat[pos:at])
            pos = self.special(at, end, match[0], cites, depth)
        if end > pos:
            self.put(pos, end, self.flat[pos:end])

    def special(self, at: int, end: int, char: str, cites: bool, depth: int) -> int:
        """Read what begins with a special character; return where it ends."""
        if char == MASK and at in self.opaque:
            return self.unit(at, self.opaque[at], cites)
        if char in "*_~^" and at in self.marks:
            stop = self.marks[at]
            self.put(at, stop, "")
            return stop
        if char == "![":
            return self.bracket(at, at + 1, True, depth, "!")
        if char == "[":
            return self.bracket(at, at, cites, depth, "[")
        if char == "^" and self.masked.startswith("[", at + 1) and at + 1 in self.brackets:
            return self.inline_note(at, cites, depth)
        if char[-1] == "@" and cites:
            sign = at + len(char) - 1
            if key := key_at(self.masked, sign, at, end, self.key_end):
                self.put(at, key.start(), self.text[at : key.start()])
                return self.in_text(key, depth)
        stop = at + 1
        self.put(at, stop, " " if char in (OBJECT, MASK) else char[0])
        return stop

    def unit(self, at: int, one: Opaque, cites: bool) -> int:
        if one.targets and cites:
            return self.role(at, one)
        letters = one.plain if one.is_text else "0" + "x" * (len(one.plain) - 1)
        self.put(at, one.end, one.plain, letters if one.plain else "")
        return one.end

    def role(self, at: int, one: Opaque) -> int:
        """Read a citation that is no pandoc citation: a MyST role, a tag of a site generator."""
        cites = tuple(
            make_cite(
                target.key,
                self.place(target.start, target.end),
                mode=target.mode,
                prefix=typographic(target.prefix),
                after=typographic(target.after),
                language=self.context.language,
            )
            for target in one.targets
        )
        self.citations.append(Citation(self.place(at, one.end), cites))
        if cites[0].mode == "author-in-text":
            names = ", ".join(f"@{cite.key}" for cite in cites)
            self.put(at, one.end, names, "X" + "x" * (len(names) - 1))
        else:
            self.put(at, one.end, OBJECT)
        return one.end

    def bracket(self, at: int, start: int, cites: bool, depth: int, literal: str) -> int:
        """Read what begins with `[` at `start`, or with the `!` of an image at `at`."""
        close = self.brackets.get(start)
        if close is None or depth >= MAX_DEPTH:
            self.put(at, at + len(literal), literal)
            return at + len(literal)
        if note := _NOTE().match(self.masked, start):
            self.notes.append((self.size, note[1]))
            self.note_marks.append((start, note.end(), note[1]))
            self.put(at, note.end(), OBJECT)
            return note.end()
        stop, is_link = self.link_end(start, close)
        if stop:
            self.put(at, start + 1, "")
            inside = cites and (not is_link or literal == "!")
            self.walk(start + 1, close, cites=inside, depth=depth + 1)
            self.put(close, stop, "")
            return stop
        labelled = self.masked[close + 1 : close + 2] == "[" and close + 1 in self.brackets
        if labelled and not self.masked.startswith("^", close + 2):
            cites = False
        if cites and (parts := self.cite_list(start + 1, close)):
            found = [self.cite(part, depth) for part in parts]
            self.cluster(at, close + 1, found)
            return close + 1
        self.put(at, start + 1, literal if literal == "[" else "![")
        return start + 1

    def link_end(self, start: int, close: int) -> tuple[int, bool]:
        """Return where a link or bracketed span ends, or 0; and whether it is a link."""
        after = close + 1
        following = self.text[after : after + 1]
        if following == "(" and (target := _TARGET().match(self.text, after)):
            attributes = _ATTRIBUTES().match(self.text, target.end())
            return (attributes or target).end(), True
        if following == "{" and (attributes := _ATTRIBUTES().match(self.text, after)):
            return attributes.end(), False
        labels = self.context.labels
        if not labels:
            return 0, False
        own = normalise_label(self.text[start + 1 : close])
        if following == "[" and after in self.brackets:
            last = self.brackets[after]
            label = normalise_label(self.text[after + 1 : last]) or own
            if label in labels:
                return last + 1, True
        return (after, True) if own in labels else (0, False)

    def inline_note(self, at: int, cites: bool, depth: int) -> int:
        close = self.brackets[at + 1]
        self.note_marks.append((at, close + 1, ""))
        if depth < MAX_DEPTH:
            self.aside(at + 2, close, cites, depth)
        self.put(at, close + 1, OBJECT)
        return close + 1

    def aside(self, start: int, end: int, cites: bool, depth: int) -> str:
        """Read a range that is no part of the sentence; return its text, keep its citations."""
        kept = self.plain, self.shadow, self.size, self.segments
        known = len(self.notes)
        self.plain, self.shadow, self.size, self.segments = [], [], 0, []
        self.walk(start, end, cites=cites, depth=depth + 1)
        text = "".join(self.plain).replace(OBJECT, "")
        if "  " in text:
            text = _SPACES().sub(" ", text)
        self.plain, self.shadow, self.size, self.segments = kept
        self.notes[known:] = [(self.size, label) for _, label in self.notes[known:]]
        return text

    def cite_list(self, start: int, end: int) -> list[CitePart] | None:
        keys: list[re.Match[str]] = []
        separators: list[int] = []
        pos, known = start, self.key_end
        while match := _EVENT.search(self.masked, pos, end):
            pos = match.end()
            if match[0] == "[":
                pos = self.brackets.get(match.start(), match.start()) + 1
            elif match[0] == ";":
                separators.append(match.start())
            elif key := key_at(self.masked, match.start(), start, end, known):
                keys.append(key)
                pos = known = key.end()
        return split_cites(keys, separators, start, end) if keys else None

    def cite(self, part: CitePart, depth: int) -> Cite:
        key = part.key
        prefix = self.aside(part.start, key.start(), True, depth)
        self.key_end = key.end()
        after = self.aside(key.end(), part.end, True, depth)
        mode: Mode = "suppress-author" if key[0][0] == "-" else "normal"
        return self.make(key, mode, prefix, after)

    def make(self, key: re.Match[str], mode: Mode, prefix: str, after: str) -> Cite:
        span = self.place(key.start(), key.end())
        before = typographic(prefix)
        return make_cite(
            self.name(key),
            span,
            mode=mode,
            prefix=before,
            after=typographic(after),
            language=self.context.language,
        )

    def name(self, key: re.Match[str]) -> str:
        """Return a citation key as it stands in the text, masked or not."""
        return self.text[slice(*key.span("key" if key["key"] else "braced"))]

    def in_text(self, key: re.Match[str], depth: int) -> int:
        """Read `@key` in the text, and the bracket that may follow it."""
        name = self.name(key)
        if name in self.context.examples or is_cross_reference(name, quarto=self.context.is_quarto):
            self.put(key.start(), key.end(), key[0])
            return key.end()
        start, stop = key.span()
        self.key_end = stop
        self.put(start, stop, self.text[start:stop], "X" + "x" * (stop - start - 1))
        suffix, end = "", stop
        rest: list[Cite] = []
        gap = _GAP().match(self.masked, stop)
        if gap and depth < MAX_DEPTH:
            opening = gap.end()
            close = self.brackets.get(opening)
            if close is not None and self.is_locator(opening, close):
                suffix, rest = self.in_text_bracket(opening + 1, close, depth)
                if suffix or rest:
                    end = close + 1
                    self.put(stop, end, OBJECT)
        mode: Mode = "suppress-author" if key[0][0] == "-" else "author-in-text"
        first = self.make(key, mode, "", suffix)
        self.citations.append(Citation(self.place(start, end), (first, *rest)))
        return end

    def is_locator(self, opening: int, close: int) -> bool:
        """Whether a bracket after `@key` belongs to it: it is no link, span or footnote mark."""
        if self.masked.startswith("^", opening + 1) or self.masked[close + 1 : close + 2] in (
            "(",
            "[",
        ):
            return False
        return not self.link_end(opening, close)[0]

    def in_text_bracket(self, start: int, end: int, depth: int) -> tuple[str, list[Cite]]:
        parts = self.cite_list(start, end)
        if parts:
            return "", [self.cite(part, depth) for part in parts]
        semicolon = self.masked.find(";", start, end)
        if semicolon < 0:
            return self.aside(start, end, True, depth), []
        parts = self.cite_list(semicolon + 1, end)
        if not parts:
            return "", []
        suffix = self.aside(start, semicolon, True, depth)
        return suffix, [self.cite(part, depth) for part in parts]

    def cluster(self, start: int, end: int, cites: list[Cite]) -> None:
        quarto = self.context.is_quarto
        kept = tuple(cite for cite in cites if not is_cross_reference(cite.key, quarto=quarto))
        if kept:
            self.citations.append(Citation(self.place(start, end), kept))
            self.put(start, end, OBJECT)
        else:
            self.put(start, end, self.flat[start:end], "X" + "x" * (end - start - 1))


def _match_brackets(masked: str) -> dict[int, int]:
    """Return the offset of the closing bracket by that of the opening one."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACKET.finditer(masked):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            found[stack.pop()] = match.start()
    return found
