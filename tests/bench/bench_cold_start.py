"""Cold start: `attachbib render --style apa` on the example against pandoc, whole processes.

    python tests/bench/bench_cold_start.py [RUNS]

Both print the APA list of the same ten entries. They take turns, so that a busy
machine slows both; the first turn of each, in which Python may still have to write its
bytecode, is not counted. Needs pypandoc_binary.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "references" / "library.bib"


def attachbib_command() -> list[str]:
    """Return the console script beside this Python, else the module."""
    script = Path(sys.executable).with_name("attachbib")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "attachbib"]
    return [*start, "render", "--style", "apa", "--project", str(ROOT)]


def pandoc_command(folder: Path) -> list[str]:
    """Return pandoc printing all entries as APA, with the style file that attachbib uses."""
    import pypandoc

    sys.path.insert(0, str(ROOT))
    from attachbib.csl.packaged import style_file

    document = folder / "all.md"
    document.write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    return [
        pypandoc.get_pandoc_path(),
        "--citeproc",
        f"--bibliography={LIBRARY}",
        f"--csl={style_file('apa')}",
        "--to=plain",
        str(document),
    ]


def seconds(command: Sequence[str]) -> float:
    """Run a command to its end and return the wall-clock seconds it took."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8", env=environment
    )
    elapsed = time.perf_counter() - start
    if "Bowlby" not in done.stdout:
        raise SystemExit(f"{command[0]} did not print the list:\n{done.stdout}{done.stderr}")
    return elapsed


def main(runs: int) -> None:
    """Time both by turns and print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {"attachbib": attachbib_command(), "pandoc": pandoc_command(Path(folder))}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                elapsed = seconds(command)
                if turn:
                    times[name].append(elapsed)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        low, high = min(times[name]), max(times[name])
        print(f"{name:10} {median * 1000:6.0f} ms  (of {runs}: {low * 1000:.0f}-{high * 1000:.0f})")
    print(f"pandoc / attachbib: {medians['pandoc'] / medians['attachbib']:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
