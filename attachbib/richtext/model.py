"""Rich text: a string, or a tuple of strings and spans. Cheap to build, immutable, hashable.

A rendering that needs no markup is a plain `str`; most of them are. Markup is a
`Span`: a tag around rich text. Style-level tags say what the text must become
(`italic`), field-level tags (`flip-italic`, from `<i>` in a title) say that it
must stand out from what surrounds it; `finish` turns the second into the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """A tag around rich text."""

    tag: str
    """One of the tags below."""
    content: Rich
    value: str = ""
    """The target of a `LINK`, the anchor of an `ANCHOR`, the id of a `CITE`; else ""."""


Inline: TypeAlias = "str | Span"
Rich: TypeAlias = "str | tuple[Inline, ...]"

QUOTE = "quote"
"""Quotation marks; which ones depends on the nesting, so `finish` chooses."""
INNER = "inner"
"""The `value` of a `QUOTE` that takes the inner marks even if no quotation is around it."""
AFTER_QUOTE = "after-quote"
"""Punctuation that a style puts after a quotation; `finish` moves it inside or not."""
NOCASE = "nocase"
"""Text that no text-case changes (CSL-JSON `<span class="nocase">`)."""
NODECOR = "nodecor"
"""Text that drops the font style, weight and variant around it."""
CITE = "cite"
"""One cite of a citation; its `value` is the id of the reference."""
CITATION_NUMBER = "citation-number"
YEAR_SUFFIX = "year-suffix"
"""What collapsing looks for; `finish` takes these two tags off."""
LINK = "link"
ANCHOR = "anchor"

SAFE_SCHEMES = ("https://", "http://", "mailto:", "#")
"""What the target of a link must begin with; other links are written as their text."""

FLIP: dict[str, tuple[str, str]] = {
    "flip-italic": ("italic", "normal-style"),
    "flip-bold": ("bold", "normal-weight"),
    "flip-small-caps": ("small-caps", "normal-variant"),
    "flip-superscript": ("superscript", "superscript"),
    "flip-subscript": ("subscript", "subscript"),
}
"""Field-level tag → the tag it becomes, and the tag it becomes inside that one."""

FAMILY: dict[str, str] = {
    "italic": "style",
    "oblique": "style",
    "normal-style": "style",
    "bold": "weight",
    "light": "weight",
    "normal-weight": "weight",
    "small-caps": "variant",
    "normal-variant": "variant",
    "underline": "decoration",
    "no-decoration": "decoration",
    "superscript": "position",
    "subscript": "position",
    "baseline": "position",
}
"""Formatting tag → what it sets (CSL 1.0.2, "Formatting")."""

DISPLAY_TAGS = frozenset({"block", "left-margin", "right-inline", "indent"})
"""The values of the `display` attribute (CSL 1.0.2, "Display")."""


def span(tag: str, content: Rich, value: str = "") -> Rich:
    """Wrap content in a tag; empty content stays empty."""
    return (Span(tag, content, value),) if content else ""


def concat(left: Rich, right: Rich) -> Rich:
    """Put two rich texts side by side, unchanged; strings at the seam become one."""
    if not left:
        return right
    if not right:
        return left
    if isinstance(left, str):
        if isinstance(right, str):
            return left + right
        head = right[0]
        if isinstance(head, str):
            return (left + head, *right[1:])
        return (left, *right)
    tail = left[-1]
    if isinstance(right, str):
        if isinstance(tail, str):
            return (*left[:-1], tail + right)
        return (*left, right)
    head = right[0]
    if isinstance(tail, str) and isinstance(head, str):
        return (*left[:-1], tail + head, *right[1:])
    return (*left, *right)


def concat_all(parts: Iterable[Rich]) -> Rich:
    """Put rich texts side by side, as `concat` does."""
    out: list[Inline] = []
    tail: Inline | None = None
    for part in parts:
        if not part:
            continue
        if isinstance(part, str):
            if isinstance(tail, str):
                out[-1] = tail + part
            else:
                out.append(part)
        elif isinstance(tail, str) and isinstance(part[0], str):
            out[-1] = tail + part[0]
            out += part[1:]
        else:
            out += part
        tail = out[-1]
    if len(out) == 1 and isinstance(tail, str):
        return tail
    return tuple(out) if out else ""


def plain(rich: Rich) -> str:
    """Return the characters without their markup; quotation marks are left out."""
    if isinstance(rich, str):
        return rich
    return "".join(part if isinstance(part, str) else plain(part.content) for part in rich)


def leaves(rich: Rich, shielded: frozenset[str] = frozenset()) -> Iterator[tuple[str, bool]]:
    """Yield each string of the tree in order, and whether a `shielded` tag encloses it."""
    if isinstance(rich, str):
        yield rich, False
        return
    for part in rich:
        if isinstance(part, str):
            yield part, False
        else:
            inside = part.tag in shielded
            for text, covered in leaves(part.content, shielded):
                yield text, covered or inside


def map_text(rich: Rich, change: Callable[[str], str]) -> Rich:
    """Apply a function to each string of the tree, in order; keep the markup."""
    if isinstance(rich, str):
        return change(rich)
    return concat_all(
        [
            change(part)
            if isinstance(part, str)
            else span(part.tag, map_text(part.content, change), part.value)
            for part in rich
        ]
    )


def in_last_block(rich: Rich, change: Callable[[Rich], Rich]) -> Rich:
    """Change the content of the display block that ends an entry; all of it if none does."""
    if isinstance(rich, str) or not rich:
        return change(rich)
    tail = rich[-1]
    if isinstance(tail, str) or tail.tag not in DISPLAY_TAGS:
        return change(rich)
    return (*rich[:-1], Span(tail.tag, change(tail.content), tail.value))
