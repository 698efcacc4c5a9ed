"""One way to call attachbib, citeproc-js and pandoc, and one form to compare what they print.

Every engine renders a list of CSL-JSON references as a bibliography and as
single citations. Output is compared as text whose formatting is marked the same
way whatever the output format: `‹i›` before italics, `‹›` where formatting ends.
White space is folded, and where it is italic does not matter.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree

from attachbib.csl import Citation, Cite, Processor, load_style
from attachbib.csl.load import load_style_source
from attachbib.csl.packaged import locales_folder
from attachbib.formats.csl_json import parse_csl_json
from attachbib.richtext import Rich

DRIVER = Path(__file__).with_name("run_citeproc.cjs")

Style = frozenset[str]
Run = tuple[str, Style]
PLAIN: Style = frozenset()


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


def attachbib(style: str, references: list[dict[str, Any]]) -> Rendering:
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
    style: str, references: list[dict[str, Any]], node_modules: Path, *, citations: bool = True
) -> dict[str, Any]:
    """Return what `run_citeproc.cjs` answers: HTML entries and citations, seconds."""
    job = {
        "style": style_xml(style),
        "locales": str(locales_folder()),
        "references": references,
        "citations": citations,
    }
    process = subprocess.run(
        ["node", str(DRIVER), str(node_modules)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answer: dict[str, Any] = json.loads(process.stdout[process.stdout.index('{"entries"') :])
    return answer


def citeproc_js(style: str, references: list[dict[str, Any]], node_modules: Path) -> Rendering:
    """Render with citeproc-js."""
    answer = run_citeproc_js(style, references, node_modules)
    return Rendering(
        {name: html_text(html) for name, html in answer["entries"]},
        {name: html_text(html) for name, html in answer["citations"]},
    )


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


def pandoc(style: str, references: list[dict[str, Any]], executable: str) -> Rendering:
    """Render with pandoc's citeproc."""
    with tempfile.TemporaryDirectory() as folder:
        csl, library = Path(folder, "style.csl"), Path(folder, "refs.json")
        csl.write_text(style_xml(style), encoding="utf-8")
        library.write_text(json.dumps(references), encoding="utf-8")
        process = subprocess.run(
            [executable, "--citeproc", "-f", "markdown", "-t", "json"]  # noqa: RUF005
            + ["--csl", csl, "--bibliography", library],
            input="\n\n".join(f"[@{{{reference['id']}}}]" for reference in references),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    entries: dict[str, str] = {}
    citations: dict[str, str] = {}
    for block in json.loads(process.stdout)["blocks"]:
        if block["t"] == "Para":
            cite = block["c"][0]
            citations[cite["c"][0][0]["citationId"]] = comparable(pandoc_runs([cite]))
        elif block["t"] == "Div":
            for entry in block["c"][1]:
                name = entry["c"][0][0].removeprefix("ref-")
                entries[name] = comparable(pandoc_runs(entry["c"][1]))
    return Rendering(entries, citations)
