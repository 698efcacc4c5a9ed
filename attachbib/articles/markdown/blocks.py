"""The block structure of a Markdown document, line by line, with exact spans.

A scanner of our own instead of markdown-it-py: that parser takes 46 ms to
import (a whole `attachbib check` should take little more), gives blocks only
as line ranges and inline content with no positions at all, so the spans would
have to be searched for again; and it reads about 0.4 MB/s. This one knows what
matters for reading prose: containers (block quotes, list items, footnotes,
fenced divs), and which lines hold text. Its rules are those of CommonMark 0.31
and GFM tables, with pandoc's footnotes, fenced divs, definition and example
lists, raw TeX environments and YAML front matter.

Each line is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attachbib.articles.markdown.containers import INDENT, RULE, Containers
from attachbib.articles.markdown.directives import directive_name, holds_prose
from attachbib.articles.markdown.front_matter import (
    front_matter_language,
    front_matter_listed,
    front_matter_value,
)
from attachbib.articles.markdown.html_blocks import html_start
from attachbib.articles.markdown.layout import Layout, RawBlock, columns, normalise_label
from attachbib.articles.patterns import lazy_pattern

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FRONT_MATTER = lazy_pattern(
    r"---[ \t]*(\r\n|\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*(?=\r|$)", re.M | re.S
)
_LINK_LABEL = lazy_pattern(r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\S*")
_HEADING = lazy_pattern(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = lazy_pattern(r"(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\}[ \t]*)?$")
_UNDERLINE = lazy_pattern(r"(=+|-+)[ \t]*$")
_FENCE = lazy_pattern(r"(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*$")
_DIV = lazy_pattern(r"(:{3,})[ \t]*(.*?)[ \t:]*$")
_TABLE_RULE = lazy_pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ENVIRONMENT = lazy_pattern(r"\\begin\{([A-Za-z]+\*?)\}")

_SHORTCODE = lazy_pattern(
    r"\{(?:%-?|\{[%<])\s*(highlight|raw|mermaid|code|codeblock|comment|math|katex)\b"
)
_MODULE = lazy_pattern(r"(?:import|export)\b")
_OPTION = lazy_pattern(r":[A-Za-z][\w-]*:(?:\s|$)")

_INTERRUPTING: Mapping[str, Callable[[], re.Pattern[str]]] = {
    "#": _HEADING,
    "`": _FENCE,
    "~": _FENCE,
    ":": _DIV,
    "-": RULE,
    "*": RULE,
    "_": RULE,
}
"""What can end a paragraph by its first character; HTML blocks apart."""


def scan_blocks(text: str, *, is_mdx: bool = False) -> Layout:
    """Split a document into blocks, in document order."""
    scanner = _Scanner(text, is_mdx)
    start = scanner.front_matter()
    for match in _LINE.finditer(text, start):
        scanner.line(match.start(), match.end(1))
        if match.end() == len(text):
            break
    return scanner.finish()


class _Scanner:
    """The open containers and the open leaf while the lines go by."""

    def __init__(self, text: str, is_mdx: bool) -> None:
        self.text = text
        self.is_mdx = is_mdx
        self.blocks: list[RawBlock] = []
        self.labels: set[str] = set()
        self.metadata = ""
        self.metadata_start = 0
        self.unclosed: list[tuple[int, str]] = []
        self.containers = Containers(text)
        self.divs: list[tuple[RawBlock, str]] = []
        """The open divs and directives, each with the fence that opened it."""
        self.in_options = False
        """Whether the lines right after the opening of a directive go on."""
        self.leaf: RawBlock | None = None
        self.closer: re.Pattern[str] | None = None

    def front_matter(self) -> int:
        """Take YAML front matter off the top; return where the rest begins."""
        match = _FRONT_MATTER().match(self.text) if self.text.startswith("---") else None
        if match is None:
            return 0
        self.blocks.append(RawBlock("front-matter", match.start(), match.end()))
        self.metadata = match[2]
        self.metadata_start = match.start(2)
        return match.end()

    def finish(self) -> Layout:
        if self.leaf is not None and self.closer is not None:
            self.unclosed.append((self.leaf.start, self.leaf.kind))
        self.close_leaf()
        self.unclosed.extend((div.start, "div") for div, _ in self.divs)
        self.blocks.sort(key=lambda block: (block.start, -block.end))
        return Layout(
            self.blocks,
            frozenset(self.labels),
            frozenset(self.containers.examples),
            front_matter_language(self.metadata),
            front_matter_value(self.metadata, "title"),
            tuple(
                (key, self.metadata_start + start, self.metadata_start + end)
                for key, start, end in front_matter_listed(self.metadata)
            ),
            tuple(self.unclosed),
        )

    def close_leaf(self) -> None:
        self.leaf = None
        self.closer = None

    def open_leaf(self, leaf: RawBlock) -> None:
        self.leaf = leaf
        self.blocks.append(leaf)
        self.closer = None

    def open_until(self, closer: re.Pattern[str], leaf: RawBlock, pos: int) -> None:
        """Open a leaf up to the line that has its closer: perhaps this one, from `pos` on."""
        self.open_leaf(leaf)
        self.closer = closer
        if closer.match(self.text, pos, leaf.end):
            self.close_leaf()

    def line(self, start: int, end: int) -> None:
        """Read one line, given without its line end."""
        containers = self.containers
        pos, matched = containers.match(start, end)
        everything = matched == len(containers.open)
        if self.closer is not None and self.leaf is not None:
            if everything:
                self.leaf.end = end
                if self.closer.match(self.text, pos, end):
                    self.close_leaf()
                return
            self.close_leaf()
        if not self.text[pos:end].strip():
            del containers.open[matched:]
            if self.leaf is not None and self.leaf.kind != "code":
                self.close_leaf()
            return
        in_paragraph = self.leaf is not None and bool(self.leaf.texts)
        pos, opened = containers.start(pos, end, matched, in_paragraph=in_paragraph)
        if opened:
            self.close_leaf()
        elif not everything:
            if self.lazy(pos, end):
                return
            del containers.open[matched:]
            self.close_leaf()
        self.leaf_line(pos, end)

    def lazy(self, pos: int, end: int) -> bool:
        """Whether this line only continues a paragraph that began in a container; then take it."""
        leaf = self.leaf
        if leaf is None or leaf.kind in ("table", "table-head", "html", "code", "definition"):
            return False
        first = INDENT.match(self.text, pos, end).end()  # type: ignore[union-attr]  # matches any text
        if not leaf.texts or self.interrupts(pos, first, end):
            return False
        self.continue_leaf(leaf, first, end)
        return True

    def interrupts(self, pos: int, first: int, end: int) -> bool:
        """Whether this line ends an open paragraph, because something else begins."""
        if columns(self.text, pos, first) > 3:
            return False
        char = self.text[first : first + 1]
        if char == "<":
            return html_start(self.text, first, end) is not None
        pattern = _INTERRUPTING.get(char)
        return pattern is not None and pattern().match(self.text, first, end) is not None

    def continue_leaf(self, leaf: RawBlock, first: int, end: int) -> None:
        leaf.texts[-1].append((first, end))
        leaf.end = end

    def leaf_line(self, pos: int, end: int) -> None:
        text = self.text
        first = INDENT.match(text, pos, end).end()  # type: ignore[union-attr]  # matches any text
        if first == end:
            return
        if self.in_options:
            self.in_options = _OPTION().match(text, first, end) is not None
            if self.in_options:
                self.open_leaf(RawBlock("definition", first, end))
                return
        leaf = self.leaf
        if leaf is not None and leaf.kind in ("table", "table-head"):
            self.table_row(first, end)
            return
        prose = leaf is not None and bool(leaf.texts)
        if columns(text, pos, first) >= 4 and not prose:
            if leaf is None or leaf.kind != "code":
                self.open_leaf(RawBlock("code", first, end))
            else:
                leaf.end = end
            return
        if leaf is not None and leaf.kind == "code":
            self.close_leaf()
            leaf = None
        if leaf is not None and prose:
            if self.continues(leaf, pos, first, end):
                return
            self.close_leaf()
        self.start_leaf(first, end)

    def continues(self, leaf: RawBlock, pos: int, first: int, end: int) -> bool:
        """Whether this line belongs to the open paragraph; then take it."""
        if leaf.kind != "html":
            if kind := self.turned_into(leaf, pos, first, end):
                leaf.kind = kind
                leaf.end = end
                if kind == "heading":
                    leaf.level = 1 if self.text[first] == "=" else 2
                    self.close_leaf()
                return True
            if self.interrupts(pos, first, end):
                return False
        self.continue_leaf(leaf, first, end)
        return True

    def turned_into(self, leaf: RawBlock, pos: int, first: int, end: int) -> str:
        """Return what an underline or a table's rule makes of the open paragraph, or ""."""
        text = self.text
        if text[first] not in "=-|:":
            return ""
        if columns(text, pos, first) < 4 and _UNDERLINE().match(text, first, end):
            return "heading"
        start, stop = leaf.texts[0][0]
        is_head = len(leaf.texts[0]) == 1 and "|" in text[start:stop]
        return "table-head" if is_head and _TABLE_RULE().match(text, first, end) else ""

    def table_row(self, first: int, end: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind == "table":
            leaf.texts.append([(first, end)])
            leaf.end = end
        else:
            self.open_leaf(RawBlock("table", first, end, texts=[[(first, end)]]))

    def start_leaf(self, first: int, end: int) -> None:
        open_special = _LEAVES.get(self.text[first])
        if open_special is None or not open_special(self, first, end):
            kind, info = self.containers.paragraph_kind()
            self.open_leaf(RawBlock(kind, first, end, info=info, texts=[[(first, end)]]))

    def heading(self, first: int, end: int) -> bool:
        match = _HEADING().match(self.text, first, end)
        if match is None:
            return False
        tail = _HEADING_END().search(self.text, match.end(), end)
        stop = tail.start() if tail else end
        texts = [[(match.end(), stop)]]
        self.open_leaf(RawBlock("heading", first, end, level=len(match[1]), texts=texts))
        self.close_leaf()
        return True

    def fence(self, first: int, end: int) -> bool:
        match = _FENCE().match(self.text, first, end)
        if match is None:
            return False
        fence = match[1]
        if self.divs and not match[2] and fence.startswith(self.divs[-1][1]):
            self.close_div(end)
            return True
        directive = directive_name(match[2])
        if holds_prose(directive):
            self.open_div(match[2], fence, first, end)
            return True
        self.open_leaf(RawBlock("code", first, end, info=match[2]))
        self.closer = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$")
        return True

    def rule(self, first: int, end: int) -> bool:
        if not RULE().match(self.text, first, end):
            return False
        self.close_leaf()
        return True

    def html(self, first: int, end: int) -> bool:
        begun = html_start(self.text, first, end)
        if begun is None:
            return False
        if not begun.closer:
            self.open_leaf(RawBlock("html", first, end, texts=[[(first, end)]]))
            return True
        closer = re.compile(".*?" + re.escape(begun.closer), re.I)
        self.open_until(closer, RawBlock(begun.kind, first, end), first + len("<!--"))
        return True

    def environment(self, first: int, end: int) -> bool:
        match = _ENVIRONMENT().match(self.text, first, end)
        if match is None:
            return False
        closer = re.compile(".*?" + re.escape(f"\\end{{{match[1]}}}"))
        self.open_until(closer, RawBlock("raw", first, end), first)
        return True

    def link_label(self, first: int, end: int) -> bool:
        match = _LINK_LABEL().match(self.text, first, end)
        if match is None or "@" in match[1]:
            return False
        self.labels.add(normalise_label(match[1]))
        self.open_leaf(RawBlock("definition", first, end))
        return True

    def div_fence(self, first: int, end: int) -> bool:
        match = _DIV().match(self.text, first, end)
        if match is None:
            return False
        self.close_leaf()
        if match[2]:
            self.open_div(match[2], ":::", first, end)
        elif self.divs and self.divs[-1][1] == ":::":
            self.close_div(end)
        return True

    def open_div(self, info: str, fence: str, first: int, end: int) -> None:
        self.close_leaf()
        directive = directive_name(info)
        div = RawBlock("div", first, end, info=directive or info.strip("{} \t"))
        self.blocks.append(div)
        self.divs.append((div, fence))
        self.in_options = bool(directive)

    def close_div(self, end: int) -> None:
        self.close_leaf()
        div, _ = self.divs.pop()
        div.end = end

    def shortcode(self, first: int, end: int) -> bool:
        """Read what stands between tags of a site generator: `{% highlight python %}`."""
        match = _SHORTCODE().match(self.text, first, end)
        if match is None:
            return False
        closer = re.compile(rf".*?\{{[{{%][%<]?-?\s*(?:end|/\s*){match[1]}\b")
        self.open_until(closer, RawBlock("code", first, end), match.end())
        return True

    def module(self, first: int, end: int) -> bool:
        """Read an import or export of MDX, which goes up to the next blank line."""
        if not self.is_mdx or not _MODULE().match(self.text, first, end):
            return False
        self.open_leaf(RawBlock("raw", first, end))
        self.closer = re.compile(r"[ \t]*$")
        return True


_LEAVES: Mapping[str, Callable[[_Scanner, int, int], bool]] = {
    "#": _Scanner.heading,
    "`": _Scanner.fence,
    "~": _Scanner.fence,
    "-": _Scanner.rule,
    "*": _Scanner.rule,
    "_": _Scanner.rule,
    "<": _Scanner.html,
    "\\": _Scanner.environment,
    "[": _Scanner.link_label,
    "{": _Scanner.shortcode,
    "i": _Scanner.module,
    "e": _Scanner.module,
    ":": _Scanner.div_fence,
}
"""How leaves other than paragraphs begin, by their first character."""
