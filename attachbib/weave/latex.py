"""The article as a LaTeX document: all text escaped, notes as `\\footnote`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from attachbib.articles import Article
from attachbib.richtext import writer
from attachbib.weave.cites import Cited
from attachbib.weave.links import cite_name, entries_with_links_back, linked_citation
from attachbib.weave.notes import split_notes
from attachbib.weave.parsing import anchored_citations
from attachbib.weave.slots import Slot, Slotted

_WRITER = writer("latex")

_DOCUMENT = """\
\\documentclass{{article}}
\\usepackage{{iftex}}
\\ifPDFTeX
\\usepackage[T1]{{fontenc}}
\\usepackage[utf8]{{inputenc}}
\\else
\\usepackage{{fontspec}}
\\fi
\\usepackage{{amsmath,amssymb}}
\\usepackage{{graphicx}}
\\usepackage{{longtable}}
\\usepackage[normalem]{{ulem}}
\\usepackage{{newunicodechar}}
\\newunicodechar{{↩}}{{\\ensuremath{{\\hookleftarrow}}}}
\\usepackage{{hyperref}}
{head}
\\begin{{document}}
{title}{body}
\\end{{document}}
"""

_MARKUP: Mapping[str, str] = {
    **{f"{name}_open": "\\emph{" for name in ("em", "i")},
    **{f"{name}_open": "\\textbf{" for name in ("strong", "b")},
    **{f"{name}_open": "\\sout{" for name in ("s",)},
    "u_open": "\\underline{",
    "mark_open": "\\underline{",
    "small_open": "{\\small ",
    "kbd_open": "\\texttt{",
    "sup_open": "\\textsuperscript{",
    "sub_open": "\\textsubscript{",
    **{
        f"{name}_close": "}"
        for name in ("em", "i", "strong", "b", "s", "u", "mark", "small", "kbd", "sup", "sub")
    },
    "softbreak": "\n",
    "hardbreak": "\\\\\n",
    "paragraph_close": "\n\n",
    "heading_close": "}\n\n",
    "bullet_list_open": "\\begin{itemize}\n",
    "bullet_list_close": "\\end{itemize}\n\n",
    "ordered_list_close": "\\end{enumerate}\n\n",
    "list_item_open": "\\item ",
    "list_item_close": "\n",
    "blockquote_open": "\\begin{quote}\n",
    "blockquote_close": "\\end{quote}\n\n",
    "hr": "\\par\\noindent\\hrulefill\\par\n\n",
    "dl_open": "\\begin{description}\n",
    "dl_close": "\\end{description}\n\n",
    "dt_open": "\\item[{",
    "dt_close": "}] ",
    "dd_close": "\n",
    "table_close": "\\end{longtable}\n\n",
    "thead_close": "\\hline\n\\endhead\n",
    "tr_close": " \\\\\n",
}
"""Type of token → what stands in its place; those in neither table leave nothing."""

_SECTIONS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")
_COUNTERS = ("enumi", "enumii", "enumiii", "enumiv")
_IMAGE_FILE = re.compile(r"[\w./-]+\Z")


def write_latex(article: Article, cited: Cited, slotted: Slotted, tokens: list[Token]) -> str:
    """Return a whole LaTeX document."""
    body, notes = split_notes(tokens)
    entries = entries_with_links_back(cited, anchored_citations(tokens, slotted), "↩")
    references = _WRITER.write_list(entries, cited.bibliography.layout)
    text = _Latex(cited, slotted, notes, references).document(body)
    title = _WRITER.escape(article.title)
    language = f"\\hypersetup{{pdflang={{{article.language}}}}}" if article.language else ""
    head = f"\\title{{{title}}}\n\\author{{}}\n\\date{{}}\n{language}" if title else language
    return _DOCUMENT.format(
        head=head.rstrip(), title="\\maketitle\n\n" if title else "", body=text.rstrip()
    )


class _Latex:
    """Writes tokens in one pass; notes are written where they are first pointed to."""

    def __init__(
        self,
        cited: Cited,
        slotted: Slotted,
        notes: Mapping[int, Sequence[Token]],
        references: str,
    ) -> None:
        self.cited = cited
        self.slots = slotted.slots
        self.notes = notes
        self.written: set[int] = set()
        self.waiting: list[int] = []
        self.in_note = False
        self.lists: list[str] = []
        self.is_first_cell = False
        self.rules: Mapping[str, Callable[[Token], str]] = {
            "text": lambda token: _WRITER.escape(token.content),
            "code_inline": lambda token: f"\\texttt{{{_WRITER.escape(token.content)}}}",
            "code_block": _verbatim,
            "fence": _verbatim,
            "math_inline": lambda token: f"\\({token.content}\\)",
            "math_block": lambda token: f"\\[{token.content.strip()}\\]\n\n",
            "heading_open": lambda token: f"\\{_SECTIONS[int(token.tag[1]) - 1]}{{",
            "ordered_list_open": self.ordered_list,
            "td_open": self.cell,
            "th_open": self.cell,
            "image": _image,
            "slot": lambda token: self.citation(self.slots[token.meta["slot"]]),
            "references": lambda token: f"{references}\n",
            "footnote_ref": self.note,
        }

    def document(self, tokens: Sequence[Token]) -> str:
        parts: list[str] = []
        links: list[tuple[int, str]] = []
        for index, token in enumerate(tokens):
            if token.type == "inline":
                parts.append(self.document(token.children or ()))
            elif token.type == "link_open":
                links.append((len(parts), str(token.attrGet("href") or "")))
            elif token.type == "link_close" and links:
                start, target = links.pop()
                parts[start:] = [_WRITER.link("".join(parts[start:]), target)]
            elif token.type == "table_open":
                parts.append(f"\\begin{{longtable}}{{{_columns(tokens, index)}}}\n")
            elif token.type == "tr_open":
                self.is_first_cell = True
            elif token.type == "ordered_list_close":
                self.lists.pop()
                parts.append(_MARKUP[token.type])
            elif token.type == "paragraph_close" and token.hidden:
                parts.append("\n")
            elif rule := self.rules.get(token.type):
                parts.append(rule(token))
            else:
                parts.append(_MARKUP.get(token.type, ""))
        return "".join(parts)

    def ordered_list(self, token: Token) -> str:
        counter = _COUNTERS[min(len(self.lists), len(_COUNTERS) - 1)]
        self.lists.append(counter)
        start = int(token.attrGet("start") or 1)
        setting = f"\\setcounter{{{counter}}}{{{start - 1}}}\n" if start != 1 else ""
        return f"\\begin{{enumerate}}\n{setting}"

    def cell(self, token: Token) -> str:
        before = "" if self.is_first_cell else " & "
        self.is_first_cell = False
        return before

    def citation(self, slot: Slot) -> str:
        one = slot.rendered
        if one is None:
            return ""
        text = _WRITER.write(linked_citation(slot.content, one, self.cited))
        return _WRITER.anchor(text, cite_name(one.number)) if slot.anchors else text

    def note(self, token: Token) -> str:
        """Write a note at its first mark. One inside another follows that one, as TeX needs it."""
        index: int = token.meta["id"]
        number = index + 1
        if index in self.written:
            return f"\\footnotemark[{number}]"
        self.written.add(index)
        if self.in_note:
            self.waiting.append(index)
            return f"\\footnotemark[{number}]"
        self.in_note = True
        parts = [f"\\footnote[{number}]{{{self.note_text(index)}}}"]
        while self.waiting:
            inner = self.waiting.pop(0)
            parts.append(f"\\footnotetext[{inner + 1}]{{{self.note_text(inner)}}}")
        self.in_note = False
        return "".join(parts)

    def note_text(self, index: int) -> str:
        return self.document(self.notes.get(index, ())).strip()


def _verbatim(token: Token) -> str:
    content = token.content.rstrip("\n").replace("\\end{verbatim}", "\\end {verbatim}")
    return f"\\begin{{verbatim}}\n{content}\n\\end{{verbatim}}\n\n"


def _image(token: Token) -> str:
    """Return a picture; its text, linked, when it is no plain file name."""
    source = str(token.attrGet("src") or "")
    text = _WRITER.escape("".join(child.content for child in token.children or ()))
    if _IMAGE_FILE.match(source):
        return f"\\includegraphics[width=\\linewidth]{{\\detokenize{{{source}}}}}"
    return _WRITER.link(text or _WRITER.escape(source), source)


def _columns(tokens: Sequence[Token], start: int) -> str:
    """Return the column types of a table, from the cells of its head."""
    columns = ""
    for token in tokens[start:]:
        if token.type == "th_open":
            style = str(token.attrGet("style") or "")
            columns += "c" if "center" in style else "r" if "right" in style else "l"
        elif token.type == "tr_close":
            break
    return columns
