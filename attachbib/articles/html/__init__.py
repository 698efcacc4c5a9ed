"""The reader of HTML pages: the main content of a page of any site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attachbib.articles.assembly import Assembly
from attachbib.articles.html.cites import citation, inner, masked, note_label
from attachbib.articles.html.page import (
    BLOCKS,
    HEADINGS,
    UNITS,
    VOID,
    Element,
    element,
    main_range,
)
from attachbib.articles.html.tokens import Attribute, Token, attributes, tokens
from attachbib.articles.markers import find_markers
from attachbib.articles.model import Article
from attachbib.articles.reference_list import is_reference_heading
from attachbib.articles.runs import Run
from attachbib.source import Source, Span

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.I)
_SELF_CLOSING = frozenset("p li dt dd tr td th option".split())


def read_html(source: Source) -> Article:
    """Read an HTML page; this never fails."""
    language = _LANGUAGE.search(source.text, 0, 20_000)
    title = _TITLE.search(source.text, 0, 100_000)
    tag = language[1] if language else ""
    reader = _Reader(Assembly(source, tag), *main_range(source.text))
    for token in tokens(source.text):
        reader.token(token)
    reader.flush()
    name = " ".join(masked(source.text, *title.span(1)).split()) if title else ""
    return reader.assembly.article("html", language=tag, title=name)


class _Reader:
    """The open elements and the open run of prose while the tokens go by."""

    def __init__(self, assembly: Assembly, start: int, end: int) -> None:
        self.assembly = assembly
        self.text = assembly.source.text
        self.limits = start, end
        self.open: list[Element] = []
        self.counts: Counter[str] = Counter()
        self.kinds: list[tuple[str, int]] = [("paragraph", 0)]
        """Kind and level of each open block."""
        self.skipped = 0
        self.references = 0
        self.notes = 0
        self.in_entry = 0
        """How many entries of the list of references are open."""
        self.after_heading = 0
        """The level of the heading of the list of references we are under."""
        self.entries = 0
        self.note = ""
        self.resume = 0
        self.run = Run()
        self.start = -1
        self.end = 0

    def token(self, token: Token) -> None:
        """Read one token."""
        if token.start < self.resume:
            return
        if token.kind == "comment":
            self.assembly.comment(token.start, token.end)
        elif token.kind == "open":
            self.opened(token)
        elif token.kind == "close":
            self.closed(token.name)
        elif token.kind == "text" and not self.skipped:
            start, end = max(token.start, self.limits[0]), min(token.end, self.limits[1])
            if start < end:
                self.prose(start, end)

    def opened(self, token: Token) -> None:
        found = attributes(token) if token.attributes else {}
        is_read = not self.skipped and self.limits[0] <= token.start < self.limits[1]
        if is_read and self.is_read_whole(token, found):
            return
        name = token.name
        if name in VOID or token.attributes.endswith("/"):
            if name == "hr":
                self.flush()
            elif name == "br" and not self.skipped:
                self.run.space(token.start, token.end)
            return
        if name in _SELF_CLOSING and self.open and self.open[-1].name == name:
            self.closed(name)
        one = element(token, found)
        if self.divides(one):
            self.flush()
        self.open.append(one)
        self.counts[name] += 1
        self.skipped += one.skipped
        self.references += one.references
        self.notes += one.notes
        self.in_entry += one.entry and bool(self.references)
        if name in ("td", "th") and self.run:
            self.run.put(token.start, token.end, " | ")
        if name in BLOCKS or name in HEADINGS:
            self.open_block(name, found)

    def divides(self, one: Element) -> bool:
        """Whether the beginning and the end of an element end a block."""
        if one.name not in BLOCKS and one.name not in HEADINGS:
            return False
        if self.kinds[-1][0] == "table":
            return one.name == "tr"
        return one.entry or not self.in_entry

    def open_block(self, name: str, found: Mapping[str, Attribute]) -> None:
        kind, level = self.kinds[-1]
        if name in HEADINGS:
            kind, level = "heading", HEADINGS[name]
        elif BLOCKS[name] != "paragraph":
            kind = BLOCKS[name]
            if name == "tr" and self.counts["thead"]:
                kind = "table-head"
        self.kinds.append((kind, level))
        if name == "li" and self.notes:
            self.note = found["id"].value if "id" in found else ""

    def is_read_whole(self, token: Token, found: Mapping[str, Attribute]) -> bool:
        """Read an element that is a citation, a footnote mark, code or math; not its tags."""
        if token.name in UNITS and (content := inner(self.text, token)):
            self.touch(token.start, content.end)
            plain = " ".join(masked(self.text, content.start, content.stop).split())
            self.run.unit(token.start, content.end, plain)
            self.resume = content.end
            return True
        role = found["role"].value if "role" in found else ""
        if token.name == "a" and role == "doc-backlink" and (content := inner(self.text, token)):
            self.resume = content.end
            return True
        if self.references or self.after_heading:
            return False
        if token.name in ("a", "sup") and (label := self.footnote(token, found)):
            content = inner(self.text, token)
            if content is not None:
                self.touch(token.start, content.end)
                self.run.note(token.start, content.end, label)
                self.resume = content.end
                return True
        cited = citation(self.text, token, found, self.run.ending())
        if cited is None:
            return False
        self.touch(token.start, cited.end)
        self.run.cite(token.start, cited.end, cited.cites, cited.text)
        self.resume = cited.end
        return True

    def footnote(self, token: Token, found: Mapping[str, Attribute]) -> str:
        """Return the footnote that an element, or the link in it, points to, or ""."""
        if token.name == "a":
            return note_label(found)
        content = inner(self.text, token)
        if content is None:
            return ""
        first = next(
            (one for one in tokens(self.text[content.start : content.stop]) if one.name == "a"),
            None,
        )
        return note_label(attributes(first)) if first else ""

    def closed(self, name: str) -> None:
        if not self.counts[name]:
            return
        while self.open:
            one = self.open.pop()
            self.counts[one.name] -= 1
            self.skipped -= one.skipped
            self.references -= one.references
            self.notes -= one.notes
            if one.name in BLOCKS or one.name in HEADINGS:
                if self.divides(one):
                    self.flush(references=one.references)
                self.in_entry = max(self.in_entry - one.entry, 0)
                if len(self.kinds) > 1:
                    self.kinds.pop()
            if one.name == name:
                break

    def prose(self, start: int, end: int) -> None:
        text = self.text[start:end]
        stripped = text.strip()
        if not stripped:
            self.run.space(start, end)
            return
        first = start + text.index(stripped[0])
        self.touch(first, first + len(stripped))
        pos = start
        if not (self.references or self.after_heading):
            for marker in find_markers(self.text, start, end):
                self.words(pos, marker.start)
                self.run.cite(marker.start, marker.end, marker.cites)
                pos = marker.end
        self.words(pos, end)

    def words(self, start: int, end: int) -> None:
        """Add text, character references resolved."""
        for match in _REFERENCE.finditer(self.text, start, end):
            from html import unescape

            self.run.text(self.text, start, match.start())
            plain = unescape(match[0])
            if plain.isspace():
                self.run.space(match.start(), match.end())
            else:
                self.run.put(match.start(), match.end(), plain)
            start = match.end()
        self.run.text(self.text, start, end)

    def touch(self, start: int, end: int) -> None:
        if self.start < 0:
            self.start = start
        self.end = end

    def flush(self, *, references: bool = False) -> None:
        """End the block that is open, if anything was read of it."""
        run, kind, level = self.run, *self.kinds[-1]
        start, self.start, self.run = self.start, -1, Run()
        if not run or start < 0:
            return
        if kind == "heading":
            if is_reference_heading(run.plain()):
                self.after_heading = level
            elif level <= self.after_heading:
                self.after_heading = 0
            self.assembly.run("heading", run, start, self.end, level=level)
        elif self.references or references or self.after_heading:
            self.entries += 1
            self.assembly.block("reference", start, self.end, info=str(self.entries))
        elif self.notes:
            block = self.assembly.block("footnote", start, self.end, info=self.note)
            self.assembly.read(block, run.reading(), Span, note=self.note)
        else:
            self.assembly.run(kind, run, start, self.end)
