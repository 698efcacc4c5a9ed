"""Library, Entry and Field: a `.bib` file as read, with where everything stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from attachbib.bibtex.blocks import RawBlock, RawEntry
from attachbib.bibtex.fields import key_list
from attachbib.reference import Reference
from attachbib.source import Problem, Source, Span


class Field(NamedTuple):
    """One `name = value` of an entry."""

    name: str
    """Lower case."""
    value: str
    """Without its delimiters, `@string` names replaced and `#` joined; LaTeX as written."""
    name_span: Span
    span: Span
    """The value with its delimiters."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One bibliographic entry of a `.bib` file."""

    raw: RawEntry = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    """Lower-case field name → value as in `Field.value`; the first of a repeated field."""
    inherited: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What `crossref`, `xdata` and `related` add, under the names it has in this entry."""

    @property
    def key(self) -> str:
        """The citation key; "" when the entry has none."""
        return self.raw.key

    @property
    def type(self) -> str:
        """The entry type as written, in lower case."""
        return self.raw.type

    @property
    def span(self) -> Span:
        """From the `@` to behind the closing brace."""
        return Span(self.raw.start, self.raw.end)

    @property
    def key_span(self) -> Span:
        """Where the citation key stands; empty when there is none."""
        return Span(self.raw.key_start, self.raw.key_start + len(self.raw.key))

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The entry's own fields in file order, by lower-case name."""
        found: dict[str, Field] = {}
        for name, name_start, start, end, _ in self.raw.fields:
            if name not in found:
                name_span = Span(name_start, name_start + len(name))
                found[name] = Field(name, self.values[name], name_span, Span(start, end))
        return found

    def value(self, name: str) -> str | None:
        """Return a field's LaTeX value, inherited ones included, or None."""
        own = self.values.get(name)
        return own if own is not None else self.inherited.get(name)

    def text(self, name: str) -> str | None:
        """Return a field as plain text, inherited ones included, or None."""
        from attachbib.bibtex.addresses import verbatim
        from attachbib.bibtex.fields import VERBATIM
        from attachbib.bibtex.latex import plain_text

        value = self.value(name)
        if value is None:
            return None
        return verbatim(value) if name in VERBATIM else plain_text(value)


class FailedBlock(NamedTuple):
    """A block that begins like an entry and cannot be read."""

    span: Span
    reason: str


class _References(Mapping[str, Reference]):
    """Citation key → reference; converted on first use."""

    def __init__(self, by_key: Mapping[str, Entry], sentence_case: bool) -> None:
        self._by_key = by_key
        self._sentence_case = sentence_case
        self._done: dict[str, Reference] = {}

    def __getitem__(self, key: str) -> Reference:
        done = self._done.get(key)
        if done is None:
            from attachbib.bibtex.convert import to_reference

            entry = self._by_key[key]
            done = to_reference(entry, id_=key, sentence_case=self._sentence_case)
            self._done[key] = done
        return done

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)


@dataclass(frozen=True, eq=False)
class Library:
    """One `.bib` file, read."""

    source: Source = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    """Every entry in file order: also repeated keys, `xdata` and entries without a key."""
    failed: tuple[FailedBlock, ...] = ()
    """What could not be read; each is in `problems` too."""
    problems: tuple[Problem, ...] = ()
    blocks: tuple[RawBlock, ...] = field(default=(), repr=False)
    """All blocks in file order, with `@string`, `@comment` and `@preamble`."""

    def get(self, key: str) -> Entry | None:
        """Return the entry with a citation key or an alias from `ids`; the first if repeated."""
        entry = self._by_key.get(key)
        return entry if entry is not None else self.aliases.get(key)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """What `to_references` returns by default."""
        return to_references(self)

    @cached_property
    def aliases(self) -> Mapping[str, Entry]:
        """Alias from an `ids` field → entry; a citation key wins over an alias."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            for alias in key_list(entry.values.get("ids", "")):
                if alias not in self._by_key:
                    found.setdefault(alias, entry)
        return found

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.key:
                found.setdefault(entry.key, entry)
        return found


def to_references(library: Library, *, sentence_case: bool = True) -> Mapping[str, Reference]:
    """Return citation key → reference, in file order, converted when asked for.

    Leaves out `xdata` and `set` entries, which are no works. Of a repeated key the first
    entry counts; the third entry, if it has no key, is called `item-3`.

    Args:
        library: the entries.
        sentence_case: whether titles in English go from title case to sentence case.
    """
    works: dict[str, Entry] = {}
    for number, entry in enumerate(library.entries, 1):
        if entry.type not in NO_WORKS:
            works.setdefault(entry.key or f"item-{number}", entry)
    return _References(works, sentence_case)


NO_WORKS = frozenset({"xdata", "set"})
"""Entry types that stand for no work of their own."""
