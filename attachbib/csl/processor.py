"""The processor: one style, one locale and a set of references; cites and lists come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, partial

from attachbib.csl.citations import Composer, RenderedCite, composer
from attachbib.csl.cites import (
    NO_PRINTED_FORM,
    Bibliography,
    Citation,
    Cite,
    UnknownReferenceError,
    is_sentence,
    spaced_prefix,
    spaced_suffix,
)
from attachbib.csl.compile import new_scope
from attachbib.csl.disambiguate import disambiguate, methods_of
from attachbib.csl.embedded import split_label
from attachbib.csl.facts import Facts, facts_reader
from attachbib.csl.frame import (
    NO_CITE,
    NO_HINTS,
    CiteContext,
    Frame,
    Hints,
    Memory,
    NameList,
    Render,
)
from attachbib.csl.layouts import compile_layout, entry_decoration, list_layout
from attachbib.csl.locale import Locale, locale_for
from attachbib.csl.moulds import Moulds
from attachbib.csl.positions import PlacedCitation, PlacedCite, Position, find_positions
from attachbib.csl.scope import Abbreviations, Scope
from attachbib.csl.sorting import SortKey, compile_sort, sort_by_keys, sorts_by_names
from attachbib.csl.style import Style
from attachbib.csl.text import SHORT_FORMS
from attachbib.pause import collection_paused
from attachbib.reference import Reference
from attachbib.richtext.finish import finish
from attachbib.richtext.join import join
from attachbib.richtext.markup import QuoteMarks, field_parser
from attachbib.richtext.model import Rich, concat, plain
from attachbib.richtext.template import rich_of
from attachbib.richtext.writer import Entry, ListLayout

_LATER_CITE = CiteContext(position="subsequent", near_note=True)
"""What disambiguation compares."""


class Processor:
    """Renders citations and a list of references.

    Everything is computed from the constructor's arguments; rendering changes
    nothing that a caller can see, so one processor may be shared by threads.

    Args:
        style: from `load_style` or `style_from_xml`.
        references: in the order in which the document cites them; numeric styles
            without a sort order number them so. Later ones with a known id are ignored.
        locale: a BCP 47 tag; None for the style's `default-locale`, else `en-US`.
        abbreviations: variable → full form → short form, for `form="short"`.
    """

    def __init__(
        self,
        style: Style,
        references: Iterable[Reference],
        *,
        locale: str | None = None,
        abbreviations: Abbreviations | None = None,
    ) -> None:
        self.style = style
        self.locale: Locale = locale_for(style, locale)
        by_id: dict[str, Reference] = {}
        for ref in references:
            by_id.setdefault(ref.id, ref)
        self.references: Mapping[str, Reference] = by_id
        self._facts_by_id: dict[str, Facts] = {}
        self._facts_of = facts_reader(self.locale.lang, style.variables | SHORT_FORMS)
        self._abbreviations = abbreviations
        self._marks: QuoteMarks = self.locale.quote_marks
        self._composer: Composer = composer(style, self.locale)

    def cite(self, citations: Sequence[Citation]) -> list[Rich]:
        """Render all citations of a document, in document order.

        Positions (first, ibid …) follow from the whole sequence, so render a document
        in one call.

        Raises:
            UnknownReferenceError: a cite names a reference the processor does not have.
        """
        ordered = [self._sorted(citation) for citation in citations]
        placed = [
            PlacedCitation(
                tuple(PlacedCite(cite.id, cite.locator, cite.label) for cite in citation.cites),
                citation.note,
            )
            for citation in ordered
        ]
        distance = int(self.style.citation.attrs.get("near-note-distance", "5"))
        positions = find_positions(placed, distance)
        document = self._in_document(ordered)
        return [
            self._finished(
                document._compose(
                    citation,
                    [
                        cite.position or found
                        for cite, found in zip(citation.cites, where, strict=True)
                    ],
                )
            )
            for citation, where in zip(ordered, positions, strict=True)
        ]

    def bibliography(self, keep: Callable[[Reference], bool] | None = None) -> Bibliography:
        """Render the list of references; no entries if the style has none.

        Args:
            keep: which references to print; the others keep their numbers.
        """
        node = self.style.bibliography
        if node is None:
            return Bibliography((), ListLayout())
        entries, unprinted = [], []
        previous: Memory | None = None
        with collection_paused():
            hints_of, render = self.hints.get, self._entries.render
            for number, id_ in enumerate(self.order, 1):
                if keep is not None and not keep(self.references[id_]):
                    continue
                hints = hints_of(id_, NO_HINTS)
                new_frame = partial(self._frame, id_, NO_CITE, hints, number, previous)
                (printed, values), frame = render(new_frame)
                if not printed and self.style.is_numeric:
                    printed = self._finished_entry(f"{number}. {NO_PRINTED_FORM}")
                if printed:
                    previous = frame.memory
                    entries.append(Entry(id_, printed, "", values))
                else:
                    unprinted.append(id_)
        return Bibliography(tuple(entries), list_layout(node), tuple(unprinted))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of all references in list order."""
        node = self.style.bibliography
        keys = compile_sort(self.style, self.locale, node, "bibliography") if node else ()
        positions = self._positions

        def frame_of(id_: str) -> Frame:
            return self._frame(id_, number=positions[id_])

        return tuple(sort_by_keys(list(self.references), keys, frame_of))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Id → citation number."""
        return {id_: index for index, id_ in enumerate(self.order, 1)}

    @cached_property
    def hints(self) -> Mapping[str, Hints]:
        """Id → what disambiguation decided, where it decided anything."""
        return self._told_apart(self._positions)

    def _told_apart(self, first_notes: Mapping[str, int]) -> dict[str, Hints]:
        """Disambiguate all references.

        Args:
            first_notes: id → the note that cites it first; as long as that is not known, one
                for each.
        """
        render = partial(self._ambiguous_cite, first_notes)
        with collection_paused():
            return disambiguate(list(self.references), methods_of(self.style), render, self.order)

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        """Id → its place in the order of first citation, from 1."""
        return {id_: index for index, id_ in enumerate(self.references, 1)}

    @cached_property
    def _notes_tell_apart(self) -> bool:
        """Whether cites differ if they print the numbers of the notes that cite first.

        That is so in citeproc-js with the rule `by-cite`, and in pandoc.
        """
        prints_number = "first-reference-note-number" in self.style.variables
        by_cite = methods_of(self.style).rule == "by-cite"
        return self.style.is_note and by_cite and prints_number

    def _in_document(self, citations: Sequence[Citation]) -> Processor:
        """Return the processor for cites in a document, where it is known which note cites first.

        The year suffixes stay those of the list.
        """
        if not self._notes_tell_apart:
            return self
        notes: dict[str, int] = {}
        for citation in citations:
            for cite in citation.cites:
                notes.setdefault(cite.id, citation.note)
        if len(set(notes.values())) == len(notes):
            return self  # One for each, as taken already.
        in_list, found = self.hints, self._told_apart(notes)
        document = copy(self)
        document.__dict__["hints"] = {
            id_: found.get(id_, NO_HINTS)._replace(
                year_suffix=in_list.get(id_, NO_HINTS).year_suffix
            )
            for id_ in {**found, **in_list}
        }
        return document

    @cached_property
    def _cite_layout(self) -> Render:
        return compile_layout(self.style.citation, self._scope("citation"))

    @cached_property
    def _ambiguous(self) -> Moulds:
        return Moulds(self._cite_layout, plain)

    @cached_property
    def _entries(self) -> Moulds:
        node = self.style.bibliography
        if node is None:
            return Moulds(lambda frame: "", self._finished_entry)
        return Moulds(compile_layout(node, self._scope("bibliography")), self._finished_entry)

    @cached_property
    def _decorate(self) -> Callable[[Rich], Rich]:
        return entry_decoration(self.style.bibliography)

    def _scope(self, area: str) -> Scope:
        return new_scope(self.style, self.locale, area, abbreviations=self._abbreviations)

    @cached_property
    def _cite_sort(self) -> tuple[SortKey, ...]:
        """The keys of the style; where cites are grouped and a key is names, also "et al." counts.

        Sort keys leave it out, but groups are those of the names as they print: "Doe 2009"
        stands before "Doe et al. 1999", as in citeproc-js and pandoc.
        """
        keys = compile_sort(self.style, self.locale, self.style.citation, "citation")
        if keys and self._composer.groups and sorts_by_names(self.style, self.style.citation):
            return (keys[0], SortKey(self._printed_names, False), *keys[1:])
        return keys

    def _printed_names(self, new_frame: Callable[[], Frame]) -> str:
        frame = new_frame()
        self._cite_layout(frame)
        return plain(frame.memory.names)

    def _frame(
        self,
        id_: str,
        cite: CiteContext = NO_CITE,
        hints: Hints = NO_HINTS,
        number: int = 0,
        previous: Memory | None = None,
        lists: list[NameList] | None = None,
    ) -> Frame:
        ref = self.references.get(id_)
        if ref is None:
            raise UnknownReferenceError(id_)
        facts = self._facts_by_id.get(id_)
        if facts is None:
            facts = self._facts_by_id[id_] = self._facts_of(ref)
        return Frame(
            ref,
            ref.text,
            ref.names,
            ref.dates,
            facts,
            cite,
            hints,
            number,
            previous,
            lists,
        )

    def _ambiguous_cite(
        self, first_notes: Mapping[str, int], id_: str, hints: Hints
    ) -> tuple[str, Frame]:
        """Render a cite as disambiguation compares it: a later, nearby one, without markup."""
        context = _LATER_CITE
        if self._notes_tell_apart:
            context = context._replace(first_note=first_notes.get(id_, 0))
        printed, frame = self._ambiguous.render(lambda: self._frame(id_, context, hints, lists=[]))
        return plain(rich_of(*printed)), frame

    def _sorted(self, citation: Citation) -> Citation:
        if not citation.sorted or not self._cite_sort or len(citation.cites) < 2:
            return citation
        by_key = {f"{index}": cite for index, cite in enumerate(citation.cites)}

        def frame_of(key: str) -> Frame:
            id_ = by_key[key].id
            # Names that disambiguation adds do not count.
            hints = self.hints.get(id_, NO_HINTS)._replace(names=())
            return self._frame(id_, hints=hints, number=self.numbers.get(id_, 0))

        order = sort_by_keys(list(by_key), self._cite_sort, frame_of)
        return citation._replace(cites=tuple(by_key[key] for key in order))

    def _compose(self, citation: Citation, positions: Sequence[Position]) -> Rich:
        cites = list(zip(citation.cites, positions, strict=True))
        modes = {cite.mode for cite in citation.cites}
        if "author-only" in modes:
            return self._author(cites[0])
        if "author-in-text" in modes:
            author = self._author(cites[0])
            rest = [(cite._replace(mode="suppress-author"), where) for cite, where in cites[:1]]
            cluster = self._cluster([*rest, *cites[1:]], or_nothing=bool(author))
            return join(concat(author, " "), cluster) if author and cluster else author or cluster
        return self._cluster(cites)

    def _author(self, placed: tuple[Cite, Position]) -> Rich:
        return self._render_cite(*placed, None).frame.memory.author

    def _cluster(self, cites: list[tuple[Cite, Position]], *, or_nothing: bool = False) -> Rich:
        """Return the cites that print something together; if none does, nothing or an error."""
        if self._composer.groups and self._cite_sort and len(cites) > 1:
            cites = self._grouped(cites)
        rendered: list[RenderedCite] = []
        previous: Memory | None = None
        for cite, where in cites:
            item = self._render_cite(cite, where, previous)
            rendered.append(item)
            previous = item.frame.memory
        printed = [item for item in rendered if item.whole]
        if not printed and or_nothing:
            return ""
        if not printed:
            printed = [item._replace(content=NO_PRINTED_FORM) for item in rendered[:1]]
        return self._composer.finish(self._composer.compose(printed))

    def _grouped(self, cites: list[tuple[Cite, Position]]) -> list[tuple[Cite, Position]]:
        """Bring cites with the same names together, at the place of the first of them."""
        groups: dict[Rich, list[tuple[Cite, Position]]] = {}
        for index, (cite, where) in enumerate(cites):
            names = self._render_cite(cite, where, None).frame.memory.names
            groups.setdefault(names or f"\0{index}", []).append((cite, where))
        return [cite for group in groups.values() for cite in group]

    def _render_cite(self, cite: Cite, where: Position, previous: Memory | None) -> RenderedCite:
        label, locator = self._labelled(cite)
        context = CiteContext(
            locator,
            label,
            where.name,
            where.near_note,
            where.first_note,
            suppress_author=cite.mode == "suppress-author",
            collapse_names=self._composer.collapses_names,
            collapse_years=self._composer.collapse.startswith("year-suffix"),
        )
        frame = self._frame(
            cite.id,
            cite=context,
            hints=self.hints.get(cite.id, NO_HINTS),
            number=self.numbers.get(cite.id, 0),
            previous=previous,
        )
        if cite.mode == "year-only":
            frame.text, frame.names = {}, {}
            frame.facts = frame.facts._replace(present=frozenset(frame.dates))
        parse = self._parse
        prefix, suffix = parse(spaced_prefix(cite.prefix)), parse(spaced_suffix(cite.suffix))
        frame.printed = (prefix and not is_sentence(cite.prefix)) or previous is not None
        content = self._cite_layout(frame)
        return RenderedCite(content, prefix, suffix, bool(cite.locator), frame)

    def _labelled(self, cite: Cite) -> tuple[str, str]:
        """Return label and locator; a label typed in front of the locator wins."""
        term, locator = split_label(cite.locator)
        if term and self.locale.has_term(term):
            return term, locator
        # CSL 1.0.1 wrote `sub verbo`.
        return cite.label.replace(" ", "-"), cite.locator

    @cached_property
    def _parse(self) -> Callable[[str], Rich]:
        return field_parser(self._marks)

    def _finished_entry(self, content: Rich) -> Rich:
        if not content:
            return ""
        return self._finished(self._decorate(content))

    def _finished(self, content: Rich) -> Rich:
        return finish(content, self._marks)
