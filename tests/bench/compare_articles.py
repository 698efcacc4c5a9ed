"""Compare the cites that attachbib and pandoc read in articles: keys, modes, prefixes, suffixes.

    pip install pypandoc_binary
    python tests/bench/compare_articles.py FILES…

pandoc's answer is its AST for key, mode, prefix and suffix, and what its citeproc makes of
the suffix for label and locator. Cross references of Quarto and pandoc-crossref, which
pandoc takes for citations, and what stands in links are left out. Prints every cite that
differs, and the share that agrees; exits 1 if that is below 99.5 %.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from attachbib.articles import read_article
from attachbib.articles.markdown.citations import is_cross_reference

LEAST = 99.5

FORMATS = {".tex": "latex"}
"""pandoc's name of a file's format; Markdown for all other suffixes."""

ADDRESS = re.compile(r"\bhttps?://[^\s<>()\[\]]+")
"""An address in the text, which holds no citation even where pandoc makes no link of it."""

CHUNK = re.compile(r"^(\s*`{3,}) *\{(\w+)[^{}\n]*\}", re.M)
"""A code chunk of Quarto, which knitr or Jupyter takes out before pandoc reads the rest."""

MODES = {
    "NormalCitation": "normal",
    "AuthorInText": "author-in-text",
    "SuppressAuthor": "suppress-author",
}

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Locators</title><id>locators</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout delimiter="¦"><group>
    <text value="⟦"/><label variable="locator" form="long" plural="never"/>
    <text value="¦"/><text variable="locator"/><text value="⟧"/>
  </group></layout></citation>
</style>
"""
"""Prints `⟦page¦33⟧` for a cite."""


class Row(NamedTuple):
    """One cite, in the form in which both are compared."""

    key: str
    mode: str
    prefix: str
    label: str
    locator: str
    suffix: str


def pandoc_rows(path: Path, pandoc: str) -> list[Row]:
    """Return the cites that pandoc reads in a file, in its document order."""
    suffix = path.suffix.lower()
    text = path.read_text(encoding="utf-8-sig")
    quarto = suffix in (".qmd", ".rmd")
    if quarto:
        text = CHUNK.sub(r"\1 {.\2}", text)
    text = ADDRESS.sub(lambda match: match[0].replace("@", "%40"), text)
    command = [pandoc, "-f", FORMATS.get(suffix, "markdown"), "-t", "json"]
    tree = ask_pandoc(command, text, path.parent)
    cites = [
        cite
        for node in nodes(tree["blocks"], "Cite")
        for cite in node["c"][0]
        if not is_cross_reference(cite["citationId"], quarto=quarto)
    ]
    located = locators([cite["citationSuffix"] for cite in cites], tree, pandoc)
    return [
        Row(
            cite["citationId"],
            MODES[cite["citationMode"]["t"]],
            tidy(stringify(cite["citationPrefix"])),
            *(tidy(part) for part in parts),
        )
        for cite, parts in zip(cites, located, strict=True)
    ]


def ask_pandoc(command: list[str], text: str, folder: Path) -> Any:
    """Return the AST that pandoc makes of a text."""
    done = subprocess.run(
        command, input=text, capture_output=True, check=True, cwd=folder, encoding="utf-8"
    )
    return json.loads(done.stdout)


def locators(suffixes: list[Any], tree: Any, pandoc: str) -> list[tuple[str, str, str]]:
    """Return label, locator and rest of the texts after keys, as pandoc's citeproc splits them."""
    mode = {"t": "NormalCitation"}
    same = {"citationId": "x", "citationPrefix": [], "citationMode": mode}
    cites = [
        {**same, "citationSuffix": flat(suffix), "citationNoteNum": 1, "citationHash": 0}
        for suffix in suffixes
    ]
    book = {"id": text_value("x"), "type": text_value("book"), "title": text_value("X")}
    references = {"t": "MetaList", "c": [{"t": "MetaMap", "c": book}]}
    document = {
        "pandoc-api-version": tree["pandoc-api-version"],
        "meta": {"references": references},
        "blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [[cite], []]}]} for cite in cites],
    }
    with tempfile.TemporaryDirectory() as folder:
        style = Path(folder) / "locators.csl"
        style.write_text(STYLE, encoding="utf-8")
        command = [pandoc, "-f", "json", "-t", "json", "--citeproc", f"--csl={style}"]
        answer = ask_pandoc(command, json.dumps(document), Path(folder))
    printed = [stringify(block["c"][0]["c"][1]) for block in answer["blocks"][: len(cites)]]
    matches = [re.fullmatch(r"⟦(.*?)¦(.*?)⟧(.*)", one, re.S) for one in printed]
    return [
        (match[1], match[2], match[3]) if match else ("", "", stringify(suffix))
        for suffix, match in zip(suffixes, matches, strict=True)
    ]


