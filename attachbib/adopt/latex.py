"""LaTeX with a `thebibliography`: its items as lines, and a generated list in its place.

The article stays LaTeX. Its `\\cite` commands stay as they are too, for the keys of the
items become the citation keys of the library.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from attachbib.adopt.lists import PrintedLine
from attachbib.articles import Article
from attachbib.bibtex.latex import plain_text, strip_markup
from attachbib.edits import Edit, apply_edits
from attachbib.source import Span

_BEGIN, _END = r"\begin{thebibliography}", r"\end{thebibliography}"
_DOCUMENT = r"\begin{document}"
_NATBIB = re.compile(r"\\usepackage\s*(?:\[[^\[\]]{0,500}\]\s*)?\{natbib\}")
_ITEM = re.compile(r"\\bibitem\s*(?:\[[^\[\]]{0,500}\]\s*)?\{\s*([^{}\s,%#\"\\~=()']{1,200})\s*\}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n[ \t]*")
_NEW_BLOCK = re.compile(r"\\newblock\b\s*")


def latex_list(article: Article) -> tuple[PrintedLine, ...]:
    """Return the items of the last `thebibliography`, each with its key as the number."""
    text = article.source.text
    begin, end = _bounds(text)
    found: list[PrintedLine] = []
    items = list(_ITEM.finditer(text, begin, end))
    for item, stop in pairwise([*items, None]):
        if item is not None:
            last = stop.start() if stop is not None else end
            line = _NEW_BLOCK.sub("", _COMMENT.sub("", text[item.end() : last]))
            plain = " ".join(strip_markup(plain_text(line)).split())
            found.append(PrintedLine(item[1], plain, Span(item.start(), last)))
    return tuple(found)


def with_generated_list(article: Article, library: str) -> str:
    """Return an article whose list biblatex makes from a library; it knows all our fields.

    biblatex cannot be loaded beside natbib, whose commands it has too, so it takes its place.

    Args:
        library: the library's file name.
    """
    text = article.source.text
    begin, end = _bounds(text)
    edits = [Edit(begin, end + len(_END), "\\printbibliography")]
    resource = f"\\addbibresource{{{library}}}"
    natbib = _NATBIB.search(text, 0, begin)
    document = text.find(_DOCUMENT, 0, begin)
    if natbib:
        edits.append(Edit(*natbib.span(), f"\\usepackage[natbib=true]{{biblatex}}\n{resource}"))
    elif document >= 0:
        edits.append(Edit(document, document, f"\\usepackage{{biblatex}}\n{resource}\n"))
    return apply_edits(text, edits)


def count_citations(article: Article, keys: Collection[str]) -> int:
    """Return how many citations name nothing but some keys."""
    return sum(all(cite.key in keys for cite in one.cites) for one in article.citations)


def _bounds(text: str) -> tuple[int, int]:
    """Return where the list begins and where its `\\end` does; an empty range without a list."""
    begin = text.rfind(_BEGIN)
    end = text.find(_END, begin) if begin >= 0 else -1
    return (begin, end) if end >= 0 else (len(text), len(text))
