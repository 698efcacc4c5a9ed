"""The article as plain text: no markup, lists and quotations indented, notes at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from attachbib.articles import Article
from attachbib.richtext import writer
from attachbib.richtext.model import Span
from attachbib.weave.cites import Cited
from attachbib.weave.notes import split_notes
from attachbib.weave.slots import Slotted

_WRITER = writer("text")
_HEIGHTS = {"sup": "superscript", "sub": "subscript"}


def write_text(article: Article, cited: Cited, slotted: Slotted, tokens: list[Token]) -> str:
    """Return the article as plain text."""
    body, notes = split_notes(tokens)
    lines = _Lines()
    if article.title:
        lines.block(article.title)
    plain = _Plain(cited, slotted, lines)
    plain.write(body)
    for index, note in notes.items():
        lines.begin(f"[{index + 1}] ")
        plain.write(note)
        lines.levels.pop()
    return "\n".join(lines.lines) + "\n"


@dataclass(slots=True)
class _Level:
    """A list item, quotation or note whose lines begin with something."""

    first: str
    rest: str
    is_begun: bool = False

    def take(self) -> str:
        """Return what the next line begins with."""
        start = self.rest if self.is_begun else self.first
        self.is_begun = True
        return start


@dataclass(slots=True)
class _Lines:
    """The lines written so far, and the levels the next ones stand in."""

    lines: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    was_tight: bool = False

    def begin(self, first: str, rest: str | None = None) -> None:
        """Begin a level; its lines but the first begin with `rest`, by default with spaces."""
        self.levels.append(_Level(first, " " * len(first) if rest is None else rest))

    def block(self, text: str, *, tight: bool = False) -> None:
        """Add a block after an empty line, unless it and the one before it are tight."""
        if self.lines and not (tight and self.was_tight):
            begun = "".join(level.rest for level in self.levels if level.is_begun)
            self.lines.append(begun.rstrip())
        for line in text.split("\n"):
            start = "".join(level.take() for level in self.levels)
            self.lines.append((start + line).rstrip())
        self.was_tight = tight


class _Plain:
    """Writes tokens as lines, in one pass."""

    def __init__(self, cited: Cited, slotted: Slotted, out: _Lines) -> None:
        self.cited = cited
        self.slotted = slotted
        self.out = out
        self.tight = False
        self.lists: list[int | None] = []
        """The next number of each open list; None for bullets."""
        self.row: list[str] | None = None
        self.rules: Mapping[str, Callable[[Token], object]] = {
            "paragraph_open": self.paragraph,
            "heading_open": self.paragraph,
            "inline": self.text,
            "bullet_list_open": self.list_open,
            "ordered_list_open": self.list_open,
            "bullet_list_close": lambda token: self.lists.pop(),
            "ordered_list_close": lambda token: self.lists.pop(),
            "list_item_open": self.item_open,
            "list_item_close": self.item_close,
            "blockquote_open": lambda token: out.begin("> ", "> "),
            "blockquote_close": lambda token: out.levels.pop(),
            "dd_open": lambda token: out.begin("    "),
            "dd_close": lambda token: out.levels.pop(),
            "fence": self.code,
            "code_block": self.code,
            "math_block": lambda token: out.block(token.content.strip()),
            "hr": lambda token: out.block("* * *"),
            "table_open": self.table_open,
            "tr_open": self.row_open,
            "tr_close": self.row_close,
            "references": self.references,
        }

    def write(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            rule = self.rules.get(token.type)
            if rule is not None:
                rule(token)

    def paragraph(self, token: Token) -> None:
        self.tight = token.hidden

    def text(self, token: Token) -> None:
        text = _inline(token.children or (), self.slotted)
        if self.row is not None:
            self.row.append(text)
        else:
            self.out.block(text, tight=self.tight)

    def list_open(self, token: Token) -> None:
        if not self.lists:
            self.out.was_tight = False
        is_numbered = token.type == "ordered_list_open"
        self.lists.append(int(token.attrGet("start") or 1) if is_numbered else None)

    def item_open(self, token: Token) -> None:
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        self.out.begin("- " if number is None else f"{number}. ")

    def item_close(self, token: Token) -> None:
        if not self.out.levels[-1].is_begun:
            self.out.block("", tight=True)
        self.out.levels.pop()

    def code(self, token: Token) -> None:
        self.out.begin("    ")
        self.out.block(token.content.rstrip("\n"))
        self.out.levels.pop()

    def table_open(self, token: Token) -> None:
        self.out.was_tight = False

    def row_open(self, token: Token) -> None:
        self.row = []

    def row_close(self, token: Token) -> None:
        self.out.block(" | ".join(self.row or ()), tight=True)
        self.row = None

    def references(self, token: Token) -> None:
        bibliography = self.cited.bibliography
        if bibliography.entries:
            written = _WRITER.write_list(bibliography.entries, bibliography.layout)
            self.out.block(written.rstrip("\n"))


def _inline(tokens: Sequence[Token], slotted: Slotted) -> str:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "slot":
            parts.append(_WRITER.write(slotted.slots[token.meta["slot"]].content))
        elif token.type == "footnote_ref":
            parts.append(f"[{token.meta['id'] + 1}]")
        elif token.type == "image":
            parts.extend(child.content for child in token.children or ())
        elif token.nesting > 0:
            opened.append((len(parts), str(token.attrGet("href") or "")))
        elif token.nesting < 0 and opened:
            start, target = opened.pop()
            parts[start:] = [_closed(token, "".join(parts[start:]), target)]
        else:
            parts.append(token.content)
    return "".join(parts)


def _closed(token: Token, text: str, target: str) -> str:
    """Return the text of markup that ends here: high, low, or with the address it links to."""
    height = _HEIGHTS.get(token.tag)
    if height:
        return _WRITER.write((Span(height, text),))
    if "://" in target and target != text:
        return f"{text} <{target}>"
    return text
