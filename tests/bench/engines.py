"""One way to call attachbib, citeproc-js and pandoc, and one form to compare what they print.

Every engine renders a list of CSL-JSON references as a bibliography and as
single citations, or documents: citations of such references that follow each
other, one to a note. Output is compared as text whose formatting is marked the same
way whatever the output format: `‹i›` before italics, `‹›` where formatting ends.
White space is folded, and where it is italic does not matter.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree

from attachbib.csl import Citation, Cite, Processor, load_style
from attachbib.csl.load import load_style_source
from attachbib.csl.locale import locale_for
from attachbib.csl.packaged import locales_folder
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Reference
from attachbib.richtext import Rich

DRIVER = Path(__file__).with_name("run_citeproc.cjs")

Style = frozenset[str]
Run = tuple[str, Style]
PLAIN: Style = frozenset()
References = list[dict[str, Any]]
Documents = Sequence[Sequence[Citation]]


@dataclass(frozen=True)
class Rendering:
    """What an engine printed, as comparable text by reference id, in list order."""

    entries: dict[str, str]
    citations: dict[str, str]


def comparable(runs: Iterable[Run]) -> str:
    """Return formatted text in the one form in which engines are compared."""
    characters = [
        (" ", None) if character.isspace() else (character, style)
        for text, style in runs
        for character in text
    ]
    result: list[str] = []
    current = PLAIN
    for character, style in characters:
        if style is None:
            if result and result[-1] != " ":
                result.append(" ")
            continue
        if style != current:
            space = result.pop() if result and result[-1] == " " else ""
            result.append(f"‹{' '.join(sorted(style))}›" + space)
            current = style
        result.append(character)
    return "".join(result).strip() + ("‹›" if current else "")


# attachbib


_RICH_STYLES = {
    "italic": "i", "oblique": "i", "bold": "b", "small-caps": "sc",
    "underline": "u", "superscript": "sup", "subscript": "sub",
}  # fmt: skip
_RICH_RESETS = {"normal-style": "i", "normal-weight": "b", "normal-variant": "sc"}
_BLOCKS = ("block", "left-margin", "right-inline", "indent")


def rich_runs(rich: Rich, style: Style = PLAIN) -> Iterator[Run]:
    """Yield the text of attachbib's rich text with its formatting."""
    for part in (rich,) if isinstance(rich, str) else rich:
        if isinstance(part, str):
            yield part, style
            continue
        if part.tag in _BLOCKS:
            yield " ", style
        added = {_RICH_STYLES[part.tag]} if part.tag in _RICH_STYLES else set()
        removed = {_RICH_RESETS[part.tag]} if part.tag in _RICH_RESETS else set()
        yield from rich_runs(part.content, (style | added) - removed)


def attachbib(style: str, references: References) -> Rendering:
    """Render with attachbib."""
    loaded = parse_csl_json(json.dumps(references)).value
    processor = Processor(load_style(style), loaded)
    citations = processor.cite(
        [Citation((Cite(reference.id),), note=n) for n, reference in enumerate(loaded, 1)]
    )
    return Rendering(
        {
            entry.id: comparable(rich_runs(entry.content))
            for entry in processor.bibliography().entries
        },
        {
            reference.id: comparable(rich_runs(citation))
            for reference, citation in zip(loaded, citations, strict=True)
        },
    )


def attachbib_documents(
    style: str, references: References, documents: Documents
) -> list[list[str]]:
    """Render the citations of documents with attachbib."""
    loaded = load_style(style)
    return [
        [
            comparable(rich_runs(citation))
            for citation in Processor(loaded, _cited(references, document)).cite(document)
        ]
        for document in documents
    ]


def _cited(references: References, document: Sequence[Citation]) -> tuple[Reference, ...]:
    """Return the references a document cites, in the order in which it does."""
    by_id = {reference["id"]: reference for reference in references}
    ids = dict.fromkeys(cite.id for citation in document for cite in citation.cites)
    return parse_csl_json(json.dumps([by_id[id_] for id_ in ids])).value


# citeproc-js


class _HtmlRuns(HTMLParser):
    """Collects the text of citeproc-js's HTML with its formatting."""

    STYLES = {"i": "i", "em": "i", "b": "b", "sup": "sup", "sub": "sub"}  # noqa: RUF012
    DECLARATIONS = {  # noqa: RUF012
        "font-variant:small-caps;": ("sc", True),
        "font-style:normal;": ("i", False),
        "font-weight:normal;": ("b", False),
        "font-variant:normal;": ("sc", False),
        "text-decoration:underline;": ("u", True),
    }

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._styles: list[Style] = [PLAIN]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = self._styles[-1]
        if tag in self.STYLES:
            style |= {self.STYLES[tag]}
        name, switched_on = self.DECLARATIONS.get(dict(attrs).get("style") or "", ("", False))
        if name:
            style = style | {name} if switched_on else style - {name}
        self._styles.append(style)
        if tag == "div":
            self.runs.append((" ", PLAIN))

    def handle_endtag(self, tag: str) -> None:
        self._styles.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self._styles[-1]))


def html_text(html: str) -> str:
    """Return citeproc-js's HTML in the comparable form."""
    parser = _HtmlRuns()
    parser.feed(html)
    parser.close()
    return comparable(parser.runs)


def style_xml(style: str) -> str:
    """Return a style as one independent CSL file, with the locale a dependent style sets."""
    source = load_style_source(style)
    root = deepcopy(source.root)
    if source.default_locale:
        root.set("default-locale", source.default_locale)
    return etree.tostring(root, encoding="unicode")


