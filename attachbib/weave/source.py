"""The article as Markdown: its source byte for byte, apart from the citations and the list.

Citations and entries link to each other. The anchors are HTML, which every kind of
Markdown knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from attachbib.articles import Article
from attachbib.richtext import writer
from attachbib.richtext.model import ANCHOR, LINK, Inline, Rich, Span, concat
from attachbib.weave.cites import Cited
from attachbib.weave.links import cite_name, entries_with_links_back, linked_citation
from attachbib.weave.placing import ListPlace, Place


def to_markdown(
    article: Article, cited: Cited, places: tuple[Place, ...], list_place: ListPlace
) -> str:
    """Return the source with every citation and the list written into it."""
    write = writer("markdown").write
    text = article.source.text
    labels = _note_labels(article)
    notes: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for place in places:
        one = place.rendered
        content = _raised_inside(linked_citation(one.text, one, cited))
        if not cited.printed.isdisjoint(one.ids):
            content = _anchored(content, cite_name(one.number))
        written = write(content) + place.punctuation
        if one.note:
            label = next(labels)
            written += f"[^{label}]"
            notes.append(f"[^{label}]: {write(linked_citation(one.note, one, cited))}")
        edits.append((place.start, place.end, written))
    numbers = frozenset(place.rendered.number for place in places)
    entries = writer("markdown").write_list(
        [
            entry._replace(printed=_anchored(entry.content, f"ref-{entry.id}"))
            for entry in entries_with_links_back(cited, numbers, "↩")
        ],
        cited.bibliography.layout,
    )
    if entries:
        edits.append((list_place.at, list_place.at, _list_text(text, list_place, entries)))
    parts: list[str] = []
    position = 0
    line_end = "\r\n" if "\r\n" in text else "\n"
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts.append(text[position:start])
        parts.append(new.replace("\n", line_end))
        position = end
    parts.append(text[position:])
    if notes:
        block = "\n\n".join(notes)
        gap = "\n" if "".join(parts[-2:]).endswith(("\n", "\r")) else "\n\n"
        parts.append(f"{gap}{block}\n".replace("\n", line_end))
    return "".join(parts)


def _raised_inside(content: Rich) -> Rich:
    """Raise the text of links instead of links: pandoc reads `^[` as a note."""
    if isinstance(content, str):
        return content
    result: Rich = ""
    for part in content:
        if isinstance(part, str):
            result = concat(result, part)
        elif part.tag == "superscript" and not isinstance(part.content, str):
            result = concat(result, tuple(map(_raised, part.content)))
        else:
            result = concat(result, (part,))
    return result


def _raised(part: Inline) -> Span:
    if isinstance(part, str):
        return Span("superscript", part)
    if part.tag == LINK:
        return Span(LINK, (Span("superscript", part.content),), part.value)
    return Span("superscript", (part,))


def _anchored(content: Rich, name: str) -> Rich:
    """Put an anchor before rich text."""
    return concat((Span(ANCHOR, "", name),), content)


def _note_labels(article: Article) -> Iterator[str]:
    """Yield numbers that the article's own footnotes do not use as labels."""
    used = {mark.label for mark in article.note_marks}
    used.update(block.info for block in article.blocks if block.kind == "footnote")
    return (label for label in map(str, count(1)) if label not in used)


def _list_text(text: str, place: ListPlace, entries: str) -> str:
    lines = "".join(
        f"{place.indent}{line}\n" if line else "\n" for line in entries.rstrip("\n").split("\n")
    )
    before = text[: place.at]
    if place.outer.start == place.outer.end:
        line_end = "" if before.endswith(("\n", "\r")) else "\n"
        closing = f"{line_end}{place.fence}\n\n" if place.fence else f"{line_end}\n"
        return (closing if before.strip() else "") + lines
    if before.endswith(">"):
        return f"\n\n{lines}\n"
    inside = text[place.outer.start : place.at].splitlines()[1:]
    return "\n" + lines if any(line.strip() for line in inside[-1:]) else lines
