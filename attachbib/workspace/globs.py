"""Globs: which files below a folder a pattern matches, in an order that is always the same.

`*` and `?` stay inside a name, `**` spans folders, `[a-z]` and `{a,b}` choose. Linked
folders, hidden folders and those of tools (`node_modules`, virtual environments) are not
entered unless the pattern names them, so loops of links do no harm.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from attachbib.errors import InputError

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|\{[^{}/]*\}|.", re.S)
_MAGIC = re.compile(r"[*?\[{]")
_TOOL_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})


def is_glob(pattern: str) -> bool:
    """Whether a pattern may match more than the one path it spells."""
    return bool(_MAGIC.search(pattern))


def match_files(root: Path, pattern: str) -> list[Path]:
    """Return the files below `root` that a relative pattern matches, sorted by their parts.

    A path without wildcards is returned as it is, whether or not the file exists.

    Raises:
        InputError: a folder cannot be listed, so files in it would be passed over.
    """
    pattern = pattern.replace("\\", "/").removeprefix("./")
    if not is_glob(pattern):
        return [root / pattern]
    parts = pattern.split("/")
    fixed = next(index for index, part in enumerate(parts) if is_glob(part))
    expression = compile_glob("/".join(parts[fixed:]))
    base = root.joinpath(*parts[:fixed])
    deep = len(parts) - fixed if "**" not in pattern else None
    found = [path for path in _walk(base, deep) if expression.fullmatch(path)]
    return [base / path for path in sorted(found, key=lambda path: path.split("/"))]


def compile_glob(pattern: str) -> re.Pattern[str]:
    """Return the expression that relative paths must match in full.

    Raises:
        re.error: a range in brackets runs backwards.
    """
    return re.compile(_translate(pattern))


def _translate(pattern: str) -> str:
    return "".join(_piece(match[0]) for match in _TOKEN.finditer(pattern))


def _piece(token: str) -> str:
    if token in _PIECES:
        return _PIECES[token]
    if token[0] == "[" and len(token) > 2:
        inside = token[1:-1].replace("\\", r"\\").replace("[", r"\[")
        negated = inside.startswith("!")
        return f"[{'^/' if negated else ''}{inside[1:] if negated else inside}]"
    if token[0] == "{" and len(token) > 1:
        return f"(?:{'|'.join(_translate(one) for one in token[1:-1].split(','))})"
    return re.escape(token)


_PIECES = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _walk(base: Path, deep: int | None) -> Iterator[str]:
    """Yield the files below a folder, relative to it with `/`, at most `deep` levels down."""
    if not base.is_dir():
        return
    for folder, folders, files in os.walk(base, onerror=_fail):
        relative = Path(folder).relative_to(base)
        folders[:] = sorted(one for one in folders if _is_entered(folder, one))
        if deep is not None and len(relative.parts) + 1 >= deep:
            folders.clear()
        prefix = f"{relative.as_posix()}/" if relative.parts else ""
        for name in files:
            yield prefix + name


def _fail(error: OSError) -> NoReturn:
    raise InputError(f"the folder cannot be listed: {error.strerror}.", path=error.filename)


def _is_entered(parent: str, name: str) -> bool:
    if name.startswith(".") or name in _TOOL_FOLDERS:
        return False
    return not os.path.exists(os.path.join(parent, name, "pyvenv.cfg"))
