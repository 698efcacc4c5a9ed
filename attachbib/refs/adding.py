"""References to be added to a library: what is there already, and the text of a new entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from attachbib.bibtex import Entry, Library, parse_library
from attachbib.bibtex.addresses import addresses
from attachbib.bibtex.blocks import RawString
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.edit import POINTERS
from attachbib.bibtex.edit_values import is_key
from attachbib.bibtex.fields import key_list
from attachbib.bibtex.folding import words_of
from attachbib.bibtex.summary import is_work
from attachbib.bibtex.write import Dialect, entry_fields, write_entry
from attachbib.edits import Edit, apply_edits
from attachbib.exchange import BIB, DEFECTS, format_of, read_text
from attachbib.reference import Reference
from attachbib.source import Problem, Readout, Source

_KEPT_KEY = re.compile(r"(?!item-\d+$)[^\W\d_][\w.:+-]*")
"""Keys of other formats that are worth keeping: no addresses, no numbers of a database."""
_DIALECTS: Mapping[str, Dialect] = {
    **dict.fromkeys(("date", "journaltitle", "location"), "biblatex"),
    **dict.fromkeys(("year", "journal", "address"), "bibtex"),
}
"""Field → the dialect that has it by this name."""

Renamed = Mapping[str, str]
"""Key in the text that is added from → key in the library."""

Content = tuple[str, frozenset[tuple[str, str]]]
"""An entry type and fields."""


class Candidate(NamedTuple):
    """A reference to add."""

    reference: Reference
    """Its id is the key it comes with, or ""."""
    identifiers: Mapping[str, str]
    """Its own `DOI` and `PMID`, in lower case."""
    entry: Callable[[str, Renamed], str]
    """From a citation key, and those of the other candidates, to the text of the entry."""


class Twin(NamedTuple):
    """A reference that is there already."""

    key: str
    why: str
    """What it and the candidate share, e.g. `the same DOI`."""


def read_candidates(
    source: Source, format: str, dialect: Dialect
) -> Readout[tuple[Candidate, ...]]:
    """Return the references of a text as candidates, and what is wrong with others.

    Entries of `.bib` files keep their text; what else there is becomes an entry of a dialect.

    Args:
        source: the text.
        format: one of `attachbib.exchange.NAMES`; "" to go by the text.
        dialect: that of the library.

    Raises:
        InputError: the text is of no known format, or not of the one named.
    """
    format = format or format_of(source)
    if format not in BIB:
        readout = read_text(source, format)
        found = tuple(candidate_of(reference, dialect) for reference in readout.value)
        return Readout(found, readout.problems)
    library = parse_library(source)
    macros = {block.field.name for block in library.blocks if isinstance(block, RawString)}
    return Readout(
        tuple(_of_entry(library, entry, macros) for entry in library.entries),
        tuple(_problems(library)),
    )


def _problems(library: Library) -> Iterator[Problem]:
    """What keeps entries from being added; that one has no key does not."""
    source = library.source
    keyless = {source.position(entry.span.start) for entry in library.entries if not entry.key}
    for problem in library.problems:
        if problem.rule in DEFECTS and (problem.line, problem.column) not in keyless:
            yield problem


def dialect_of(library: Library) -> Dialect:
    """Return the dialect that most entries of a library are in; BibLaTeX if it is not clear."""
    counts: dict[Dialect, int] = {"biblatex": 0, "bibtex": 0}
    for entry in library.entries:
        for name in entry.values:
            if name in _DIALECTS:
                counts[_DIALECTS[name]] += 1
    return "bibtex" if counts["bibtex"] > counts["biblatex"] else "biblatex"


class Known:
    """What libraries have already."""

    def __init__(self, libraries: Iterable[Library]) -> None:
        self.keys: set[str] = set()
        """Citation keys and aliases, in lower case."""
        self._by_identifier: dict[tuple[str, str], str] = {}
        self._by_title: dict[str, list[Reference]] = {}
        """References whose content nobody has asked for yet."""
        self._by_content: dict[Content, str] = {}
        for library in libraries:
            self.keys.update(alias.lower() for alias in library.aliases)
            for entry in library.entries:
                self.add(_of_entry(library, entry), entry.key)

    def add(self, candidate: Candidate, key: str) -> None:
        """Add a reference under a key."""
        self.keys.add(key.lower())
        for item in candidate.identifiers.items():
            self._by_identifier.setdefault(item, key)
        reference = replace(candidate.reference, id=key)
        self._by_title.setdefault(_title(reference), []).append(reference)

    def twin(self, candidate: Candidate) -> Twin | None:
        """Return what says that a candidate is there already."""
        for name, value in candidate.identifiers.items():
            if (key := self._by_identifier.get((name, value))) is not None:
                return Twin(key, f"the same {name}")
        for reference in self._by_title.pop(_title(candidate.reference), ()):
            self._by_content.setdefault(_content(reference), reference.id)
        key = self._by_content.get(_content(candidate.reference))
        return None if key is None else Twin(key, "all the same fields")


def _content(reference: Reference) -> Content:
    entry_type, fields = entry_fields(reference)
    return entry_type, frozenset(fields.items())


def _title(reference: Reference) -> str:
    return " ".join(words_of(reference.text.get("title", "")))


def candidate_of(reference: Reference, dialect: Dialect) -> Candidate:
    """Return a reference of another format, or of a registry, as a candidate."""
    own = ((name, reference.text.get(name, "").lower()) for name in ("DOI", "PMID"))
    is_kept = _KEPT_KEY.fullmatch(reference.id) and is_key(reference.id)
    return Candidate(
        reference if is_kept else replace(reference, id=""),
        {name: value for name, value in own if value},
        lambda key, renamed: write_entry(replace(reference, id=key), dialect),
    )


def _of_entry(library: Library, entry: Entry, macros: Container[str] = ()) -> Candidate:
    """An entry as a candidate; `macros` are the names that its file defines."""
    reference = to_reference(entry)
    # An entry's identifiers are its own: a chapter has not the DOI of the book it inherits.
    own = {name: entry.values[name] for name in ("doi", "url") if name in entry.values}
    found = {"PMID": entry.values.get("pmid", ""), **addresses(own)}
    names = ("DOI", "PMID") if is_work(entry) else ()

    def text(key: str, renamed: Renamed) -> str:
        copied = _copied(library, entry, key, dict(_changed_values(entry, macros, renamed)))
        return copied or write_entry(replace(reference, id=key))

    return Candidate(
        reference, {name: found[name].lower() for name in names if found.get(name)}, text
    )


def _changed_values(
    entry: Entry, macros: Container[str], renamed: Renamed
) -> Iterator[tuple[str, str]]:
    """Field → value, where it names a macro of the file or an entry that gets another key."""
    for field in entry.raw.fields:
        value = entry.values[field.name]
        keys = key_list(value) if field.name in POINTERS else []
        if any(renamed.get(key, key) != key for key in keys):
            yield field.name, ",".join(renamed.get(key, key) for key in keys)
        elif any(part.bare and part.text.lower() in macros for part in field.parts):
            yield field.name, value


def _copied(library: Library, entry: Entry, key: str, values: Mapping[str, str]) -> str:
    """The text of an entry with another key and some other values; "" if it reads as another."""
    start, end = entry.span
    behind = library.source.text[entry.key_span.end : end].lstrip()[:1]
    changes = [Edit(*entry.key_span, key if entry.key or behind == "," else f"{key}, ")]
    changes += [Edit(*entry.fields[name].span, f"{{{value}}}") for name, value in values.items()]
    text = apply_edits(
        library.source.text[start:end],
        (Edit(one.start - start, one.end - start, one.text) for one in changes),
    )
    again = parse_library(Source(library.source.path, text)).entries
    same = len(again) == 1 and again[0].key == key and again[0].values == {**entry.values, **values}
    return text if same else ""
