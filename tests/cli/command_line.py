"""The command line as a user meets it: arguments and a folder in, what it printed out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).resolve().parents[2]

ARTICLE = """# Sleep

Naps help [@doe2020]. They help adults too [@adams2019, p. 3].

::: {#refs}
:::

Thank you.
"""

LIBRARY = """@book{adams2019, author = {Adams, Ann}, title = {Naps of Adults}, year = 2019}
@book{doe2020, author = {Doe, Jane}, title = {Naps}, year = 2020, annotation = {On naps.}}
@book{roe2021, author = {Roe, Rita}, title = {Not Cited}, year = 2021}
"""

CLAIMS = """[[claim]]
id = "naps-help"
file = "article.md"

[claim.anchor]
exact = "Naps help."

[[claim.evidence]]
key = "doe2020"
"""


class Done(NamedTuple):
    """What a command left."""

    returncode: int
    stdout: str
    stderr: str


class Run(Protocol):
    """Runs `attachbib` with arguments in a folder."""

    def __call__(self, *arguments: str | Path, cwd: Path = ...) -> Done: ...


def run_process(command: str, folder: Path, **environment: str) -> Done:
    """Run a shell command in which `attachbib` is this one, as a process of its own."""
    done = subprocess.run(
        ["bash", "-c", f'attachbib() {{ "{sys.executable}" -m attachbib "$@"; }}\n{command}'],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def make_project(root: Path) -> Path:
    """Make a project whose article cites two of three references; return its `references`."""
    folder = root / "references"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "library.bib").write_text(LIBRARY, encoding="utf-8")
    (folder / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    return folder


def _default_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


heed_interrupts = _default_interrupts if os.name == "posix" else None
"""The `preexec_fn` of a process to interrupt: a shell lets what it runs behind ignore SIGINT."""
