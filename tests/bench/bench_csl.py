"""Measure the CSL processor against the others, all in one run, as ratios.

    pandoc -f biblatex -t csljson library.bib -o library.json
    python tests/bench/bench_csl.py library.json

What is timed is a list with sorting and disambiguation in HTML, from the style's
text to the last entry: the references are read before the clock starts. pandoc
cannot be timed inside, so its time holds start and reading as well. Exits 1 if
a goal is missed. All parts: speed pandoc scaling compile memory. On everything that
takes about ten minutes; `--first 1000` takes one, but the goals are for all references
(memory is always measured on the whole file).
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from compare_engines import NODE_MODULES_HELP, PANDOC_HELP, default_pandoc
from engines import run_citeproc_js, style_xml

from attachbib.csl import Processor, load_style
from attachbib.csl.catalog import iter_styles
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Reference
from attachbib.richtext import writer

STYLES = ("apa", "american-medical-association", "ieee")
NUMERIC = ("american-medical-association", "ieee")

Items = list[dict[str, Any]]


@dataclass(frozen=True)
class Goal:
    """One measured number and what it must be."""

    what: str
    measured: float
    bound: float
    at_least: bool
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the number is on the right side of its bound."""
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "ok" if self.met else "MISSED"
        return (
            f"{self.what:62} {self.measured:9.1f} {self.unit:4} "
            f"goal {sign} {self.bound:g} {self.unit:4} {verdict}"
        )


def read(items: Items) -> tuple[Reference, ...]:
    """Return CSL-JSON items as references."""
    return tuple(parse_csl_json(json.dumps(items)).value)


def render(style: str, references: tuple[Reference, ...]) -> str:
    """Render a list as attachbib's users do."""
    bibliography = Processor(load_style(style), references).bibliography()
    return writer("html").write_list(bibliography.entries, bibliography.layout)


def set_aside() -> None:
    """Keep what the benchmark itself holds out of garbage collections while the clock runs."""
    gc.collect()
    gc.freeze()


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the shortest wall time of some runs."""
    best = float("inf")
    set_aside()
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def citeproc_py(style: str, items: Items) -> float:
    """Return the seconds citeproc-py needs."""
    import warnings

    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")
    source = CiteProcJSON(items)
    with tempfile.NamedTemporaryFile("w", suffix=".csl", encoding="utf-8") as file:
        file.write(style_xml(style))
        file.flush()
        set_aside()
        start = time.perf_counter()
        loaded = CitationStylesStyle(file.name, validate=False)
        bibliography = CitationStylesBibliography(loaded, source, formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        bibliography.sort()
        for entry in bibliography.bibliography():
            str(entry)
        return time.perf_counter() - start


def pandoc(style: str, items: Items, executable: str) -> float:
    """Return the seconds pandoc needs, start and reading included."""
    with tempfile.TemporaryDirectory() as folder:
        csl, library = Path(folder, "style.csl"), Path(folder, "refs.json")
        csl.write_text(style_xml(style), encoding="utf-8")
        library.write_text(json.dumps(items), encoding="utf-8")
        command = [executable, "-f", "csljson", library, "--citeproc", "--csl", csl, "-t", "html"]
        return seconds(lambda: subprocess.run(command, capture_output=True, check=True))


def speed(items: Items, options: argparse.Namespace) -> Iterator[Goal]:
    """attachbib against citeproc-js and citeproc-py."""
    references = read(items)
    for style in STYLES:
        ours = seconds(lambda style=style: render(style, references), times=3)
        js = run_citeproc_js(style, items, options.node_modules, citations=False)["seconds"]
        python = citeproc_py(style, items)
        note = f"({ours:.2f} s, {1e6 * ours / len(items):.0f} µs each; theirs"
        yield Goal(f"{style}: × citeproc-js {note} {js:.1f} s)", js / ours, 25, True)
        yield Goal(f"{style}: × citeproc-py {note} {python:.1f} s)", python / ours, 50, True)


def against_pandoc(items: Items, options: argparse.Namespace) -> Iterator[Goal]:
    """attachbib against pandoc: numeric styles on everything, APA on 1,000."""
    for style, count, bound in (*((name, len(items), 12) for name in NUMERIC), ("apa", 1000, 80)):
        part = items[:count]
        references = read(part)
        ours = seconds(lambda style=style, references=references: render(style, references), 3)
        theirs = pandoc(style, part, options.pandoc)
        label = f"{style}, {len(part)}: × pandoc ({ours:.2f} s; theirs {theirs:.1f} s)"
        yield Goal(label, theirs / ours, bound, True)


def scaling(items: Items, options: argparse.Namespace) -> Iterator[Goal]:
    """Eight times the references, by people of other names."""
    small = read(items)
    large = read([copy for number in range(8) for copy in _renamed(items, number)])
    for style in STYLES:
        few = seconds(lambda style=style: render(style, small), times=2)
        many = seconds(lambda style=style: render(style, large))
        label = f"{style}: time of {len(large)} / time of {len(small)} ({many:.1f} s / {few:.2f} s)"
        yield Goal(label, many / few, 10, False)


def _renamed(items: Items, number: int) -> Iterator[dict[str, Any]]:
    """Yield the items as works of other people: a number is part of each family name."""
    for item in items:
        copy = {**item, "id": f"{item['id']}-{number}"}
        for variable in ("author", "editor"):
            copy[variable] = [
                {**name, "family": f"{name['family']}{number or ''}"} if "family" in name else name
                for name in item.get(variable, ())
            ]
        yield {name: value for name, value in copy.items() if value}


def compiling(items: Items, options: argparse.Namespace) -> Iterator[Goal]:
    """Loading and compiling every packaged style, on one reference."""
    [reference] = read(items[:1])

    def compile_and_use(style: str) -> None:
        processor = Processor(load_style(style), (reference,))
        processor.bibliography()

    times = [
        seconds(lambda style=style: compile_and_use(style.id))
        for style in list(iter_styles())[:: options.every]
    ]
    label = f"compiling a style, 95th percentile of {len(times)} (worst {1e3 * max(times):.0f} ms)"
    yield Goal(label, 1e3 * quantiles(times, n=20)[-1], 30, False, "ms")


def memory(items: Items, options: argparse.Namespace) -> Iterator[Goal]:
    """Peak memory of a process that reads and renders the file."""
    script = str(Path(__file__).with_name("peak_memory.py"))
    for style in STYLES:
        command = [sys.executable, script, str(options.references), style]
        kibibytes = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        yield Goal(f"{style}: peak memory", kibibytes / 1024, 150, False, "MiB")


PARTS = {
    "speed": speed,
    "pandoc": against_pandoc,
    "scaling": scaling,
    "compile": compiling,
    "memory": memory,
}


def main() -> int:
    """Measure the parts named on the command line, by default all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("references", type=Path, help="a CSL-JSON file, e.g. of 7,166 references")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure")
    parser.add_argument(
        "--node-modules", type=Path, default=Path("node_modules"), help=NODE_MODULES_HELP
    )
    parser.add_argument("--pandoc", default=default_pandoc(), help=PANDOC_HELP)
    parser.add_argument("--first", type=int, metavar="N", help="only the first N references")
    parser.add_argument("--every", type=int, default=1, help="compile only every n-th style")
    options = parser.parse_args()
    items = json.loads(options.references.read_text(encoding="utf-8"))[: options.first]
    missed = 0
    for part in options.parts or PARTS:
        for goal in PARTS[part](items, options):
            print(goal, flush=True)
            missed += not goal.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
