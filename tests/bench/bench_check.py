"""`check` on large projects: against pandoc, with processes and the cache, its memory, each rule.

    python tests/bench/bench_check.py [--articles 1000] [--runs 3] [--library large.bib]

Every figure is the least of some runs of whole processes, which take turns; beside each ratio
stands its goal. Needs pypandoc_binary; memory is told on Linux only, as the proportional set
size of all processes of a run together.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from make_site import LIBRARY, entry, key, make_site

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(sys.executable).with_name("attachbib")
ATTACHBIB = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "attachbib"]
CITED = 500
"""How many entries of the large library are cited."""


def main() -> None:
    """Run all parts and print their tables."""
    parser = argparse.ArgumentParser(description="Time `attachbib check` on large projects.")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--library", type=Path, help="a large .bib file; else one is made")
    asked = parser.parse_args()
    print(f"load: {' '.join(f'{one:.2f}' for one in os.getloadavg())}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATTACHBIB_CACHE_DIR"] = f"{folder}/cache"
        site = Path(folder) / "site"
        make_site(site, asked.articles, asked.articles * 1000, 2000)
        bench_site(site, asked.runs)
        bench_growth(Path(folder), asked.articles, asked.runs)
        bench_citations(Path(folder) / "citations")
        bench_small(Path(folder) / "small", asked.library, asked.runs * 5)
        bench_rules(Path(folder) / "rules")


def bench_site(site: Path, runs: int) -> None:
    """Compare a check of the site with pandoc, with itself, and with what it remembers."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    files = sorted(str(path) for path in site.glob("content/*.md"))
    some = files[:: max(1, len(files) // 50)]
    touched = Path(files[len(files) // 2])

    def forget() -> None:
        shutil.rmtree(os.environ["ATTACHBIB_CACHE_DIR"], ignore_errors=True)

    def touch() -> None:
        with touched.open("a", encoding="utf-8") as file:
            file.write("\n")

    def each() -> None:
        for file in some:
            run([pandoc, "-t", "json", file], site)

    times = least(
        {
            "pandoc, one process for all": lambda: run([pandoc, "-t", "json", *files], site),
            "pandoc, one process for each": each,
            "check -j 1": lambda: check(site, "-j", "1", "--no-cache"),
            "check -j 2": lambda: check(site, "-j", "2", "--no-cache"),
            "check -j 2, first run": lambda: check(site, "-j", "2"),
            "check -j 2, one file changed": lambda: check(site, "-j", "2"),
            "check -j 2, nothing changed": lambda: check(site, "-j", "2"),
        },
        runs,
        before={"check -j 2, first run": forget, "check -j 2, one file changed": touch},
    )
    times["pandoc, one process for each"] *= len(files) / len(some)
    for name, seconds in times.items():
        print(f"{name:32} {seconds:7.2f} s")
    ratio("check -j 2 / pandoc, one for all", times["check -j 2"] / times[next(iter(times))], 0.5)
    ratio(
        "check -j 2 / pandoc, one for each",
        times["check -j 2"] / times["pandoc, one process for each"],
        0.5,
    )
    first = times["check -j 2, first run"]
    ratio("one file changed / first run", times["check -j 2, one file changed"] / first, 0.1)
    ratio("check -j 1 / -j 2", times["check -j 1"] / times["check -j 2"], 1.6, least=True)
    for jobs in ("1", "2"):
        memory(f"memory, -j {jobs}", site, "-j", jobs, "--no-cache")


def bench_growth(folder: Path, articles: int, runs: int) -> None:
    """Print the time per article of sites of several sizes."""
    per_article: list[float] = []
    for number in (articles // 4, articles // 2, articles, articles * 2):
        site = folder / f"site-{number}"
        make_site(site, number, number * 1000, 2000)
        times = least({"": lambda site=site: check(site, "-j", "1", "--no-cache")}, runs)
        per_article.append(times[""] / number * 1000)
        print(f"{number:6} articles {per_article[-1]:25.2f} ms per article")
        shutil.rmtree(site)
    ratio("time per article, largest / smallest site", per_article[-1] / per_article[0], 1.1)


def bench_citations(folder: Path) -> None:
    """Print the memory for one file with 300,000 citations."""
    make_project(folder, 2000)
    with (folder / "article.md").open("w", encoding="utf-8") as file:
        for number in range(300_000):
            file.write(f"The layer {number} is [@{key(number % 2000)}, p. {number}].\n\n")
    memory("memory, 300,000 citations", folder, "--no-cache")


def bench_small(folder: Path, library: Path | None, runs: int) -> None:
    """Compare start-up with two imports, and a large library with its export."""
    make_project(folder, 7000)
    target = folder / LIBRARY
    if library is not None:
        shutil.copy(library, target)
    keys = re.findall(r"^@\w+\{([^,\s{}@]+),", target.read_text("utf-8"), re.M)
    lines = (f"A layer is above another [@{{{one}}}].\n" for one in keys[:: len(keys) // CITED])
    (folder / "article.md").write_text("\n".join(lines), encoding="utf-8")
    times = least(
        {
            "import click, bibtexparser": lambda: run(
                [sys.executable, "-c", "import click, bibtexparser"], ROOT
            ),
            "check of the example": lambda: check(ROOT, "--no-cache"),
            "refs export of the large library": lambda: run(
                [*ATTACHBIB, "refs", "export", LIBRARY, "--to", "csl-json"], folder
            ),
            "check of the large library": lambda: check(folder, "--no-cache"),
        },
        runs,
    )
    for name, seconds in times.items():
        print(f"{name:32} {seconds * 1000:7.0f} ms")
    imports, example, export, large = times.values()
    ratio("check of the example / imports", example / imports, 3)
    ratio("check / refs export, large library", large / export, 2)


def bench_rules(folder: Path) -> None:
    """Print the time that each rule takes for an entry that is cited once, of two libraries."""
    from attachbib.rules import RULE_NAMES, load_rule
    from attachbib.workspace import Workspace, open_workspace

    def project(entries: int) -> Callable[[], Workspace]:
        place = folder / str(entries)
        make_project(place, entries)
        lines = (f"The layer {at} is above [@{key(at)}, p. {at}].\n" for at in range(entries))
        (place / "article.md").write_text("\n".join(lines), encoding="utf-8")
        return lambda: open_workspace(project=place)

    print(f"\n{'µs per entry and rule':32} {'1,000':>9} {'10,000':>9}   ratio (goal: < 2)")
    projects = [project(1000), project(10_000)]
    for name in RULE_NAMES:
        figures: list[float] = []
        for entries, read in zip((1000, 10_000), projects, strict=True):
            workspace = read()
            _ = workspace.coverage, workspace.aliases, [*workspace.references.values()]
            start = time.perf_counter()
            for _ in load_rule(name).check(workspace):
                pass
            figures.append((time.perf_counter() - start) / entries * 1e6)
        small, large = figures
        # What takes less than a hundredth of a microsecond does not depend on the entries.
        shown = f"{large / small:.2f}" if large > 0.01 else "-"
        print(f"{name:32} {small:9.2f} {large:9.2f}   {shown}")


def make_project(folder: Path, entries: int) -> None:
    """Make a project without an article."""
    folder.mkdir(parents=True)
    (folder / "attachbib.toml").write_text("", encoding="utf-8")
    (folder / LIBRARY).write_text("\n".join(map(entry, range(entries))), encoding="utf-8")


def check(project: Path, *options: str) -> None:
    run([*ATTACHBIB, "check", *options], project)


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command to its end; it may find things, but it must run."""
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    )
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stderr.decode()}")


def environment() -> dict[str, str]:
    """Return that of a user, whose Python keeps its bytecode."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}


def least(
    actions: dict[str, Callable[[], object]],
    runs: int,
    before: dict[str, Callable[[], object]] | None = None,
) -> dict[str, float]:
    """Return the least seconds that each action took, after what must be done before it."""
    times = dict.fromkeys(actions, float("inf"))
    for _ in range(runs):
        for name, action in actions.items():
            if prepare := (before or {}).get(name):
                prepare()
            start = time.perf_counter()
            action()
            times[name] = min(times[name], time.perf_counter() - start)
    return times


def ratio(what: str, value: float, goal: float, *, least: bool = False) -> None:
    met = value >= goal if least else value <= goal
    sign = ">=" if least else "<="
    print(f"{what:44} {value:7.3f}  goal {sign} {goal:g}{'' if met else '  MISSED'}")


def memory(what: str, project: Path, *options: str) -> None:
    """Print the peak memory of a check and its processes."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    process = subprocess.Popen(
        [*ATTACHBIB, "check", *options], cwd=project, stdout=subprocess.DEVNULL, env=environment()
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_kilobytes(one) for one in _tree(process.pid)))
        time.sleep(0.02)
    ratio(f"{what} (MB)", peak / 1024, 400)


def _tree(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _tree(int(child)))]


def _kilobytes(process: int) -> int:
    try:
        found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
