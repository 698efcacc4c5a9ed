"""The citations of an article through the CSL processor: order, note numbers, unknown keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from attachbib import csl
from attachbib.articles import EVERY_KEY, Article, Citation, Cite
from attachbib.reference import Reference
from attachbib.richtext.model import Rich, concat, plain, span
from attachbib.weave.order import Placed, in_reading_order

_LAST_STOP = re.compile(r"\.(?=[”’»\"']*\Z)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One citation of the article, rendered."""

    citation: Citation
    number: int
    """1 for the citation that is read first, 2 for the next …"""
    ids: tuple[str, ...]
    """The references it cites, without unknown ones."""
    text: Rich
    """What stands in the running text; "" if all of it goes into a note."""
    note: Rich
    """The content of the note it becomes; "" if it becomes none."""


@dataclass(frozen=True, slots=True)
class Cited:
    """All citations of an article and the list that belongs to them."""

    citations: tuple[Rendered, ...]
    """In the order in which they stand in the source; none lies inside another."""
    bibliography: csl.Bibliography
    printed: frozenset[str]
    """The ids of the references that have an entry in the list."""
    unknown: tuple[Cite, ...]
    """The cites whose key no reference has, in the order of reading."""


def render_citations(
    article: Article,
    references: Mapping[str, Reference],
    style: csl.Style,
    locale: str | None,
    aliases: Mapping[str, str],
) -> Cited:
    """Render the citations of an article, and the list of what they cite."""
    placed = in_reading_order(article, style.is_note)
    cites = [cite for one in placed for cite in one.citation.cites]
    listed = [cite for cite in article.listed if cite.key != EVERY_KEY]
    meant = {cite.key: aliases.get(cite.key, cite.key) for cite in (*cites, *listed)}
    unknown = [cite for cite in (*cites, *listed) if meant[cite.key] not in references]
    found = {
        key: references[key] for key in (meant[cite.key] for cite in cites) if key in references
    }
    found |= _listed(article, references, {meant[cite.key] for cite in listed} - found.keys())
    processor = csl.Processor(style, found.values(), locale=locale)
    ids = {cite.key: found[key].id for cite in cites if (key := meant[cite.key]) in found}
    contents = _contents(processor, placed, ids)
    if any(one.within for one in placed):
        placed = _written_out(placed, contents, article.source.text)
        contents = _contents(processor, placed, ids)
    rendered = [
        Rendered(
            one.citation,
            number,
            _known_ids(one.citation, ids),
            *_text_and_note(processor, one, content, ids),
        )
        for number, (one, content) in enumerate(zip(placed, contents, strict=True), 1)
        if one.within is None
    ]
    rendered.sort(key=lambda one: one.citation.span.start)
    bibliography = processor.bibliography()
    printed = frozenset(entry.id for entry in bibliography.entries)
    return Cited(tuple(rendered), bibliography, printed, tuple(unknown))


def _listed(
    article: Article, references: Mapping[str, Reference], keys: AbstractSet[str]
) -> dict[str, Reference]:
    """Return what an article lists without citing it, in the order of the references.

    Args:
        keys: those it names.
    """
    if EVERY_KEY in article.listed_keys:
        return dict(references)
    return {key: references[key] for key in references if key in keys} if keys else {}


def _contents(
    processor: csl.Processor, placed: Sequence[Placed], ids: Mapping[str, str]
) -> list[Rich]:
    """Return each citation as the style prints it."""
    is_note = processor.style.is_note
    clusters = [
        csl.Citation(_cites(one, ids, becomes_note=is_note and not one.in_note), one.note)
        for one in placed
    ]
    known = iter(processor.cite([cluster for cluster in clusters if cluster.cites]))
    return [
        next(known) if cluster.cites else _only_unknown(one.citation)
        for one, cluster in zip(placed, clusters, strict=True)
    ]


def _written_out(placed: Sequence[Placed], contents: Sequence[Rich], source: str) -> list[Placed]:
    """Return the citations with those in their prefixes and suffixes written out as text."""
    whole = {one.citation.span.start: one.citation for one in placed if one.within is None}
    for one, content in zip(placed, contents, strict=True):
        if one.within is not None:
            at = one.within.span.start
            text = plain(_without_stop(content))
            whole[at] = _with_inner(whole[at], one.citation, text, source)
    return [
        one if one.within else replace(one, citation=whole[one.citation.span.start])
        for one in placed
    ]


