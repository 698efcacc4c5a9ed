"""Reading an article: which reader reads which file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

from attachbib.articles.model import Article
from attachbib.errors import InputError
from attachbib.source import Source, read_source

_PACKAGE = "attachbib.articles"

_FORMATS: Mapping[str, tuple[str, str]] = {
    ".md .markdown .qmd .rmd .mdx": ("markdown", "read_markdown"),
    ".tex .ltx": ("latex", "read_latex"),
    ".html .htm .xhtml": ("html", "read_html"),
    ".rst": ("rst", "read_rst"),
    ".txt": ("plain", "read_plain"),
    ".ipynb": ("notebook", "read_notebook"),
    ".docx": ("docx", "read_docx"),
}
"""Suffixes → module and function; only the module of a file at hand is imported."""

SUFFIXES: Mapping[str, tuple[str, str]] = {
    suffix: reader for suffixes, reader in _FORMATS.items() for suffix in suffixes.split()
}
"""The reader of each file name suffix, in lower case."""

_NEVER_FAIL = frozenset({"markdown", "html", "rst", "plain"})
"""Readers to which every text is a document, and that look at no other file."""

_EXCERPTS: Mapping[str, str] = {".ipynb": ".md", ".docx": ".txt"}
"""Formats whose files are no plain text, and how a piece of their text is read."""


def read_article(path: Path) -> Article:
    """Read an article from a file.

    Raises:
        InputError: the file cannot be read, is not what its suffix says, or no reader
            knows its suffix.
        EncodingError: it is not UTF-8.
    """
    suffix = _known_suffix(path)
    if suffix == ".docx":
        from attachbib.articles.docx import read_docx

        return read_docx(path)
    return _read(read_source(path), suffix)


def open_article(path: Path) -> Article:
    """Return an article as `read_article` does, perhaps read only when it is looked into.

    Raises:
        InputError, EncodingError: as `read_article`.
    """
    suffix = _known_suffix(path)
    module, _ = SUFFIXES[suffix]
    if module not in _NEVER_FAIL:
        return read_article(path)
    from attachbib.articles.lazy import LazyArticle

    source = read_source(path)
    _refuse_binary(source)
    return LazyArticle(source, module, partial(_read, suffix=suffix))


def parse_article(source: Source) -> Article:
    """Read an article from text; the suffix of its path says in what format it is.

    Text that is no whole notebook or Word document is read as a piece of one.

    Raises:
        InputError: the text holds NUL characters, or no reader knows the suffix.
    """
    suffix = _known_suffix(source.path)
    if suffix == ".docx" or (suffix == ".ipynb" and not source.text.lstrip().startswith("{")):
        suffix = _EXCERPTS[suffix]
    return _read(source, suffix)


def _read(source: Source, suffix: str) -> Article:
    _refuse_binary(source)
    module, function = SUFFIXES[suffix]
    article: Article = getattr(import_module(f"{_PACKAGE}.{module}"), function)(source)
    return article


def _refuse_binary(source: Source) -> None:
    if "\0" in source.text:
        line, column = source.position(source.text.index("\0"))
        raise InputError(
            "found a NUL character, expected text.",
            path=source.path,
            line=line,
            column=column,
            hint="This looks like a binary file; name the article's source instead.",
        )


def _known_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"no reader for {path.suffix or 'a file without a suffix'!r}.",
            path=path,
            hint=f"Articles are read from files that end in {', '.join(SUFFIXES)}.",
        )
    return suffix
