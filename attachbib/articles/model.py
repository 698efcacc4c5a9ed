"""Article and its parts: what every reader of articles produces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from attachbib.source import Problem, Source, Span

Mode = Literal["normal", "author-in-text", "suppress-author"]


class Cite(NamedTuple):
    """One reference in a citation."""

    key: str
    """The citation key as written, without `@` and braces."""
    span: Span
    """Where the key stands, with its `@`, a `-` before it and braces around it."""
    mode: Mode = "normal"
    prefix: str = ""
    """Text before the key, e.g. `see`; markup removed, trimmed."""
    locator: str = ""
    """Where in the work, e.g. `33-35`; "" if none is given."""
    label: str = ""
    """What the locator counts: a CSL locator term such as `page`; "" without a locator."""
    suffix: str = ""
    """Text after the locator, with its leading comma or space, markup removed."""


EVERY_KEY = "*"
"""Stands for the keys of all references where an article lists without citing."""


class Citation(NamedTuple):
    """A cluster of cites in the text, e.g. `[@a, p. 3; @b]`."""

    span: Span
    cites: tuple[Cite, ...]


class Block(NamedTuple):
    """A leaf of the document's structure, or a fenced div around some of them."""

    kind: str
    """One of `BLOCK_KINDS`."""
    span: Span
    level: int = 0
    """The level of a heading, 1-6; 0 for all other kinds."""
    info: str = ""
    """The info string of code, the attributes of a div, the label of a footnote, the number
    of an entry in the list of references; else ""."""


BLOCK_KINDS = (
    "front-matter",
    "heading",
    "paragraph",
    "list-item",
    "block-quote",
    "footnote",
    "table-head",
    "table",
    "html",
    "div",
    "code",
    "raw",
    "comment",
    "definition",
    "reference",
)
"""Kinds of block; those that are not in `PROSE_KINDS` hold no prose."""

PROSE_KINDS = frozenset(
    {"heading", "paragraph", "list-item", "block-quote", "footnote", "table-head", "table", "html"}
)
"""The kinds whose text is read into sentences."""


class Sentence(NamedTuple):
    """One sentence, or one row of a table."""

    text: str
    """What a reader reads: one line, without markup and bracketed citations."""
    span: Span
    """Where it stands, from its first to its last character, citations included."""
    block: int
    """Index into `Article.blocks`."""
    citations: tuple[int, ...] = ()
    """Indices into `Article.citations`: those in the sentence, and those in its footnotes."""
    masked: str = ""
    """`text` with a mark for code, formulas and addresses, if their digits would be mistaken for
    numbers; else ""."""

    @property
    def wording(self) -> str:
        """What its author says in words: `masked`, else `text`."""
        return self.masked or self.text


class NoteMark(NamedTuple):
    """Where the text points to a footnote, or holds one: `[^label]`, `^[an inline note]`."""

    span: Span
    label: str = ""
    """The `info` of the footnote's blocks; "" for an inline note, which is all of `span`."""


class Pragma(NamedTuple):
    """An instruction to attachbib in a comment of the document."""

    text: str
    """What follows `attachbib:`."""
    span: Span
    """The whole comment."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source document read into blocks, sentences and citations, in document order."""

    source: Source
    format: str
    """Name of the reader, e.g. `markdown`."""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = ""
    """The language the document says it is in (a BCP 47 tag), or ""."""
    title: str = ""
    """The title the document gives itself, or ""."""
    note_marks: tuple[NoteMark, ...] = ()
    pragmas: tuple[Pragma, ...] = ()
    listed: tuple[Cite, ...] = ()
    """What it wants in its list of references without citing it: `nocite`; `EVERY_KEY` is all."""
    included: tuple[Article, ...] = ()
    """The documents it includes, and those that they include: `\\input` of LaTeX."""

    @property
    def cited_keys(self) -> tuple[str, ...]:
        """The keys it cites, each once, by its first citation."""
        return tuple(dict.fromkeys(cite.key for one in self.citations for cite in one.cites))

    @property
    def listed_keys(self) -> tuple[str, ...]:
        """The keys of `listed`, each once."""
        return tuple(dict.fromkeys(cite.key for cite in self.listed))

    @property
    def is_self_contained(self) -> bool:
        """Whether all of it follows from the text of its source: no part, no other file counts."""
        return self.format in _TEXTS


_TEXTS = frozenset({"markdown", "html", "rst", "plain", "notebook"})
