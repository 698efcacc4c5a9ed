"""Links between citations and entries, both ways."""

from __future__ import annotations

from collections.abc import Callable, Container

from attachbib.richtext import Entry
from attachbib.richtext.model import CITE, LINK, Rich, Span, concat, in_last_block, plain, span
from attachbib.weave.cites import Cited, Rendered


def cite_name(number: int) -> str:
    """Return the anchor of the citation that is read as the `number`th."""
    return f"cite-{number}"


def linked_citation(content: Rich, one: Rendered, cited: Cited) -> Rich:
    """Return the text or note of a citation in which each cite links to its entry."""

    def target(part: Span) -> str:
        return part.value if part.tag == CITE and part.value in cited.printed else ""

    linked, is_linked = _link_spans(content, target)
    if is_linked or len(one.ids) != 1 or one.ids[0] not in cited.printed:
        return linked
    return _link(content, one.ids[0])


def entries_with_links_back(cited: Cited, anchored: Container[int], mark: str) -> list[Entry]:
    """Return the entries of the list, each with a link to every citation that cites it.

    Args:
        anchored: the numbers of the citations that can be linked to.
    """
    citing: dict[str, list[int]] = {}
    for one in sorted(cited.citations, key=lambda one: one.number):
        for id_ in one.ids if one.number in anchored else ():
            citing.setdefault(id_, []).append(one.number)
    back = {id_: _links_back(numbers, mark) for id_, numbers in citing.items()}
    return [
        entry._replace(printed=_with_links(entry.content, back.get(entry.id, "")))
        for entry in cited.bibliography.entries
    ]


def _link_spans(content: Rich, target: Callable[[Span], str]) -> tuple[Rich, bool]:
    """Link the outermost spans that have a target; say whether there was any."""
    if isinstance(content, str):
        return content, False
    result: Rich = ""
    is_linked = False
    for part in content:
        if isinstance(part, str):
            result = concat(result, part)
        elif id_ := target(part):
            is_linked = True
            result = concat(result, _link(part.content, id_))
        else:
            inner, is_inner = _link_spans(part.content, target)
            is_linked = is_linked or is_inner
            result = concat(result, span(part.tag, inner, part.value))
    return result, is_linked


def _link(content: Rich, id_: str) -> Rich:
    """Link rich text to an entry, except the links that are in it: links do not nest."""
    if not _has_link(content):
        return span(LINK, content, f"#ref-{id_}")
    result: Rich = ""
    run: Rich = ""
    for part in content:
        inline: Rich = part if isinstance(part, str) else (part,)
        if _has_link(inline):
            result = concat(concat(result, span(LINK, run, f"#ref-{id_}")), inline)
            run = ""
        else:
            run = concat(run, inline)
    return concat(result, span(LINK, run, f"#ref-{id_}") if plain(run).strip(" .,") else run)


def _has_link(content: Rich) -> bool:
    if isinstance(content, str):
        return False
    return any(
        not isinstance(part, str) and (part.tag == LINK or _has_link(part.content))
        for part in content
    )


def _links_back(numbers: list[int], mark: str) -> Rich:
    result: Rich = ""
    for index, number in enumerate(numbers, 1):
        text: Rich = (mark, Span("superscript", str(index))) if len(numbers) > 1 else mark
        result = concat(result, concat(" ", span(LINK, text, f"#{cite_name(number)}")))
    return result


def _with_links(content: Rich, links: Rich) -> Rich:
    return in_last_block(content, lambda block: concat(block, links))
