"""Several cites composed into one text, grouped and collapsed (CSL 1.0.2, "Citation")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attachbib.csl.formatting import format_tags, wrap
from attachbib.csl.frame import Frame
from attachbib.csl.locale import Locale
from attachbib.csl.style import Style
from attachbib.richtext.join import affix, join
from attachbib.richtext.model import (
    CITATION_NUMBER,
    CITE,
    YEAR_SUFFIX,
    Rich,
    Span,
    concat,
    plain,
    span,
)

_CLOSING = ";.,"


class RenderedCite(NamedTuple):
    """One cite, ready to be composed."""

    content: Rich
    """Without the cite's own prefix and suffix."""
    prefix: Rich
    suffix: Rich
    locator: bool
    """Whether there is one; not every style prints it."""
    frame: Frame

    @property
    def is_bare(self) -> bool:
        """Whether nothing of its own stands around the cite."""
        return not (self.prefix or self.suffix)

    @property
    def whole(self) -> Rich:
        """The cite with its prefix and suffix, marked as a cite of its reference."""
        text = join(join(self.prefix, self.content), self.suffix)
        return span(CITE, text, self.frame.ref.id)


class Composer(NamedTuple):
    """How a style puts cites together."""

    delimiter: str
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    collapse: str
    """`citation-number`, `year`, `year-suffix`, `year-suffix-ranged` or ""."""
    group_delimiter: str | None
    after_collapse: str | None
    year_suffix_delimiter: str | None
    range_delimiter: str
    in_text: bool

    @property
    def collapses_names(self) -> bool:
        """Whether repeated names are dropped."""
        return self.collapse in ("year", "year-suffix", "year-suffix-ranged")

    @property
    def groups(self) -> bool:
        """Whether cites with the same names are brought together."""
        return self.collapses_names or self.group_delimiter is not None

    def compose(self, cites: Sequence[RenderedCite]) -> Rich:
        """Join cites with the delimiters of the style; layout affixes not yet added."""
        if self.collapse == "citation-number":
            return self._with_number_ranges(cites)
        result: Rich = ""
        index = 0
        while index < len(cites):
            cite = cites[index]
            run = self._suffix_run(cites, index)
            if run > 2:
                last = cites[index + run - 1]
                content = join(concat(cite.whole, self.range_delimiter), last.whole)
            else:
                run = 1
                content = cite.whole
            result = self._append(result, content, cites, index)
            index += run
        return result

    def finish(self, content: Rich) -> Rich:
        """Put the affixes and formatting of the layout around a citation."""
        return wrap(affix(content, self.prefix, self.suffix), self.tags)

    def _append(
        self, result: Rich, content: Rich, cites: Sequence[RenderedCite], index: int
    ) -> Rich:
        if not index or not result:
            return content
        delimiter = self._delimiter(cites, index)
        before, prefix = plain(cites[index - 1].suffix), plain(cites[index].prefix)
        if before and before[-1] in _CLOSING:
            delimiter = delimiter[delimiter.find(" ") :] if " " in delimiter else ""
        elif not before and prefix and prefix[0] in _CLOSING:
            delimiter = ""
        return join(join(result, delimiter), content)

    def _delimiter(self, cites: Sequence[RenderedCite], index: int) -> str:
        """Return what stands before a cite."""
        here, before = cites[index], cites[index - 1]
        collapsed = here.frame.names_collapsed
        if self.collapse.startswith("year-suffix") and _is_only(YEAR_SUFFIX, here.content):
            for delimiter in (self.year_suffix_delimiter, self.group_delimiter):
                if delimiter is not None:
                    return delimiter
            return self.delimiter
        if self.after_collapse is not None and self.collapses_names:
            if before.locator:
                return self.after_collapse
            if collapsed:
                return self.group_delimiter if self.group_delimiter is not None else self.delimiter
            if before.frame.names_collapsed or self.collapse != "year-suffix":
                return self.after_collapse
            return self.delimiter
        same_names = collapsed or (
            bool(here.frame.memory.names) and here.frame.memory.names == before.frame.memory.names
        )
        if same_names and self.group_delimiter is not None:
            return self.group_delimiter
        if collapsed and self.in_text:
            return ", "
        return self.delimiter

    def _suffix_run(self, cites: Sequence[RenderedCite], start: int) -> int:
        """Return how many cites from `start` on are consecutive year suffixes."""
        if self.collapse != "year-suffix-ranged":
            return 1
        length = 1
        while start + length < len(cites):
            here, before = cites[start + length], cites[start + length - 1]
            suffix = here.frame.hints.year_suffix
            if not (
                here.is_bare
                and before.is_bare
                and _is_only(YEAR_SUFFIX, here.content)
                and suffix == before.frame.hints.year_suffix + 1
            ):
                break
            length += 1
        return length

    def _with_number_ranges(self, cites: Sequence[RenderedCite]) -> Rich:
        result: Rich = ""
        index = 0
        while index < len(cites):
            run = _number_run(cites, index)
            content = cites[index].whole
            if run > 2:
                content = join(concat(content, self.range_delimiter), cites[index + run - 1].whole)
            else:
                run = 1
            result = self._append_number(result, content, cites, index)
            index += run
        return result

    def _append_number(
        self, result: Rich, content: Rich, cites: Sequence[RenderedCite], index: int
    ) -> Rich:
        is_behind_range = (
            index > 2 and _number_run(cites, index - 3) > 2 and _number_run(cites, index - 1) < 2
        )
        if self.after_collapse is not None and is_behind_range:
            return join(join(result, self.after_collapse), content)
        return self._append(result, content, cites, index)


def composer(style: Style, locale: Locale) -> Composer:
    """Compile the citation options of a style."""
    attrs = style.citation.attrs
    layout = style.citation.find("layout")
    affixes = layout.attrs if layout else {}
    collapse = attrs.get("collapse", "")
    return Composer(
        delimiter=affixes.get("delimiter", ""),
        prefix=affixes.get("prefix", ""),
        suffix=affixes.get("suffix", ""),
        tags=format_tags(affixes),
        collapse=collapse,
        group_delimiter=attrs.get("cite-group-delimiter"),
        after_collapse=attrs.get("after-collapse-delimiter"),
        year_suffix_delimiter=attrs.get("year-suffix-delimiter"),
        range_delimiter=locale.term("citation-range-delimiter") or "–",
        in_text=not style.is_note,
    )


def _number_run(cites: Sequence[RenderedCite], start: int) -> int:
    """Return how many cites from `start` on are consecutive citation numbers.

    The first may have a prefix: "see 2-4".
    """
    length = 1
    if cites[start].suffix or not _is_only(CITATION_NUMBER, cites[start].content):
        return 1
    while start + length < len(cites):
        here, before = cites[start + length], cites[start + length - 1]
        if not (
            here.is_bare
            and _is_only(CITATION_NUMBER, here.content)
            and here.frame.citation_number == before.frame.citation_number + 1
        ):
            break
        length += 1
    return length


def _is_only(tag: str, content: Rich) -> bool:
    """Whether a cite has nothing but what a tag encloses, with affixes at most."""
    if isinstance(content, str):
        return False
    spans = [part for part in content if isinstance(part, Span)]
    if len(spans) != 1 or (
        len(content) > 1
        and any(char.isalnum() for part in content if isinstance(part, str) for char in part)
    ):
        return False
    return spans[0].tag == tag or _is_only(tag, spans[0].content)
