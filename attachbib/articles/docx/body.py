"""The paragraphs of a Word document: their kind, and the parts of their text in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from attachbib.articles.docx.fields import FieldCite, field_cites, is_bibliography, tag_cites
from attachbib.articles.docx.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WITHOUT_TEXT = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}pPr", f"{W}rPr"})


class Part(NamedTuple):
    """A stretch of the text of a paragraph."""

    kind: str
    """`text`, `raised`, `unit`, `cite`, `note`, or `comment`, where one begins."""
    text: str
    cites: tuple[FieldCite, ...] = ()
    label: str = ""
    """The id of a footnote or a comment."""


class Paragraph(NamedTuple):
    """A paragraph, or a row of a table."""

    kind: str
    parts: list[Part]
    level: int = 0
    label: str = ""
    """The id of the footnote it is in."""
    defect: str = ""
    """What is wrong with a citation field in it, or ""."""


class _Field:
    """An open field: its code, and what is shown of it."""

    def __init__(self, start: int) -> None:
        self.code: list[str] = []
        self.data = ""
        self.in_result = False
        self.start = start
        """How many parts the paragraph had where its result begins."""


class Body:
    """Reads the paragraphs of one part of the document, in order."""

    def __init__(self, styles: dict[str, tuple[str, int]], label: str = "") -> None:
        self.styles = styles
        self.label = label
        self.fields: list[_Field] = []
        self.in_bibliography = False
        self.commented: set[str] = set()
        self.parts: list[Part] = []
        self.defect = ""

    def paragraphs(self, root: _Element) -> Iterator[Paragraph]:
        """Yield the paragraphs under an element, and the rows of tables."""
        stack = [root]
        while stack:
            element = stack.pop()
            if element.tag == f"{W}p":
                yield self.paragraph(element)
            elif element.tag == f"{W}tr":
                yield self.row(element)
            elif element.tag not in _WITHOUT_TEXT:
                stack.extend(reversed(element))

    def row(self, row: _Element) -> Paragraph:
        parts: list[Part] = []
        for cell in row.iter(f"{W}tc"):
            if parts:
                parts.append(Part("text", " | "))
            for paragraph in cell.iter(f"{W}p"):
                parts += self.paragraph(paragraph).parts
        is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
        return Paragraph("table-head" if is_head else "table", parts, 0, self.label, self.defect)

    def paragraph(self, paragraph: _Element) -> Paragraph:
        self.parts, self.defect = [], ""
        for field in self.fields:
            field.start = 0
        began_in_bibliography = self.in_bibliography
        self.walk(paragraph)
        kind, level = self.kind(paragraph)
        if began_in_bibliography or self.in_bibliography:
            kind, level = "reference", 0
        return Paragraph(kind, self.parts, level, self.label, self.defect)

    def kind(self, paragraph: _Element) -> tuple[str, int]:
        if self.label:
            return "footnote", 0
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = (style.get(f"{W}val") or "") if style is not None else ""
        kind, level = self.styles.get(name, ("paragraph", 0))
        if kind == "paragraph" and paragraph.find(f"{W}pPr/{W}numPr") is not None:
            return "list-item", 0
        return kind, level

    def walk(self, root: _Element) -> None:
        """Add the text under an element; what holds no text of the document is passed over."""
        stack: list[tuple[_Element, bool]] = [(root, False)]
        while stack:
            element, is_end = stack.pop()
            if is_end:
                self.end_field()
                continue
            tag = element.tag
            if tag in _WITHOUT_TEXT or (tag == f"{W}p" and element is not root):
                continue
            if tag == f"{W}r":
                self.run(element)
            elif tag == f"{W}commentRangeStart":
                self.comment(element)
            elif tag == f"{_MATH}oMath":
                self.parts.append(
                    Part("unit", "".join(one.text or "" for one in element.iter(f"{_MATH}t")))
                )
            elif tag == f"{W}fldSimple" or self.sdt_tag(element):
                field = _Field(len(self.parts))
                field.code.append(element.get(f"{W}instr") or self.sdt_tag(element))
                field.in_result = True
                self.fields.append(field)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
            else:
                stack.extend((child, False) for child in reversed(element))

    def comment(self, element: _Element) -> None:
        """Mark where a comment begins: at its range, or at its mark if it has none."""
        label = element.get(f"{W}id") or ""
        if label not in self.commented:
            self.commented.add(label)
            self.parts.append(Part("comment", "", label=label))

    def sdt_tag(self, element: _Element) -> str:
        """Return the tag of a content control that cites, or ""."""
        if element.tag != f"{W}sdt":
            return ""
        tag = element.find(f"{W}sdtPr/{W}tag")
        value = (tag.get(f"{W}val") or "") if tag is not None else ""
        return value if value.startswith("MENDELEY_CITATION") else ""

    def run(self, run: _Element) -> None:
        if run.find(f"{W}rPr/{W}vanish") is not None and run.find(f"{W}fldChar") is None:
            return
        raised = run.find(f"{W}rPr/{W}vertAlign")
        kind = "raised" if raised is not None and raised.get(f"{W}val") == "superscript" else "text"
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                self.field_mark(element.get(f"{W}fldCharType") or "")
                if self.fields and (data := element.findtext(f"{W}fldData")):
                    self.fields[-1].data = data
            elif tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].code.append(element.text or "")
            elif self.fields and not self.fields[-1].in_result:
                continue
            elif tag == f"{W}t":
                self.parts.append(Part(kind, element.text or ""))
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                self.parts.append(Part("text", " "))
            elif tag == f"{W}noBreakHyphen":
                self.parts.append(Part("text", "-"))
            elif tag == f"{W}commentReference":
                self.comment(element)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                name = "f" if tag == f"{W}footnoteReference" else "e"
                self.parts.append(Part("note", "*", label=name + (element.get(f"{W}id") or "")))

    def field_mark(self, mark: str) -> None:
        if mark == "begin":
            self.fields.append(_Field(len(self.parts)))
        elif mark == "separate" and self.fields:
            field = self.fields[-1]
            field.in_result = True
            field.start = len(self.parts)
            self.in_bibliography |= is_bibliography("".join(field.code))
        elif mark == "end" and self.fields:
            self.end_field()

    def end_field(self) -> None:
        """End the innermost field: if it cites, what is shown of it becomes a citation."""
        field = self.fields.pop()
        code = "".join(field.code)
        if is_bibliography(code):
            self.in_bibliography = False
            return
        try:
            cites = tag_cites(code) or field_cites(code, field.data)
        except ValueError as error:
            self.defect = f"a citation field cannot be read: {error}"
            return
        if cites:
            shown = "".join(part.text for part in self.parts[field.start :])
            del self.parts[field.start :]
            self.parts.append(Part("cite", shown or "[…]", cites))


def paragraph_styles(styles: _Element | None) -> dict[str, tuple[str, int]]:
    """Return the kind of block, and the level of headings, by the id of a paragraph style."""
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        title = (name.get(f"{W}val") or "").lower() if name is not None else ""
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        identifier = style.get(f"{W}styleId") or ""
        if title.startswith("heading ") and title[8:9].isdigit():
            found[identifier] = ("heading", min(int(title[8]), 6))
        elif outline is not None and (outline.get(f"{W}val") or "9") in "012345":
            found[identifier] = ("heading", int(outline.get(f"{W}val") or 0) + 1)
        elif title in ("title", "subtitle"):
            found[identifier] = ("heading", 1)
        elif "bibliography" in title:
            found[identifier] = ("reference", 0)
        elif "quote" in title or title == "block text":
            found[identifier] = ("block-quote", 0)
        elif title.startswith("list "):
            found[identifier] = ("list-item", 0)
        elif title.startswith("toc "):
            found[identifier] = ("raw", 0)
    return found
