"""The rule `arxiv-malformed`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.bibtex import Entry
from attachbib.rules.entry_fields import field_text, own_text, value_edits, works
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_ID = re.compile(
    r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v[1-9]\d*)?"
    r"|[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]+)?/\d\d(?:0[1-9]|1[0-2])\d{3}(?:v[1-9]\d*)?"
)
"""https://info.arxiv.org/help/arxiv_identifier.html: since April 2007, and before."""
_NUMBER_ONLY = re.compile(r"\d{7}(?:v[1-9]\d*)?")
_NOTATION = re.compile(r"(?:arxiv\s*:\s*|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/)+", re.I)
_CLASS = re.compile(r"\s*\[([\w. -]{1,40})\]$")


@rule("arxiv-malformed", severity="warning", since="0.1", fixable=True, scope="references")
def arxiv_malformed(workspace: Workspace) -> Iterator[Finding]:
    """An arXiv identifier is `2101.01234`, or `hep-th/9901001` before April 2007.

    ## Why

    Programs put `arXiv:` or the address of arXiv before it. What stands there already is
    printed twice, and the link is broken.

    ## Bad

    ```bibtex library.bib
    @online{a, title = {A}, eprint = {arXiv:2101.01234}, eprinttype = {arxiv}}
    ```

    ## Good

    ```bibtex library.bib
    @online{a, title = {A}, eprint = {2101.01234}, eprinttype = {arxiv}}
    ```

    ## Fix

    `attachbib check --fix` takes off a label, an address and the class in brackets.
    """
    for library, entry in works(workspace):
        name = _field(entry)
        text = own_text(entry, name) if name else ""
        if not text or _is_id(entry, text):
            continue
        meant = _meant(entry, text)
        yield finding_at(
            library.source,
            entry.fields[name].span,
            "arxiv-malformed",
            f"'{text}' is not an arXiv identifier, such as 2101.01234 or hep-th/9901001",
            help=f"Write {meant}." if meant else "Copy it again from arXiv.",
            key=entry.key,
            edits=value_edits(entry, name, meant) if meant else (),
        )


def _field(entry: Entry) -> str:
    """The name of the field that holds an identifier of arXiv; "" if there is none."""
    if "eprint" in entry.values:
        kind = field_text(entry, "eprinttype") or field_text(entry, "archiveprefix")
        return "eprint" if kind.lower() == "arxiv" else ""
    return next((name for name in ("arxiv", "arxivid") if name in entry.values), "")


def _meant(entry: Entry, text: str) -> str:
    """The identifier in a text; "" if that is not certain."""
    bare = _NOTATION.sub("", text).removesuffix(".pdf")
    if in_brackets := _CLASS.search(bare):
        bare = bare[: in_brackets.start()]
        if _NUMBER_ONLY.fullmatch(bare):
            bare = f"{in_brackets[1]}/{bare}"
    return bare if bare != text and _is_id(entry, bare) else ""


def _is_id(entry: Entry, text: str) -> bool:
    """Whether a text is an identifier; an old one may have its archive in another field."""
    has_class = bool(field_text(entry, "eprintclass") or field_text(entry, "primaryclass"))
    return bool(_ID.fullmatch(text) or (has_class and _NUMBER_ONLY.fullmatch(text)))