def _with_inner(outer: Citation, inner: Citation, text: str, source: str) -> Citation:
    cites = list(outer.cites)
    key = inner.cites[0].span
    raw = source[key.start : key.end]
    index = max((i for i, one in enumerate(cites) if one.span.end <= inner.span.start), default=0)
    if raw in cites[index].suffix:
        suffix = cites[index].suffix.replace(raw, text, 1)
        cites[index] = cites[index]._replace(suffix=suffix)
    elif raw in cites[index].prefix:
        prefix = cites[index].prefix.replace(raw, text, 1)
        cites[index] = cites[index]._replace(prefix=prefix)
    else:
        cites[index] = cites[index]._replace(suffix=f"{cites[index].suffix.rstrip()} {text}")
    return outer._replace(cites=tuple(cites))


def _text_and_note(
    processor: csl.Processor, one: Placed, content: Rich, ids: Mapping[str, str]
) -> tuple[Rich, Rich]:
    """Return what stands in the text, and the content of the note the citation becomes."""
    first = one.citation.cites[0]
    if not processor.style.is_note:
        return content, ""
    if one.in_note:
        is_known = any(cite.key in ids for cite in one.citation.cites)
        return _in_sentence(content, first.mode) if is_known else content, ""
    author: Rich = ""
    if first.mode == "author-in-text" and first.key in ids:
        cite = csl.Cite(ids[first.key], mode="author-only")
        [author] = processor.cite([csl.Citation((cite,), one.note)])
    return author, content


def _in_sentence(content: Rich, mode: str) -> Rich:
    """Return a citation of a note style as part of a sentence of the author's own note."""
    content = _without_stop(content)
    return content if mode == "author-in-text" else concat("(", concat(content, ")"))


def _without_stop(content: Rich) -> Rich:
    if isinstance(content, str):
        return _LAST_STOP.sub("", content)
    last = content[-1]
    if isinstance(last, str):
        return concat(content[:-1], _LAST_STOP.sub("", last))
    return concat(content[:-1], span(last.tag, _without_stop(last.content), last.value))


def _cites(one: Placed, ids: Mapping[str, str], *, becomes_note: bool) -> tuple[csl.Cite, ...]:
    """Return the cites of a citation for the processor; unknown ones become text beside them."""
    cites: list[csl.Cite] = []
    waiting = ""
    for cite in one.citation.cites:
        if cite.key not in ids:
            if cites:
                text = f"{cites[-1].suffix}; {_unknown_text(cite)}"
                cites[-1] = cites[-1]._replace(suffix=text)
            else:
                waiting += f"{_unknown_text(cite)}; "
            continue
        prefix = waiting + cite.prefix
        waiting = ""
        mode: str = cite.mode
        if becomes_note:
            if not cites:
                prefix = prefix[:1].upper() + prefix[1:]
            if mode == "author-in-text":
                mode = "suppress-author"
        cites.append(
            csl.Cite(
                ids[cite.key],
                locator=cite.locator,
                label=cite.label or "page",
                prefix=prefix,
                suffix=cite.suffix.rstrip(),
                mode=mode,
            )
        )
    return tuple(cites)


def _unknown_text(cite: Cite) -> str:
    """Return what stands for an unknown reference, `**key?**` as in pandoc, in CSL-JSON markup."""
    before, after = _around_unknown(cite)
    return f"{before}<b>{cite.key}?</b>{after}"


def _around_unknown(cite: Cite) -> tuple[str, str]:
    locator = f", {cite.locator}" if cite.locator else ""
    return f"{cite.prefix} " if cite.prefix else "", locator + cite.suffix


def _only_unknown(citation: Citation) -> Rich:
    """Return the text of a citation of which no key is known."""
    result: Rich = "("
    for index, cite in enumerate(citation.cites):
        before, after = _around_unknown(cite)
        key = span("bold", f"{cite.key}?")
        result = concat(result, concat(("; " if index else "") + before, concat(key, after)))
    return concat(result, ")")


def _known_ids(citation: Citation, ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[cite.key] for cite in citation.cites if cite.key in ids))
