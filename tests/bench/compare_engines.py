"""Compare what attachbib, citeproc-js and pandoc print, reference by reference.

    npm install --prefix DIR citeproc
    pip install pypandoc_binary
    python tests/bench/compare_engines.py tests/bench/refs.json apa ieee nature -v \\
        --node-modules DIR/node_modules

Per style, for the bibliography and for single citations: how many agree with
citeproc-js and with pandoc, and how many of those on which these two agree with
each other. With `-v`, the differing texts. Exits 1 if attachbib is below the
share asked for with `--at-least`, or orders a list differently from both.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import engines

NODE_MODULES_HELP = "the folder where npm installed citeproc (default: node_modules)"
PANDOC_HELP = "the pandoc executable (default: that of pypandoc_binary, else the one on PATH)"


@dataclass(frozen=True)
class Agreement:
    """How one kind of output of three engines compares, over all references."""

    references: int
    with_js: int
    with_pandoc: int
    settled: int
    """References on which citeproc-js and pandoc agree with each other."""
    with_both: int
    """Those of the settled on which attachbib agrees too."""

    def __str__(self) -> str:
        return (
            f"citeproc-js {self.with_js}/{self.references}, "
            f"pandoc {self.with_pandoc}/{self.references}, "
            f"both where they agree {self.with_both}/{self.settled}"
        )


def agreement(
    ours: Mapping[str, str], js: Mapping[str, str], pandoc: Mapping[str, str], names: list[str]
) -> Agreement:
    """Count agreements; a reference an engine prints nothing for counts as empty text."""
    triples = [(ours.get(n, ""), js.get(n, ""), pandoc.get(n, "")) for n in names]
    settled = [triple for triple in triples if triple[1] == triple[2]]
    return Agreement(
        references=len(triples),
        with_js=sum(a == b for a, b, _ in triples),
        with_pandoc=sum(a == c for a, _, c in triples),
        settled=len(settled),
        with_both=sum(a == b for a, b, _ in settled),
    )


def print_differences(
    kind: str, ours: Mapping[str, str], js: Mapping[str, str], pandoc: Mapping[str, str]
) -> None:
    """Print every text on which the three are not of one mind, settled ones marked `!`."""
    for name in ours.keys() | js.keys() | pandoc.keys():
        texts = (ours.get(name, ""), js.get(name, ""), pandoc.get(name, ""))
        if len(set(texts)) == 1:
            continue
        mark = "!" if texts[1] == texts[2] else " "
        print(f"  {mark} {kind} {name}")
        for engine, text in zip(("attachbib", "citeproc-js", "pandoc"), texts, strict=True):
            print(f"      {engine:11} {text}")


def same_order(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Whether two lists have the references that both print in the same order."""
    common = ours.keys() & theirs.keys()
    return [n for n in ours if n in common] == [n for n in theirs if n in common]


def main() -> int:
    """Compare the styles named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("references", type=Path, help="a CSL-JSON file")
    parser.add_argument("styles", nargs="+", help="style ids")
    parser.add_argument(
        "--node-modules", type=Path, default=Path("node_modules"), help=NODE_MODULES_HELP
    )
    parser.add_argument("--pandoc", default=default_pandoc(), help=PANDOC_HELP)
    parser.add_argument("--at-least", type=float, default=0, metavar="PERCENT")
    parser.add_argument("-v", "--verbose", action="store_true", help="print differing texts")
    options = parser.parse_args()
    references = json.loads(options.references.read_text(encoding="utf-8"))
    names = [reference["id"] for reference in references]
    failed = False
    settled = agreed = 0
    for style in options.styles:
        ours = engines.attachbib(style, references)
        js = engines.citeproc_js(style, references, options.node_modules)
        pandoc = engines.pandoc(style, references, options.pandoc)
        print(style)
        for kind in ("entries", "citations"):
            texts = [getattr(rendering, kind) for rendering in (ours, js, pandoc)]
            result = agreement(*texts, names)
            print(f"  {kind:9} {result}")
            settled += result.settled
            agreed += result.with_both
            if options.verbose:
                print_differences(kind, *texts)
        like_js = same_order(ours.entries, js.entries)
        like_pandoc = same_order(ours.entries, pandoc.entries)
        print(f"  order     citeproc-js {_said(like_js)}, pandoc {_said(like_pandoc)}")
        failed |= not (like_js or like_pandoc)
    percent = 100 * agreed / settled if settled else 0.0
    print(
        f"agrees with citeproc-js and pandoc where they agree: {agreed}/{settled}, {percent:.2f} %"
    )
    return int(failed or percent < options.at_least)


def _said(same: bool) -> str:
    return "same" if same else "differs"


def default_pandoc() -> str:
    """Return the pandoc of pypandoc_binary if installed, else the one on PATH."""
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc") or "pandoc"
    path: str = pypandoc.get_pandoc_path()
    return path


if __name__ == "__main__":
    sys.exit(main())
