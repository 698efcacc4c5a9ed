"""References → EndNote's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from attachbib.characters import printable
from attachbib.formats import refman_tables as tables
from attachbib.formats.endnote_xml import ELEMENTS, FACES
from attachbib.formats.refman_write import pairs_of
from attachbib.reference import Reference

_TYPES = {csl: ris for csl, ris in tables.RIS_TYPES.items() if ris in tables.ENDNOTE}
_PATHS = {tag: path for path, tag in reversed(list(ELEMENTS.items()))}
_FACES = {tag: face for face, tag in FACES.items()}
_MARKUP = re.compile(r"(</?(?:i|b|sup|sub|sc)>|</?span\b[^<>]*>)")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_DATE = re.compile(r"\d{4}/(\d\d)?/(\d\d)?(?:/(.*))?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

Tree = dict[str, "Tree | list[str]"]


def dump_endnote_xml(references: Iterable[Reference]) -> str:
    """Return references as EndNote's XML.

    Italics, bold, superscripts and subscripts become styles; spans leave their text.
    """
    records = "".join(f"{_record(one, number)}\n" for number, one in enumerate(references, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}</records></xml>\n'


def _record(reference: Reference, number: int) -> str:
    ris_type = _TYPES.get(reference.type, "GEN")
    name, type_number = tables.ENDNOTE[ris_type]
    tree: Tree = {}
    for tag, values in _values(reference, ris_type).items():
        parents, _, leaf = _PATHS[tag].rpartition("/")
        branch = tree
        for parent in filter(None, parents.split("/")):
            child = branch.setdefault(parent, {})
            assert isinstance(child, dict)  # the table has no path that goes on behind a leaf
            branch = child
        branch[leaf] = values
    return (
        f"<record><rec-number>{number}</rec-number>"
        f"<ref-type name={quoteattr(name)}>{type_number}</ref-type>{_elements(tree)}</record>"
    )


def _values(reference: Reference, ris_type: str) -> Mapping[str, list[str]]:
    """Tag → values, under the tags that EndNote has elements for."""
    found: dict[str, list[str]] = {}
    pages: list[str] = []
    for tag, value in pairs_of(reference, _TYPES):
        if tag == "ED":
            tag = "A3" if ris_type in tables.WHOLE else "A2"
        elif tag == "M1":
            tag, value = "N1", f"number: {value}"
        elif tag == "DA":
            value = _date(value)
        elif tag in ("SP", "EP"):
            pages.append(value)
            continue
        if tag in _PATHS:
            found.setdefault(tag, []).append(value)
    if pages:
        found["SP"] = ["-".join(pages)]
    if "N1" in found:
        found["N1"] = ["\n".join(found["N1"])]
    return found


def _date(text: str) -> str:
    """`Oct 12`, as EndNote has dates beside the year."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    month, day, season = match.groups()
    return f"{_MONTHS[int(month) - 1]} {int(day or 0) or ''}".strip() if month else season or ""


def _elements(tree: Tree) -> str:
    return "".join(
        f"<{name}>{_elements(content)}</{name}>"
        if isinstance(content, dict)
        else "".join(f"<{name}>{_styled(text)}</{name}>" for text in content)
        for name, content in tree.items()
    )


def _styled(text: str) -> str:
    """Text in `style` elements, one for each run of the same faces."""
    return "".join(
        f'<style face="{faces}" font="default" size="100%">{_escaped(run)}</style>'
        for faces, run in _runs(text)
    )


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The text between tags, and the faces that are on there."""
    on: list[str] = []
    for piece in _MARKUP.split(text):
        name = piece.strip("</>")
        if not _MARKUP.fullmatch(piece):
            if piece:
                yield " ".join(dict.fromkeys(on)) or "normal", piece
        elif name in _FACES and not piece.startswith("</"):
            on.append(_FACES[name])
        elif name in _FACES and _FACES[name] in on:
            on.remove(_FACES[name])


def _escaped(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", printable(text)), {"\r": "", "\n": "&#xD;"})
