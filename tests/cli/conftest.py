"""The command line as a user meets it: arguments and a folder in, what it printed out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., "subprocess.CompletedProcess[str]"]

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


@pytest.fixture
def attachbib(tmp_path: Path) -> Run:
    """Run `attachbib` with arguments in a folder (default: `tmp_path`), in its own process."""

    def run(
        *arguments: str | Path, cwd: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "attachbib", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            timeout=60,
        )

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article that cites two of three references; its `references` folder."""
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "library.bib").write_text(LIBRARY, encoding="utf-8")
    (folder / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    return folder
