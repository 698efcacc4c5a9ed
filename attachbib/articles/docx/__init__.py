"""The reader of Word documents.

A .docx file has no lines. The text of an article is its paragraphs, one on each
line, the rows of tables among them and the footnotes at the end: a line number is
the number of a paragraph, as a word processor counts them. A comment of the word processor
that begins with `attachbib:` is an instruction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attachbib.articles.assembly import Assembly
from attachbib.articles.docx.body import Body, Paragraph, Part, paragraph_styles
from attachbib.articles.docx.package import Package, W
from attachbib.articles.markers import find_markers, is_power, number_cites
from attachbib.articles.model import Article, Cite, Pragma
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.reference_list import is_reference_heading
from attachbib.articles.runs import Run
from attachbib.errors import InputError
from attachbib.source import Source, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = (("word/footnotes.xml", "footnote", "f"), ("word/endnotes.xml", "endnote", "e"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_NUMBERS = lazy_pattern(r"\s*[\[(]?(\d{1,3}(?:\s*[,;–—-]\s*\d{1,3}){0,40})[\])]?[,.]?\s*")
_PRAGMA = "attachbib:"
_BREAK = str.maketrans(dict.fromkeys("\n\r\0", " "))


def read_docx(path: Path) -> Article:
    """Read a Word document.

    Raises:
        InputError: it is no .docx file, or a part of it is broken, encrypted, larger than
            64 MiB unpacked, or has a document type declaration.
    """
    package = Package(path)
    document = package.part("word/document.xml")
    if document is None:
        raise InputError(
            "expected a Word document: the part `word/document.xml` is missing.", path=path
        )
    styles = package.part("word/styles.xml")
    by_style = paragraph_styles(styles)
    paragraphs = list(Body(by_style).paragraphs(document))
    for name, tag, letter in _NOTES:
        notes = package.part(name)
        for note in notes.iter(f"{W}{tag}") if notes is not None else ():
            if note.get(f"{W}type") is None:
                label = letter + (note.get(f"{W}id") or "")
                paragraphs += Body(by_style, label).paragraphs(note)
    core = package.part("docProps/core.xml")
    title = core.findtext(f"{_DC}title") if core is not None else None
    instructions = _instructions(package.part("word/comments.xml"))
    return _assemble(
        path, paragraphs, instructions, _language(styles), " ".join((title or "").split())
    )


def _instructions(comments: _Element | None) -> dict[str, str]:
    """Return what follows `attachbib:` in the comments that begin so, by their ids."""
    found: dict[str, str] = {}
    for comment in comments.iter(f"{W}comment") if comments is not None else ():
        lines = [[part.text or "" for part in one.iter(f"{W}t")] for one in comment.iter(f"{W}p")]
        text = " ".join(" ".join(map("".join, lines)).split())
        if text.startswith(_PRAGMA):
            found[comment.get(f"{W}id") or ""] = text.removeprefix(_PRAGMA).strip()
    return found


def _language(styles: _Element | None) -> str:
    """Return the language of the default style, or ""."""
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
    found = styles.find(path) if styles is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def _assemble(
    path: Path,
    paragraphs: list[Paragraph],
    instructions: Mapping[str, str],
    language: str,
    title: str,
) -> Article:
    lines = ["".join(part.text for part in one.parts).translate(_BREAK) for one in paragraphs]
    source = Source(path, "\n".join(lines))
    assembly = Assembly(source, language)
    start = 0
    under = 0
    entries = 0
    for one, line in zip(paragraphs, lines, strict=True):
        end = start + len(line)
        if instructions:
            assembly.pragmas += _pragmas(one, instructions, start, end)
        kind = one.kind
        if kind == "heading" and line.strip():
            if is_reference_heading(line):
                under = one.level
            elif one.level <= under:
                under = 0
        elif under and kind in ("paragraph", "list-item"):
            kind = "reference"
        if one.defect:
            assembly.defect(start, one.defect)
        if line.strip() and kind in ("reference", "raw"):
            entries += kind == "reference"
            assembly.block(kind, start, end, info=str(entries) if kind == "reference" else "")
        elif line.strip():
            _read(assembly, one, kind, start, end)
        start = end + 1
    return assembly.article("docx", language=language, title=title)


def _pragmas(
    paragraph: Paragraph, instructions: Mapping[str, str], start: int, end: int
) -> Iterator[Pragma]:
    """Yield the instructions of a paragraph, each from where it begins to the end of it.

    One that is attached to the end is for all of it.
    """
    at = start
    for part in paragraph.parts:
        if part.kind == "comment" and part.label in instructions:
            yield Pragma(instructions[part.label], Span(at if at < end else start, end))
        at += len(part.text)


def _read(assembly: Assembly, paragraph: Paragraph, kind: str, start: int, end: int) -> None:
    run = Run()
    pos = start
    for part in paragraph.parts:
        _put(run, assembly.source.text, part, pos)
        pos += len(part.text)
    block = assembly.block(kind, start, end, level=paragraph.level, info=paragraph.label)
    assembly.read(block, run.reading(), Span, note=paragraph.label)


def _put(run: Run, text: str, part: Part, start: int) -> None:
    end = start + len(part.text)
    if part.kind == "cite":
        cites = [
            Cite(
                one.key, Span(start, end), one.mode, one.prefix, one.locator, one.label, one.suffix
            )
            for one in part.cites
        ]
        run.cite(start, end, cites)
    elif part.kind == "note":
        run.note(start, end, part.label)
    elif part.kind == "unit":
        run.unit(start, end, part.text)
    elif part.kind == "raised" and (cites := _raised(run, part.text, start)):
        run.cite(start, end, cites)
    else:
        for marker in find_markers(text, start, end):
            run.text(text, start, marker.start)
            run.cite(marker.start, marker.end, marker.cites)
            start = marker.end
        run.text(text, start, end)


def _raised(run: Run, text: str, start: int) -> list[Cite]:
    """Return the cites of raised numbers, none if they are an exponent."""
    match = _NUMBERS().fullmatch(text)
    if match is None or is_power(run.ending()):
        return []
    return list(number_cites(match[1], start + match.start(1)))
