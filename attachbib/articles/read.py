"""Reading an article: which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attachbib.articles.model import Article
from attachbib.errors import InputError
from attachbib.source import Source, read_source


def _markdown(source: Source) -> Article:
    from attachbib.articles.markdown import read_markdown

    return read_markdown(source)


def _latex(source: Source) -> Article:
    from attachbib.articles.latex import read_latex

    return read_latex(source)


def _html(source: Source) -> Article:
    from attachbib.articles.html import read_html

    return read_html(source)


def _plain(source: Source) -> Article:
    from attachbib.articles.plain import read_plain

    return read_plain(source)


SUFFIXES: Mapping[str, Callable[[Source], Article]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".qmd": _markdown,
    ".rmd": _markdown,
    ".mdx": _markdown,
    ".tex": _latex,
    ".ltx": _latex,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".txt": _plain,
}
"""The reader of each file name suffix, in lower case."""


def read_article(path: Path) -> Article:
    """Read an article from a file.

    Raises:
        InputError: the file cannot be read, is no text, or no reader knows its suffix.
        EncodingError: it is not UTF-8.
    """
    _reader(path)
    return parse_article(read_source(path))


def parse_article(source: Source) -> Article:
    """Read an article from text; the suffix of its path says in what format it is.

    Raises:
        InputError: the text holds NUL characters, or no reader knows the suffix.
    """
    reader = _reader(source.path)
    if "\0" in source.text:
        line, column = source.position(source.text.index("\0"))
        raise InputError(
            "found a NUL character, expected text.",
            path=source.path,
            line=line,
            column=column,
            hint="This looks like a binary file; name the article's source instead.",
        )
    return reader(source)


def _reader(path: Path) -> Callable[[Source], Article]:
    reader = SUFFIXES.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"no reader for {path.suffix or 'a file without a suffix'!r}.",
            path=path,
            hint=f"Articles are read from files that end in {', '.join(SUFFIXES)}.",
        )
    return reader
