"""EndNote's XML → references.

Each record is parsed by itself, so that one which is no XML costs no other. Only elements
and text are read: no DTD, no entities but XML's own, nothing from outside the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attachbib.characters import printable
from attachbib.formats import refman_tables as tables
from attachbib.formats.refman import Pair, reference_of
from attachbib.reference import Reference
from attachbib.source import Problem, Readout, Source, Span, problem_at

if TYPE_CHECKING:
    from lxml.etree import _Element

ELEMENTS: Mapping[str, str] = {
    "label": "ID",
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "JA",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "reviewed-item": "RI",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "abstract": "AB",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "custom2": "C2",
    "custom3": "C3",
    "electronic-resource-num": "DO",
    "remote-database-name": "DB",
    "language": "LA",
    "access-date": "Y2",
}
"""Path of an element in a record → the tag of RIS that means the same.

BibTeX styles of EndNote take `label` for the citation key, and so does this.
"""

LINES = frozenset({"KW", "N1"})
"""Tags of which one element may hold several, a line each."""

FACES: Mapping[str, str] = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
"""A word of the attribute `face` of `style` → the markup of CSL-JSON."""

_BY_NAME = {name.casefold(): ris for ris, (name, _) in tables.ENDNOTE.items()}
_BY_NUMBER = {str(number): ris for ris, (_, number) in tables.ENDNOTE.items()}
_RECORD = re.compile(r"<record(?=[\s>])|</record\s*>")


def parse_endnote_xml(source: Source) -> Readout[tuple[Reference, ...]]:
    """Read EndNote's XML. Never raises: a record that is no XML is a problem.

    A record without a label, or with a label of several words, has the id "".
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    references: list[Reference] = []
    problems: list[Problem] = []
    for span in _records(source.text):
        try:
            record = fromstring(printable(source.text[span.start : span.end]), parser)
        except XMLSyntaxError as error:
            problems.append(_broken(source, span, error.lineno or 1, error.msg))
        else:
            references.append(reference_of(_pairs(record)))
    return Readout(tuple(references), tuple(problems))


def _records(text: str) -> Iterator[Span]:
    """From each `<record>` to its end, or to the next one if it has none."""
    start = -1
    for token in _RECORD.finditer(text):
        is_end = token[0].startswith("</")
        if start >= 0:
            yield Span(start, token.end() if is_end else token.start())
        start = -1 if is_end else token.start()
    if start >= 0:
        yield Span(start, len(text))


def _broken(source: Source, span: Span, line: int, message: str) -> Problem:
    """The problem of a record; `line` counts from its own first line."""
    problem = problem_at(
        source,
        Span(span.start, span.start),
        "parse-error",
        f"the record is not well-formed XML: {message}",
        help="It is not among the references; export it from EndNote again.",
    )
    at = problem.line + line - 1
    return problem._replace(line=at, end_line=at, column=1, end_column=1)


def _pairs(record: _Element) -> Iterator[Pair]:
    yield "TY", _ris_type(record)
    for path, tag in ELEMENTS.items():
        for element in record.iterfind(path):
            text = _text(element)
            if tag in LINES:
                yield from ((tag, line) for line in text.splitlines())
            elif tag != "ID" or " " not in text.strip():
                yield tag, text


def _ris_type(record: _Element) -> str:
    """The type by its name, which versions of EndNote agree on more than on the number."""
    element = record.find("ref-type")
    if element is None:
        return "GEN"
    name, number = element.get("name", ""), (element.text or "").strip()
    return _BY_NAME.get(name.casefold()) or _BY_NUMBER.get(number, "GEN")


def _text(element: _Element) -> str:
    """The text of an element, with the markup that `style` elements mean."""
    parts = [element.text or ""]
    for child in element:
        faces = [FACES[face] for face in child.get("face", "").split() if face in FACES]
        inside = "".join(map(str, child.itertext()))
        opening = "".join(f"<{tag}>" for tag in faces)
        closing = "".join(f"</{tag}>" for tag in reversed(faces))
        parts += opening if inside.strip() else "", inside, closing if inside.strip() else ""
        parts.append(child.tail or "")
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
