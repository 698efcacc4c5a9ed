"""Slotted Markdown → tokens of markdown-it-py that every document renderer can trust.

What comes out has slots as tokens, no raw HTML (it becomes text; comments go), and
divs as blocks. CommonMark and GFM tables, with pandoc's footnotes, definition lists,
fenced divs, TeX math, super- and subscripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from attachbib.richtext import writer
from attachbib.weave.identifiers import set_attributes, with_ids
from attachbib.weave.slots import Slotted

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_SAFE_TAG = re.compile(r"<(/?)(b|i|em|strong|s|u|sub|sup|mark|small|kbd)\s*>\Z", re.I)
_BREAK = re.compile(r"<br\s*/?>\Z", re.I)
_CODE = frozenset({"code_inline", "code_block", "fence", "math_inline", "math_block"})


def parse_document(slotted: Slotted) -> tuple[MarkdownIt, list[Token]]:
    """Return the parser and its tokens, made safe."""
    markdown = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False)
        .use(sub_plugin)
        .use(superscript_plugin)
    )

    def slot_rule(state: StateInline, silent: bool) -> bool:
        match = slotted.pattern.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            state.push("slot", "", 0).meta = {"slot": int(match[1])}
        state.pos = match.end()
        return True

    markdown.inline.ruler.before("text", "slot", slot_rule)
    tokens = markdown.parse(slotted.text)
    blocks = _paired(_block_slots(_blocks(tokens, slotted), slotted))
    return markdown, with_ids(_with_list(_with_marked_notes(blocks)))


def _with_marked_notes(tokens: list[Token]) -> list[Token]:
    """Return the tokens without links back to note marks that stand in a note nobody points to."""
    marks = {
        (child.meta["id"], child.meta.get("subId", 0))
        for token in tokens
        for child in token.children or ()
        if child.type == "footnote_ref"
    }
    return [
        token
        for token in tokens
        if token.type != "footnote_anchor" or (token.meta["id"], token.meta["subId"]) in marks
    ]


def _with_list(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the list of references at the end, if it is nowhere else."""
    types = [token.type for token in tokens]
    if "references" in types:
        return tokens
    end = types.index("footnote_block_open") if "footnote_block_open" in types else len(types)
    return [*tokens[:end], Token("references", "", 0, block=True), *tokens[end:]]


def anchored_citations(tokens: Iterable[Token], slotted: Slotted) -> frozenset[int]:
    """Return the numbers of the citations that have an anchor: not those in a picture's text."""
    found: set[int] = set()
    for token in tokens:
        for child in token.children or ():
            if child.type == "slot":
                slot = slotted.slots[child.meta["slot"]]
                if slot.anchors and slot.rendered is not None:
                    found.add(slot.rendered.number)
    return frozenset(found)


def _blocks(tokens: Iterable[Token], slotted: Slotted) -> Iterator[Token]:
    for token in tokens:
        if token.type == "html_block":
            yield from _html_block(token, slotted)
            continue
        if token.type in _CODE:
            token.content = _restore(token.content, slotted)
        if token.children is not None:
            token.children = _inline(token.children, slotted)
        yield token


def _html_block(token: Token, slotted: Slotted) -> Iterator[Token]:
    """Yield raw HTML as a paragraph of text, with the slots in it; nothing for a comment."""
    content = _COMMENT.sub("", token.content).strip()
    if not content:
        return
    inline = Token("inline", "", 0, content=content, level=token.level + 1)
    inline.children = list(_text(content, slotted))
    yield Token("paragraph_open", "p", 1, block=True, level=token.level)
    yield inline
    yield Token("paragraph_close", "p", -1, block=True, level=token.level)


def _text(content: str, slotted: Slotted) -> Iterator[Token]:
    position = 0
    for match in slotted.pattern.finditer(content):
        yield Token("text", "", 0, content=content[position : match.start()])
        yield Token("slot", "", 0, meta={"slot": int(match[1])})
        position = match.end()
    yield Token("text", "", 0, content=content[position:])


