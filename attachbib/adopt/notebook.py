"""A Jupyter notebook as Markdown: its Markdown cells as they are, its code fenced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from attachbib.articles import Article
from attachbib.articles.markdown import read_markdown
from attachbib.errors import InputError
from attachbib.source import Source

_FENCE = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


def notebook_as_markdown(article: Article) -> Article:
    """Return the article that the cells of a notebook are; outputs and raw cells are left out.

    Raises:
        InputError: it is no notebook of format 4.
    """
    path = article.source.path
    try:
        cells = json.loads(article.source.text)["cells"]
        texts = [text for cell in cells for text in _texts(cell)]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise InputError(
            "the cells of the notebook cannot be read.",
            path=path,
            hint="Open it in Jupyter and save it again.",
        ) from None
    return read_markdown(Source(path, "\n\n".join(texts) + "\n"))


def _texts(cell: dict[str, Any]) -> Iterator[str]:
    source = cell.get("source", "")
    text = ("".join(source) if isinstance(source, list) else str(source)).strip("\n")
    if cell.get("cell_type") == "markdown":
        yield text
    elif cell.get("cell_type") == "code" and text:
        fence = max(["``", *_FENCE.findall(text)], key=len) + "`"
        yield f"{fence}python\n{text}\n{fence}"