def run_citeproc_js(
    style: str, references: References, node_modules: Path, *, citations: bool = True
) -> dict[str, Any]:
    """Return what `run_citeproc.cjs` answers: HTML entries and citations, seconds."""
    job = {"references": references, "citations": citations}
    return _ask_citeproc_js(style, job, node_modules)


def _ask_citeproc_js(style: str, job: dict[str, Any], node_modules: Path) -> dict[str, Any]:
    process = subprocess.run(
        ["node", str(DRIVER), str(node_modules)],
        input=json.dumps({"style": style_xml(style), "locales": str(locales_folder()), **job}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answer: dict[str, Any] = json.loads(process.stdout.rpartition("\n")[2])
    return answer


def citeproc_js(style: str, references: References, node_modules: Path) -> Rendering:
    """Render with citeproc-js."""
    answer = run_citeproc_js(style, references, node_modules)
    return Rendering(
        {name: html_text(html) for name, html in answer["entries"]},
        {name: html_text(html) for name, html in answer["citations"]},
    )


def citeproc_js_documents(
    style: str, references: References, documents: Documents, node_modules: Path
) -> list[list[str]]:
    """Render the citations of documents with citeproc-js."""
    job = {
        "references": references,
        "documents": [
            [
                {"note": citation.note, "cites": [_citation_item(cite) for cite in citation.cites]}
                for citation in document
            ]
            for document in documents
        ],
    }
    answer = _ask_citeproc_js(style, job, node_modules)
    return [[html_text(html) for html in document] for document in answer["documents"]]


def _citation_item(cite: Cite) -> dict[str, Any]:
    """Return a cite as citeproc-js has it, where a part that is missing is not an empty one."""
    locator = {"locator": cite.locator, "label": cite.label} if cite.locator else {}
    affixes = {"prefix": cite.prefix, "suffix": cite.suffix}
    return {
        "id": cite.id,
        **locator,
        **{name: text for name, text in affixes.items() if text},
        **({"suppress-author": True} if cite.mode == "suppress-author" else {}),
    }


# pandoc


_PANDOC_STYLES = {
    "Emph": "i", "Strong": "b", "SmallCaps": "sc",
    "Underline": "u", "Superscript": "sup", "Subscript": "sub",
}  # fmt: skip
_PANDOC_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def pandoc_runs(nodes: list[Any], style: Style = PLAIN) -> Iterator[Run]:
    """Yield the text of a list of pandoc's inlines or blocks with its formatting."""
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield content, style
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " ", style
        elif kind in _PANDOC_STYLES:  # pandoc means Emph in Emph to be upright
            yield from pandoc_runs(content, style ^ {_PANDOC_STYLES[kind]})
        elif kind == "Quoted":
            before, after = _PANDOC_QUOTES[content[0]["t"]]
            yield before, style
            yield from pandoc_runs(content[1], style)
            yield after, style
        elif kind in ("Span", "Div"):
            classes = content[0][1]
            if any(name.startswith("csl-") for name in classes):
                yield " ", style
            yield from pandoc_runs(content[1], PLAIN if "nodecor" in classes else style)
        elif kind in ("Link", "Cite"):
            yield from pandoc_runs(content[1], style)
        elif kind in ("Para", "Plain", "Note"):
            yield from pandoc_runs(content, style)
            yield " ", style
        elif kind in ("Code", "Math", "RawInline"):
            yield content[1], style


def pandoc(style: str, references: References, executable: str) -> Rendering:
    """Render with pandoc's citeproc."""
    markdown = "\n\n".join(f"[@{{{reference['id']}}}]" for reference in references)
    entries: dict[str, str] = {}
    citations: dict[str, str] = {}
    for block in _ask_pandoc(style, references, markdown, executable):
        if block["t"] == "Para":
            cite = block["c"][0]
            citations[cite["c"][0][0]["citationId"]] = comparable(pandoc_runs([cite]))
        elif block["t"] == "Div":
            for entry in block["c"][1]:
                name = entry["c"][0][0].removeprefix("ref-")
                entries[name] = comparable(pandoc_runs(entry["c"][1]))
    return Rendering(entries, citations)


def pandoc_documents(
    style: str, references: References, documents: Documents, executable: str
) -> list[list[str]]:
    """Render the citations of documents with pandoc's citeproc."""
    label = locale_for(load_style(style)).term
    texts: list[list[str]] = []
    for document in documents:
        paragraphs = [
            "; ".join(_markdown(cite, label(cite.label)) for cite in citation.cites)
            for citation in document
        ]
        markdown = "\n\n".join(f"[{paragraph}]" for paragraph in paragraphs)
        blocks = _ask_pandoc(style, references, markdown, executable)[: len(document)]
        texts.append([comparable(pandoc_runs(block["c"])) for block in blocks])
    return texts


def _markdown(cite: Cite, label: str) -> str:
    """Return a cite as pandoc reads it, the label in words of the style's language."""
    minus = "-" if cite.mode == "suppress-author" else ""
    locator = f", {label} {cite.locator}" if cite.locator else ""
    return f"{cite.prefix}{minus}@{{{cite.id}}}{locator}{cite.suffix}"


def _ask_pandoc(style: str, references: References, markdown: str, executable: str) -> list[Any]:
    """Return the blocks that pandoc makes of a Markdown text."""
    with tempfile.TemporaryDirectory() as folder:
        csl, library = Path(folder, "style.csl"), Path(folder, "refs.json")
        csl.write_text(style_xml(style), encoding="utf-8")
        library.write_text(json.dumps(references), encoding="utf-8")
        process = subprocess.run(
            [executable, "--citeproc", "-f", "markdown", "-t", "json"]  # noqa: RUF005
            + ["--csl", csl, "--bibliography", library],
            input=markdown,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    blocks: list[Any] = json.loads(process.stdout)["blocks"]
    return blocks
