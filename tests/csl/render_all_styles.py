"""Render a varied set of references in every packaged style, to see that none fails.

    python tests/csl/render_all_styles.py [--every N] [--start N]

Prints each style that raised, with the last line of the error, and last
`N styles rendered, M failed`. Exits 1 if any failed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from attachbib.csl import Citation, Cite, Processor, load_style
from attachbib.csl.catalog import iter_styles
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Reference
from attachbib.richtext import writer

REFERENCES = Path(__file__).resolve().parents[1] / "bench" / "refs.json"
PART = 16
"""Every 16th made-up reference is rendered: a few of each kind of difficulty."""


def varied_references() -> tuple[Reference, ...]:
    """Return some of the references that engines are compared on, and odd ones."""
    items = json.loads(REFERENCES.read_text(encoding="utf-8"))[::PART]
    odd = [
        {"id": "odd-empty"},
        {"id": "odd-type", "type": "no-such-type", "title": "A title"},
        {"id": "odd-name", "type": "book", "author": [{"family": ""}, {"literal": "A group"}]},
        {"id": "odd-date", "type": "book", "title": "<i>T</i>", "issued": {"raw": "one day"}},
    ]
    return tuple(parse_csl_json(json.dumps([*items, *odd])).value)


def render(style: str, references: tuple[Reference, ...]) -> tuple[list[str], str]:
    """Return the citations of a document in a style and its list, as HTML."""
    processor = Processor(load_style(style), references)
    ids = [reference.id for reference in references]
    citations = [
        Citation((Cite(ids[0], locator="12-15"), Cite(ids[1])), note=1),
        Citation((Cite(ids[1]),), note=2),
        Citation((Cite(ids[1], locator="3", label="chapter", prefix="see "),), note=3),
        Citation((Cite(ids[2], mode="author-in-text"), Cite(ids[0])), note=4),
        Citation((Cite(ids[3], mode="suppress-author"),), note=5),
        Citation(tuple(Cite(id_) for id_ in ids), note=6),
    ]
    html = writer("html")
    bibliography = processor.bibliography()
    cites = [html.write(rich) for rich in processor.cite(citations)]
    return cites, html.write_list(bibliography.entries, bibliography.layout)


def main() -> int:
    """Render the packaged styles, or every n-th of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--start", type=int, default=0, metavar="N")
    options = parser.parse_args()
    references = varied_references()
    styles = sorted(style.id for style in iter_styles())[options.start :: options.every]
    failed = 0
    for style in styles:
        try:
            render(style, references)
        except Exception as error:
            failed += 1
            print(f"{style}: {type(error).__name__}: {error}", flush=True)
    print(f"{len(styles)} styles rendered, {failed} failed")
    return 1 if failed or not styles else 0


if __name__ == "__main__":
    sys.exit(main())
