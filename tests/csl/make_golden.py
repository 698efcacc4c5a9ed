"""Write tests/csl/golden/: what citeproc-js prints for references/library.bib.

    npm install --prefix DIR citeproc
    python tests/csl/make_golden.py DIR/node_modules

Run it when references/library.bib changes, and read the difference: the entries
are the reference, not a record of what attachbib happens to print.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from engines import run_citeproc_js

from attachbib.bibtex import read_library
from attachbib.formats.csl_json import item_from_reference

GOLDEN = Path(__file__).with_name("golden")
LIBRARY = Path(__file__).resolve().parents[2] / "references" / "library.bib"
STYLES = (
    "apa",
    "american-medical-association",
    "chicago-author-date",
    "modern-language-association",
    "ieee",
    "nature",
)


def inner(entry: str) -> str:
    """Return the HTML inside an entry's `div`, special characters written one way."""
    content = re.fullmatch(r'\s*<div class="csl-entry">(.*)</div>\s*', entry, re.DOTALL)
    if content is None:
        raise ValueError(f"not an entry: {entry}")
    text = content[1].strip()
    for number, name in (("&#38;", "&amp;"), ("&#60;", "&lt;"), ("&#62;", "&gt;")):
        text = text.replace(number, name)
    return re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", text)


def as_text(content: str) -> str:
    """Return the text of an entry's HTML, a space after the margin part."""
    spaced = content.replace('</div><div class="csl-right-inline">', " ")
    return html.unescape(re.sub(r"<[^>]+>", "", spaced))


def written(entries: dict[str, str]) -> str:
    """Return the golden file: key, text and HTML of each entry, in list order."""
    return "\n".join(
        f"[{key}]\ntext: {as_text(content)}\nhtml: {content}\n" for key, content in entries.items()
    )


def main() -> None:
    """Write a file for each style."""
    references = read_library(LIBRARY).references.values()
    items = [item_from_reference(reference) for reference in references]
    for style in STYLES:
        answer = run_citeproc_js(style, items, Path(sys.argv[1]), citations=False)
        entries = {key: inner(entry) for key, entry in answer["entries"]}
        (GOLDEN / f"{style}.txt").write_text(written(entries), encoding="utf-8")


if __name__ == "__main__":
    main()
