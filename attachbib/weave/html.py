"""The article as an HTML page: escaped, valid, without script."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from attachbib.articles import Article
from attachbib.richtext import writer
from attachbib.richtext.html import escape
from attachbib.weave.cites import Cited
from attachbib.weave.links import cite_name, entries_with_links_back, linked_citation
from attachbib.weave.parsing import anchored_citations
from attachbib.weave.slots import Slot, Slotted

_CSS = """\
body { max-width: 40em; margin: 2em auto; padding: 0 1em; line-height: 1.5; }
sup, sub { line-height: 0; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em; border-bottom: 1px solid #ccc; text-align: left; }
.csl-entry { margin-bottom: 0.5em; clear: left; }
.hanging-indent .csl-entry { padding-left: 2em; text-indent: -2em; }
.csl-left-margin { float: left; min-width: 2.5em; }
.csl-right-inline { margin-left: 2.5em; }
.csl-indent { margin-left: 2em; }"""

_BACK = "↩\ufe0e"
"""With the selector that keeps it from being shown as an emoji."""

_PAGE = """\
<!DOCTYPE html>
<html{lang}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}
</style>
</head>
<body>
<main>
{heading}{body}</main>
</body>
</html>
"""


def write_html(
    article: Article, cited: Cited, slotted: Slotted, markdown: MarkdownIt, tokens: list[Token]
) -> str:
    """Return a whole HTML page."""
    entries = entries_with_links_back(cited, anchored_citations(tokens, slotted), _BACK)

    def slot(found: Sequence[Token], index: int, options: object, env: object) -> str:
        return _citation(slotted.slots[found[index].meta["slot"]], cited)

    def references(found: Sequence[Token], index: int, options: object, env: object) -> str:
        return writer("html").write_list(entries, cited.bibliography.layout)

    renderer = markdown.renderer
    rules = {"slot": slot, "references": references, **_RULES}
    for name, rule in rules.items():
        renderer.rules[name] = rule  # type: ignore[attr-defined]  # RendererHTML has it
    body = renderer.render(tokens, markdown.options, {})
    title = article.title or article.source.path.stem
    return _PAGE.format(
        lang=f' lang="{escape(article.language)}"' if article.language else "",
        title=escape(title),
        css=_CSS,
        heading=f"<h1>{escape(article.title)}</h1>\n" if article.title else "",
        body=body,
    )


def _citation(slot: Slot, cited: Cited) -> str:
    one = slot.rendered
    if one is None:
        return ""
    text = writer("html").write(linked_citation(slot.content, one, cited))
    cites = f' data-cites="{escape(" ".join(one.ids))}"' if one.ids else ""
    name = f' id="{cite_name(one.number)}"' if slot.anchors else ""
    return f'<span class="citation"{name}{cites}>{text}</span>'


def _note_mark(tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    number, again = _note_number(tokens[index])
    name = f' id="fnref{number}{again}"'
    return f'<sup><a href="#fn{number}"{name} role="doc-noteref">{number}</a></sup>'


def _note_open(tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return f'<li id="fn{tokens[index].meta["id"] + 1}">'


def _note_back(tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    number, again = _note_number(tokens[index])
    return f' <a href="#fnref{number}{again}" role="doc-backlink">{_BACK}</a>'


def _note_number(token: Token) -> tuple[int, str]:
    """Return the number of a note, and what tells its second mark from its first."""
    again = token.meta.get("subId", 0)
    return token.meta["id"] + 1, f"-{again + 1}" if again else ""


def _math(opening: str, closing: str) -> object:
    def rule(tokens: Sequence[Token], index: int, options: object, env: object) -> str:
        return f'<span class="math">{opening}{escape(tokens[index].content)}{closing}</span>'

    return rule


_RULES = {
    "footnote_ref": _note_mark,
    "footnote_block_open": lambda *_: '<section role="doc-endnotes">\n<ol>\n',
    "footnote_block_close": lambda *_: "</ol>\n</section>\n",
    "footnote_open": _note_open,
    "footnote_close": lambda *_: "</li>\n",
    "footnote_anchor": _note_back,
    "math_inline": _math("\\(", "\\)"),
    "math_block": _math("\\[", "\\]"),
}
