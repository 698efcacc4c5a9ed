"""Commands run on a terminal of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_line import ROOT

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def run_on_terminal(*arguments: str | Path, cwd: Path, environment: dict[str, str]) -> str:
    """Run `attachbib` with arguments in a folder and return what the terminal got."""
    import pty  # Windows has none, and must still be able to import this module.

    command = [sys.executable, "-m", "attachbib", *map(str, arguments)]
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.execve(sys.executable, command, {**environment, "PYTHONPATH": str(ROOT)})
    printed = b""
    try:
        while chunk := os.read(terminal, 4096):
            printed += chunk
    except OSError:  # Linux reports the end of a terminal as an error.
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return printed.decode("utf-8")
