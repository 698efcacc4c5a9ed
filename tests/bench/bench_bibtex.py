"""Measure `.bib` → CSL-JSON against pandoc, all in one run, and the commands on the same file.

    python tests/bench/bench_bibtex.py large.bib

Ratios compare whole processes that take turns, so that a busy machine slows both; the
first turn of each is not counted. The number in a process is that of the Python API:
reading, converting and dumping, imports included. Exits 1 if a goal is missed. Parts:
speed memory scaling commands. Needs pypandoc_binary, or pandoc on the path.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_csl import Goal
from compare_engines import PANDOC_HELP, default_pandoc

from attachbib.bibtex import read_library

MANY = 100_000

CONVERT = """
import re, sys, time
from pathlib import Path
start = time.perf_counter()
from attachbib.bibtex import read_library, to_references
from attachbib.formats.csl_json import dump_csl_json
library = read_library(Path(sys.argv[1]))
text = dump_csl_json(to_references(library).values())
seconds = time.perf_counter() - start
status = Path("/proc/self/status").read_text(encoding="ascii")
print(seconds, re.findall(r"VmHWM:\\s+(\\d+) kB", status)[0])
"""
"""Prints the seconds and the peak memory in KiB; Linux keeps a parent's in `ru_maxrss`."""


def attachbib(*arguments: str) -> list[str]:
    """Return a command line of the console script beside this Python, else of the module."""
    script = Path(sys.executable).with_name("attachbib")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "attachbib"]
    return [*start, *arguments]


def take_turns(commands: Sequence[Sequence[str]], turns: int) -> list[float]:
    """Return the median wall-clock seconds of each command."""
    times: list[list[float]] = [[] for _ in commands]
    for turn in range(turns + 1):
        for command, taken in zip(commands, times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            if turn:
                taken.append(time.perf_counter() - start)
    return list(map(median, times))


def convert(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak MiB of converting a file through the API."""
    command = [sys.executable, "-c", CONVERT, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(output[0]), int(output[1]) / 1024


def speed(path: Path, options: argparse.Namespace) -> Iterator[Goal]:
    """attachbib against pandoc."""
    export = attachbib("refs", "export", str(path), "--to", "csl-json")
    pandoc = [options.pandoc, "-f", "biblatex", "-t", "csljson", str(path)]
    api = [sys.executable, "-c", CONVERT, str(path)]
    ours, theirs, whole_api = take_turns([export, pandoc, api], options.turns)
    label = f"refs export: × pandoc ({ours:.2f} s; theirs {theirs:.2f} s)"
    yield Goal(label, theirs / ours, 5, True)
    yield Goal(f"Python and the API: × pandoc ({whole_api:.2f} s)", theirs / whole_api, 5, True)


def memory(path: Path, options: argparse.Namespace) -> Iterator[Goal]:
    """Peak memory of a process that converts the file."""
    yield Goal("peak memory", convert(path)[1], 250, False, "MiB")


def scaling(path: Path, options: argparse.Namespace) -> Iterator[Goal]:
    """The time per entry when there are many: the file again and again, with other keys."""
    count = len(read_library(path).entries)
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder, "many.bib")
        copies = -(-MANY // count)
        with many.open("w", encoding="utf-8") as file:
            for number in range(copies):
                file.write(re.sub(r"(?m)^(@\w+\{)([^,\s]+)", rf"\1\2-{number}", text) + "\n")
        few_seconds = min(convert(path)[0] for _ in range(3))
        many_seconds, mebibytes = convert(many)
    label = (
        f"time per entry of {copies * count} / of {count} "
        f"({many_seconds:.1f} s / {few_seconds:.2f} s; {mebibytes:.0f} MiB)"
    )
    yield Goal(label, many_seconds / copies / few_seconds, 1.25, False)


def commands(path: Path, options: argparse.Namespace) -> Iterator[Goal]:
    """`refs search` and `refs show`, whole processes."""
    entry = read_library(path).entries[-1]
    library = ("-l", str(path))
    word = re.findall(r"\w{5,}", entry.text("title") or "")[0]
    asked = {"search": word, "show": entry.key}
    times = take_turns(
        [attachbib("refs", *pair, *library) for pair in asked.items()], options.turns
    )
    for (name, what), seconds in zip(asked.items(), times, strict=True):
        yield Goal(f"refs {name} {what}", seconds, 1, False, "s")


PARTS = {"speed": speed, "memory": memory, "scaling": scaling, "commands": commands}


def main() -> int:
    """Measure the parts named on the command line, by default all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("library", type=Path, help="a .bib file, e.g. of 7,166 entries")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure")
    parser.add_argument("--turns", type=int, default=7, help="how often each command is timed")
    parser.add_argument("--pandoc", default=default_pandoc(), help=PANDOC_HELP)
    options = parser.parse_args()
    missed = 0
    for part in options.parts or PARTS:
        for goal in PARTS[part](options.library, options):
            print(goal, flush=True)
            missed += not goal.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