def _restore(content: str, slotted: Slotted) -> str:
    """Return the source of slots that came to stand in code, where nothing is rendered."""

    def source(match: re.Match[str]) -> str:
        return slotted.slots[int(match[1])].source

    return slotted.note_pattern.sub(source, slotted.pattern.sub(source, content))


def _inline(children: list[Token], slotted: Slotted) -> list[Token]:
    result: list[Token] = []
    open_tags: list[tuple[str, int, int]] = []
    for token in children:
        if token.type == "text" and slotted.pattern.search(token.content):
            result.extend(_text(token.content, slotted))
            continue
        if token.type in _CODE:
            token.content = _restore(token.content, slotted)
        elif token.type == "image":
            token.children = [_as_text(child, slotted) for child in token.children or ()]
        elif token.type == "html_inline":
            if token.content.startswith("<!--"):
                continue
            _raw_tag(token, result, open_tags)
        result.append(token)
    return result


def _as_text(token: Token, slotted: Slotted) -> Token:
    if token.type != "slot":
        return token
    content = writer("text").write(slotted.slots[token.meta["slot"]].content)
    return Token("text", "", 0, content=content)


def _raw_tag(token: Token, result: list[Token], open_tags: list[tuple[str, int, int]]) -> None:
    """Turn a raw tag into markup if it is a harmless pair without attributes, else into text."""
    match = _SAFE_TAG.match(token.content)
    if _BREAK.match(token.content):
        token.type, token.tag = "hardbreak", "br"
        return
    token.type = "text"
    if match is None:
        return
    name = match[2].lower()
    if not match[1]:
        open_tags.append((name, len(result), token.level))
    elif open_tags and open_tags[-1][0] == name and open_tags[-1][2] == token.level:
        opening = result[open_tags.pop()[1]]
        if all(one.level >= token.level for one in result[result.index(opening) :]):
            opening.type, opening.tag, opening.nesting = f"{name}_open", name, 1
            token.type, token.tag, token.nesting = f"{name}_close", name, -1
            opening.content = token.content = ""


def _block_slots(tokens: Iterable[Token], slotted: Slotted) -> Iterator[Token]:
    """Yield the tokens with every paragraph that is one block slot made a block."""
    waiting: list[Token] = []
    for token in tokens:
        waiting.append(token)
        if token.type == "paragraph_open" or (token.type == "inline" and len(waiting) == 2):
            continue
        if (block := _block_slot(waiting, slotted)) is not None:
            yield block
        else:
            yield from waiting
        waiting = []
    yield from waiting


def _block_slot(tokens: list[Token], slotted: Slotted) -> Token | None:
    if len(tokens) != 3 or tokens[0].type != "paragraph_open":
        return None
    children = tokens[1].children or []
    if len(children) != 1 or children[0].type != "slot":
        return None
    slot = slotted.slots[children[0].meta["slot"]]
    if slot.kind == "citation":
        return None
    level = tokens[0].level
    if slot.kind == "list":
        return Token("references", "", 0, block=True, level=level)
    if slot.kind == "div-close":
        return Token("div_close", "div", -1, block=True, level=level)
    opening = Token("div_open", "div", 1, block=True, level=level)
    set_attributes(opening, slot.attributes)
    return opening


def _paired(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens without divs that are not closed where they were opened."""
    result: list[Token | None] = []
    opened: list[int] = []
    for token in tokens:
        result.append(token)
        if token.type == "div_open":
            opened.append(len(result) - 1)
        elif token.type == "div_close":
            opening = result[opened[-1]] if opened else None
            if opening is not None and opening.level == token.level:
                opened.pop()
            else:
                result[-1] = None
        elif token.nesting < 0:
            while opened and (inside := result[opened[-1]]) and inside.level > token.level:
                result[opened.pop()] = None
    for index in opened:
        result[index] = None
    return [token for token in result if token is not None]
