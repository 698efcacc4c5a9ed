"""What is main content on an HTML page, and what its elements mean: data and small rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from attachbib.articles.html.tokens import Attribute, Token

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

_PARAGRAPHS = (
    "p div section article main figure figcaption dl dt dd address details summary fieldset hgroup"
    " body ul ol table thead tbody tfoot caption header d-article dt-article d-abstract center"
)

BLOCKS: Mapping[str, str] = {
    **dict.fromkeys(_PARAGRAPHS.split(), "paragraph"),
    "blockquote": "block-quote",
    "li": "list-item",
    "tr": "table",
}
"""Elements that end a paragraph, and the kind of block in them."""

HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}

_SKIPPED = frozenset(
    "head script style template noscript nav footer aside form button select iframe object svg"
    " canvas video audio dialog menu pre textarea d-byline d-title-meta d-appendix-meta"
    " d-bibliography dt-bibliography d-math-block dt-byline".split()
)
UNITS = frozenset("code kbd samp math var tt d-math dt-math mjx-container".split())
"""Elements that are one unit for the sentence they stand in."""

_SKIPPED_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog menu doc-toc doc-pagelist".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|footer|cookies?|share|sharing"
    r"|social|related|comments?|toc|table-of-contents|advert|ads|newsletter|skip-link|pagination"
    r"|byline|screen-reader-text|sr-only|visually-hidden|edit-section|mw-editsection)(?:$|[\s_-])"
)
_REFERENCES = re.compile(
    r"(?:^|[\s_-])(?:references|reference-list|ref-list|reflist|bibliography|csl-bib-body"
    r"|citation-list|works-cited)(?:$|[\s_-])"
)
_MAIN_TAG = re.compile(r"<(/?)(main|article|d-article|dt-article)\b", re.I)


class Element(NamedTuple):
    """An open element: what its tag says of its content."""

    name: str
    skipped: bool = False
    references: bool = False
    """Whether it is the list of references."""
    entry: bool = False
    """Whether it is an entry of such a list."""
    notes: bool = False
    """Whether it is the list of footnotes."""


def element(token: Token, found: Mapping[str, Attribute]) -> Element:
    """Return what the opening tag of an element says."""
    role = _value(found, "role").lower()
    names = f"{_value(found, 'class')} {_value(found, 'id')}".lower()
    # pandoc hides captions from screen readers, which read the text of the picture instead.
    is_caption = token.name == "figcaption"
    hidden = "hidden" in found or (_value(found, "aria-hidden") == "true" and not is_caption)
    big = token.name in ("body", "html", "main", "article")
    furniture = not big and token.name not in ("span", "a", "sup", "p") and _FURNITURE.search(names)
    return Element(
        token.name,
        skipped=token.name in _SKIPPED or role in _SKIPPED_ROLES or hidden or bool(furniture),
        references=role == "doc-bibliography"
        or (
            not big
            and token.name not in ("a", "span", "sup", "p", *HEADINGS)
            and bool(_REFERENCES.search(names))
        ),
        entry=token.name == "li" or "csl-entry" in names.split(),
        notes=role == "doc-endnotes" or (token.name != "a" and "footnotes" in names.split()),
    )


def _value(found: Mapping[str, Attribute], name: str) -> str:
    return found[name].value if name in found else ""


def main_range(text: str) -> tuple[int, int]:
    """Return the range of the main content: `main`, else the longest `article`, else all."""
    ranges = list(_ranges(text))
    for name in ("main", "article"):
        of_name = [(end - start, start, end) for tag, start, end in ranges if name in tag]
        if of_name:
            _, start, end = max(of_name)
            return start, end
    return 0, len(text)


def _ranges(text: str) -> Iterable[tuple[str, int, int]]:
    waiting: list[tuple[str, int]] = []
    for match in _MAIN_TAG.finditer(text):
        name = match[2].lower()
        if not match[1]:
            waiting.append((name, match.start()))
        elif waiting and waiting[-1][0] == name:
            yield name, waiting.pop()[1], match.start()
    for name, start in waiting[:1]:
        yield name, start, len(text)