def flat(inlines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return inlines with citations among them as text."""
    return [
        {"t": "Str", "c": stringify([one])} if one["t"] in ("Cite", "Note") else one
        for one in inlines
    ]


def text_value(text: str) -> dict[str, str]:
    """Return a text as metadata of pandoc's AST."""
    return {"t": "MetaString", "c": text}


def attachbib_rows(path: Path) -> list[Row]:
    """Return the cites that attachbib reads in a file."""
    return [
        Row(
            cite.key,
            cite.mode,
            tidy(cite.prefix),
            cite.label,
            tidy(cite.locator),
            tidy(cite.suffix),
        )
        for citation in read_article(path).citations
        for cite in citation.cites
    ]


def nodes(tree: Any, tag: str) -> Iterator[dict[str, Any]]:
    """Yield every node of a kind outside links, in document order; a figure's caption once."""
    waiting = [(tree, False)]
    while waiting:
        one, in_figure = waiting.pop()
        if isinstance(one, list):
            waiting.extend((part, in_figure) for part in reversed(one))
        elif isinstance(one, dict):
            if one.get("t") == tag:
                yield one
            in_figure = in_figure or one.get("t") == "Figure"
            if one.get("t") != "Link" and not (in_figure and one.get("t") == "Image"):
                waiting.extend((part, in_figure) for part in reversed(list(one.values())))


def stringify(inlines: list[dict[str, Any]]) -> str:
    """Return the text of inlines, without notes and bracketed citations."""
    parts: list[str] = []
    for one in inlines:
        tag, content = one["t"], one.get("c")
        if tag == "Str":
            parts.append(content)
        elif tag in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif tag == "Quoted":
            marks = "''" if content[0]["t"] == "SingleQuote" else '""'
            parts.append(marks[0] + stringify(content[1]) + marks[1])
        elif tag == "Math":
            parts.append(f"${content[1]}$")
        elif tag == "Code" or (tag == "RawInline" and content[0] in ("tex", "latex")):
            parts.append(content[1])
        elif tag == "Cite":
            if content[0][0]["citationMode"]["t"] == "AuthorInText":
                parts.append(stringify(content[1]))
        elif tag in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            parts.append(stringify(content))
        elif tag in ("Span", "Link", "Image", "Underline"):
            parts.append(stringify(content[1] if tag != "Underline" else content))
    return "".join(parts)


_TIDY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-", "—": "-"})


def tidy(text: str) -> str:
    """Return a text as one line, typographic marks as those on a keyboard."""
    plain = text.translate(_TIDY).replace("…", "...")
    return " ".join(plain.replace("---", "-").replace("--", "-").split())


def compare(path: Path, pandoc: str) -> tuple[int, list[tuple[str, Row]]]:
    """Return how many cites either reads in a file, and those that only one does."""
    theirs, ours = Counter(pandoc_rows(path, pandoc)), Counter(attachbib_rows(path))
    missing = sorted((theirs - ours).elements())
    extra = sorted((ours - theirs).elements())
    total = (theirs & ours).total() + max(len(missing), len(extra))
    return total, [("pandoc   ", row) for row in missing] + [("attachbib", row) for row in extra]


def main(files: list[Path]) -> int:
    """Compare the files, print what differs; return the exit code."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    total = differing = 0
    for path in files:
        cites, different = compare(path.resolve(), pandoc)
        total += cites
        sides = Counter(side for side, _ in different)
        differing += max(sides.values(), default=0)
        print(f"{path}: {cites} cites, {max(sides.values(), default=0)} differ")
        for side, row in sorted(different, key=lambda one: (one[1].key, one[0])):
            print(f"  {side} {tuple(row)}")
    share = 100 * (total - differing) / total if total else 100.0
    print(f"{share:.2f} % of {total} cites agree")
    return int(share < LEAST)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    raise SystemExit(main(parser.parse_args().files))
