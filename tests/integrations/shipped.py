"""What the integrations share: a project to check, and this repository as others install it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = (
    "attachbib",
    ".github",
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "pyproject.toml",
)
"""What an installation from the repository needs."""

GOOD = "Infants stay close to their caregivers [@Bowlby1969].\n"
BAD = "Infants stay close to their caregivers [@Bowlby1996].\n"


def make_project(folder: Path, article: str = GOOD) -> Path:
    """Write a small project into a folder and return the folder."""
    references = folder / "references"
    references.mkdir(parents=True)
    (references / "article.md").write_text(article, encoding="utf-8")
    (references / "library.bib").write_text(
        "@book{Bowlby1969, author = {Bowlby, John}, title = {Attachment}, year = {1969},\n"
        "  publisher = {Hogarth Press}, nodoi = {A book without one.}}\n",
        encoding="utf-8",
    )
    return folder


def copy_repository(folder: Path) -> Path:
    """Copy what the repository ships into a folder and return the copy."""
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


@cache
def _index_answers() -> bool:
    """Whether pip can fetch what the build needs."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder]
        return subprocess.run([*command, "hatchling"], capture_output=True).returncode == 0


def need(*programs: str) -> None:
    """Skip the test if a program is missing, or no package index can be reached."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    if not _index_answers():
        pytest.skip("no package index can be reached, and a real installation needs one")
