"""An article of any format as Markdown with pandoc citations; its words stay as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from attachbib.adopt.lists import PrintedLine
from attachbib.articles import Article
from attachbib.articles.model import PROSE_KINDS, Block
from attachbib.edits import Edit, apply_edits
from attachbib.richtext.markdown import escape

LIBRARY = "library.bib"

_LIST = "::: {#refs}\n:::"
_BULLET = re.compile(r"[-*•–]\s+")
_NUMBER = re.compile(r"(\d{1,3})([.)])\s+")
_START_MARK = re.compile(r"^([-+]|\d{1,9}[.)])(?=\s)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<[!?][^<>]*>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_BLANK_LINES = re.compile(r"\n{3,}")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def as_markdown(article: Article, printed: Sequence[PrintedLine], edits: Sequence[Edit]) -> str:
    """Return an article as Markdown, its list of references generated where it was printed.

    Args:
        edits: the citations that stand in the place of markers, in offsets of the source.
    """
    if article.format == "markdown":
        return _edited(article, printed, edits)
    body = "\n\n".join(_paragraphs(article, printed, edits))
    has_title = article.format in ("html", "docx") and article.title
    title = f"title: {_quoted(article.title)}\n" if has_title else ""
    return f"---\n{title}bibliography: {LIBRARY}\n---\n\n{body}\n"


def _quoted(text: str) -> str:
    """A YAML string in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _edited(article: Article, printed: Sequence[PrintedLine], edits: Sequence[Edit]) -> str:
    text = article.source.text
    cuts: list[Edit] = []
    for index, line in enumerate(printed):
        before = max(text.rfind("\n", 0, line.span.start), 0)
        cuts.append(Edit(before, line.span.end, "" if index else f"\n{_LIST}"))
    found = _BLANK_LINES.sub("\n\n", apply_edits(text, [*edits, *cuts]).replace("\r\n", "\n"))
    front = _FRONT_MATTER.match(found)
    if front is None:
        return f"---\nbibliography: {LIBRARY}\n---\n\n{found.lstrip()}"
    if re.search(r"^bibliography\s*:", front[1], re.MULTILINE):
        return found
    return f"{found[: front.end(1)]}bibliography: {LIBRARY}\n{found[front.end(1) :]}"


def _paragraphs(
    article: Article, printed: Sequence[PrintedLine], edits: Sequence[Edit]
) -> Iterator[str]:
    first, last = printed[0].span.start, printed[-1].span.start
    is_listed = False
    for block in sorted(article.blocks, key=lambda one: one.span):
        if block.span.start >= first and not is_listed:
            is_listed = True
            yield _LIST
        is_outside = block.span.start < first or block.span.start > last
        is_text = is_outside and block.kind in (*PROSE_KINDS, "reference")
        if is_text and (text := _paragraph(article, block, edits)):
            yield text
        elif block.kind == "code":
            yield f"```\n{article.source.text[block.span.start : block.span.end].strip()}\n```"


def _paragraph(article: Article, block: Block, edits: Sequence[Edit]) -> str:
    start, end = block.span
    text = article.source.text[start:end]
    lead = ""
    if block.kind == "list-item" and not (text.startswith("*") and text.endswith("*")):
        lead = "- "
        if article.format == "plain" and (mark := _NUMBER.match(text) or _BULLET.match(text)):
            lead = f"{mark[1]}{mark[2]} " if mark.re is _NUMBER else "- "
            start += mark.end()
    inside = [edit for edit in edits if start <= edit.start and edit.end <= end]
    content = "".join(_pieces(article, start, end, inside)).strip()
    if block.kind == "heading":
        return f"{'#' * (block.level or 1)} {' '.join(content.split())}"
    if block.kind == "block-quote":
        lead = "> "
    safe = _START_MARK.sub(lambda match: match[1][:-1] + "\\" + match[1][-1], content)
    return lead + safe.replace("\n", "\n" + " " * (2 if lead == "- " else 0)) if safe else ""


def _pieces(article: Article, start: int, end: int, edits: Sequence[Edit]) -> Iterator[str]:
    text = article.source.text
    for edit in sorted(edits):
        yield _inline(text[start : edit.start], article.format)
        yield edit.text
        start = edit.end
    yield _inline(text[start:end], article.format)


def _inline(text: str, format: str) -> str:
    if format == "html":
        return _from_html(text)
    return escape(re.sub(r"[ \t]*\r?\n[ \t]*", "\n", text))


def _from_html(text: str) -> str:
    """HTML of one block as Markdown: emphasis, code and links; other tags are left out."""
    parts: list[str] = []
    targets: list[str] = []
    at = 0
    in_code = False
    for match in _TAG.finditer(text):
        parts.append(_prose(text[at : match.start()], in_code))
        at = match.end()
        name = (match[2] or "").lower()
        if name == "code":
            in_code = not match[1]
            parts.append("`")
        elif name in _EMPHASIS:
            is_spaced = bool(match[1]) and parts[-1].endswith(" ")
            parts[-1:] = [parts[-1].rstrip() if match[1] else parts[-1], _EMPHASIS[name]]
            parts.append(" " if is_spaced else "")
        elif name == "br":
            parts.append("\\\n")
        elif name == "a":
            parts.append(_link_mark(match, targets))
    return "".join([*parts, _prose(text[at:], in_code), *targets])


def _link_mark(tag: re.Match[str], targets: list[str]) -> str:
    """Return what begins or ends a link; `targets` holds the ends of the open ones."""
    if tag[1]:
        return targets.pop() if targets else ""
    href = _HREF.search(tag[3])
    target = next((one for one in href.groups() if one), "") if href else ""
    is_link = bool(target) and not target.startswith("#")
    targets.append(f"](<{html.unescape(target)}>)" if is_link else "")
    return "[" if is_link else ""


def _prose(text: str, in_code: bool) -> str:
    plain = re.sub(r"\s+", " ", html.unescape(text))
    return plain.replace("`", "'") if in_code else escape(plain)
