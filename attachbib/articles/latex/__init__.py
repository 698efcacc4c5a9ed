"""The reader of LaTeX articles, with the files that they include.

A scanner of our own: pylatexenc keeps positions, but raises on what is not balanced,
knows no paragraphs, and is slower than reading an article may be.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from attachbib.articles.assembly import Assembly
from attachbib.articles.latex.arguments import Arguments
from attachbib.articles.latex.commands import LANGUAGES
from attachbib.articles.latex.macros import Macros
from attachbib.articles.latex.reader import Reader
from attachbib.articles.model import Article
from attachbib.articles.patterns import lazy_pattern
from attachbib.errors import InputError
from attachbib.source import Source, Span, problem_at, read_source

MAX_FILES = 500
"""How many files one document may include."""

MAX_DEPTH = 50
"""How deep files may include each other; TeX Live stops at 15."""

_BEGIN = lazy_pattern(r"^[^%\n]*?\\begin\s*\{document\}", re.M)
_END = "\\end{document}"
_LANGUAGE = lazy_pattern(
    r"\\usepackage\s*\[([^\]]*)\]\s*\{babel\}"
    r"|\\set(?:default|main)language\s*(?:\[[^\]]*\])?\s*\{([^}]*)\}"
)
_OPTION = lazy_pattern(r"\\documentclass\s*\[([^\]]*)\]")
_WORD = lazy_pattern(r"[\w=]+")


class _Project(NamedTuple):
    """What the files of one document have in common."""

    folder: Path
    """The folder of the main file; what lies outside it is not read."""
    language: str
    macros: Macros
    seen: set[str]


def read_latex(source: Source) -> Article:
    """Read a LaTeX document; it never fails.

    The files named by `\\input` and `\\include` are in `Article.included`. Only files in
    the folder of the document and below are read; all others are problems.
    """
    begin = _BEGIN().search(source.text)
    preamble = source.text[: begin.end()] if begin else ""
    project = _Project(
        Path(os.path.realpath(source.path.parent)),
        _language(preamble),
        Macros(source.text),
        {os.path.realpath(source.path)},
    )
    return _read(source, project, depth=0)


def _read(source: Source, project: _Project, *, depth: int) -> Article:
    text = source.text
    begin = _BEGIN().search(text)
    start = begin.end() if begin else 0
    end = text.find(_END, start)
    assembly = Assembly(source, project.language)
    reader = Reader(assembly, project.macros, Arguments(text))
    if begin is not None:
        assembly.block("front-matter", 0, start)
        reader.preamble(start)
    reader.read(start, end if end >= 0 else len(text))
    included: list[Article] = []
    for name, span in reader.inputs:
        included += _include(name, span, assembly, project, depth + 1)
    return assembly.article(
        "latex",
        language=project.language,
        title="" if depth else reader.title,
        included=included,
    )


def _include(
    name: str, span: Span, assembly: Assembly, project: _Project, depth: int
) -> list[Article]:
    """Read the file that a command at `span` includes; return it with those that it includes."""
    path = project.folder / (name if name.endswith((".tex", ".ltx")) else f"{name}.tex")
    real = os.path.realpath(path)
    if real in project.seen:
        return []
    message, advice = "", ""
    if not Path(real).is_relative_to(project.folder):
        message = f"`{name}` is not below the folder of the document, so it is not read"
        advice = f"Only files in {project.folder.name} and below are read."
    elif len(project.seen) >= MAX_FILES:
        message = f"the document includes more than {MAX_FILES} files; `{name}` is not read"
    elif depth > MAX_DEPTH:
        message = f"files include each other more than {MAX_DEPTH} deep; `{name}` is not read"
    else:
        project.seen.add(real)
        try:
            article = _read(read_source(Path(os.path.normpath(path))), project, depth=depth)
        except InputError as error:
            message, advice = f"`{name}` cannot be read: {error.message}".rstrip("."), error.hint
        else:
            return [replace(article, included=()), *article.included]
    problem = problem_at(assembly.source, span, "parse-error", message, help=advice)
    assembly.problems.append(problem)
    return []


def _language(preamble: str) -> str:
    """Return the main language that the preamble names, as a BCP 47 tag, or ""."""
    if match := _LANGUAGE().search(preamble):
        words = _WORD().findall(match[1] or match[2])
        main = next((word[5:] for word in words if word.startswith("main=")), "")
        return LANGUAGES.get(main or (words[-1] if words else ""), "")
    if option := _OPTION().search(preamble):
        named = [LANGUAGES[word] for word in _WORD().findall(option[1]) if word in LANGUAGES]
        return named[-1] if named else ""
    return ""
