"""The reader of reStructuredText: `:cite:` roles of sphinxcontrib-bibtex, `[Key]_`, `[1]_`.

A scanner of our own: docutils gives lines only, not columns, and warns about every role
and directive that Sphinx or an extension adds. A block is what stands between blank
lines; its indentation and its first line say what it is.
"""

from __future__ import annotations

import re

from attachbib.articles.addresses import MAIL, WEB
from attachbib.articles.assembly import Assembly
from attachbib.articles.cites import make_cite
from attachbib.articles.model import Article, Cite, Pragma
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.roles import role_targets
from attachbib.articles.runs import Run
from attachbib.source import Source, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|]+\| )?([\w:.+-]+)::(?: (.*))?$")
_NOTE = re.compile(r"\.\. \[(#?[\w.-]*|\*)\] ?(.*)$")
_ITEM = lazy_pattern(r"(?:[-*+•‣]|\(?(?:\d{1,9}|[A-Za-z#]|[ivxlcIVXLC]+)[.)])[ \t]+")
_OPTION = lazy_pattern(r":[\w-]+:(?:[ \t]|$)")
_PRAGMA = lazy_pattern(r"\.\. attachbib:\s*(.*?)\s*$")
_ROW = lazy_pattern(r"[+|=][-=+| ]*$")
_PROSE = frozenset(
    "note warning tip hint important caution danger error attention admonition seealso figure"
    " topic sidebar epigraph highlights pull-quote compound container rubric versionadded"
    " versionchanged deprecated list-table table only centered proof theorem".split()
)
"""Directives whose content is prose; that of all others is code or data."""

_INLINE = re.compile(
    r"\\(?P<escaped>[\s\S])"
    r"|``(?P<code>[^`]+(?:`[^`]+)*?)``"
    r"|:(?P<role>[A-Za-z][\w:.+-]{0,60}):`(?P<content>[^`]+)`"
    r"|`(?P<link>[^`]+)`(?P<end>__?)?(?::(?P<after>[A-Za-z][\w:.+-]{0,60}):)?"
    r"|\[(?P<key>#?[A-Za-z0-9*#][\w.:+-]{0,100})\]_(?!\w)"
    r"|\*\*?(?=\S)|(?<=\S)\*\*?"
    r"|\|(?P<substitution>[\w ]{1,60})\|_{0,2}"
    rf"|(?P<address>{WEB}|{MAIL})"
    r"|(?<=\w)_{1,2}(?!\w)"
)


def read_rst(source: Source) -> Article:
    """Read a reStructuredText document; this never fails."""
    reader = _Reader(source)
    lines = [match.span(1) for match in _LINE.finditer(source.text)]
    reader.read(lines)
    return reader.assembly.article("rst", title=reader.title)


class _Reader:
    """The open directives and the open block while the lines go by."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.assembly = Assembly(source, "")
        self.title = ""
        self.levels: list[str] = []
        """The adornments of headings, in the order in which they first appear."""
        self.notes = _note_names(source.text)
        self.note: tuple[str, int] = ("", -1)
        """The footnote that is open, and its indentation."""
        self.waiting: list[tuple[int, int]] = []
        """The lines of the open block."""
        self.opaque = -1
        """The indentation of a directive whose content is not read; -1 if there is none."""
        self.opaque_start = 0
        self.opaque_kind = ""
        self.in_options = False

    def read(self, lines: list[tuple[int, int]]) -> None:
        for start, end in lines:
            self.line(start, end)
        self.flush()
        self.end_opaque(len(self.text))

    def line(self, start: int, end: int) -> None:
        line = self.text[start:end]
        stripped = line.strip()
        if not stripped:
            self.flush()
            self.in_options = False
            return
        indent = len(line) - len(line.lstrip())
        if self.opaque >= 0:
            if indent > self.opaque:
                return
            self.end_opaque(start)
        if indent <= self.note[1]:
            self.flush()
            self.note = ("", -1)
        first = start + indent
        stop = first + len(stripped)
        if stripped.startswith((".. ", "..")) and not stripped.startswith("..."):
            self.flush()
            self.explicit(stripped, indent, first, stop)
        elif (self.in_options or not self.waiting) and _OPTION().match(stripped):
            self.assembly.block("definition", first, stop)
        elif _ADORNMENT.match(stripped):
            self.adornment(stripped, first, stop)
        else:
            self.in_options = False
            if _ITEM().match(stripped) and self.waiting:
                self.flush()
            self.waiting.append((first, stop))

    def explicit(self, line: str, indent: int, first: int, stop: int) -> None:
        """Read what begins with two dots: a directive, a footnote, a comment."""
        directive = _DIRECTIVE.match(line)
        note = _NOTE.match(line)
        if directive and directive[1].rpartition(":")[2] in _PROSE:
            self.in_options = True
            self.assembly.block("div", first, stop, info=directive[1])
            if directive[2] and directive[1] in ("note", "warning", "tip", "hint", "important"):
                self.waiting.append((first + directive.start(2), stop))
        elif note:
            self.note = (note[1], indent)
            if note[2]:
                self.waiting.append((first + note.start(2), stop))
        elif line.startswith(".. _"):
            self.assembly.block("definition", first, stop)
        else:
            if pragma := _PRAGMA().match(line):
                self.assembly.pragmas.append(Pragma(pragma[1], Span(first, stop)))
            self.opaque = indent
            self.opaque_start = first
            self.opaque_kind = "code" if directive else "comment"

    def end_opaque(self, end: int) -> None:
        if self.opaque >= 0:
            stop = self.opaque_start + len(self.text[self.opaque_start : end].rstrip())
            self.assembly.block(self.opaque_kind, self.opaque_start, stop)
        self.opaque = -1

    def adornment(self, line: str, first: int, stop: int) -> None:
        """Read a line of punctuation: it makes the line before it a heading."""
        if len(self.waiting) == 1:
            start, end = self.waiting.pop()
            if line[0] not in self.levels:
                self.levels.append(line[0])
            level = min(self.levels.index(line[0]) + 1, 6)
            run = self.run(start, end)
            self.title = self.title or run.plain()
            self.assembly.run("heading", run, start, end, level=level)
        else:
            self.flush()

    def flush(self) -> None:
        """End the open block."""
        pieces, self.waiting = self.waiting, []
        if not pieces:
            return
        start, end = pieces[0][0], pieces[-1][1]
        kind, first = "paragraph", start
        if item := _ITEM().match(self.text, start, pieces[0][1]):
            kind, first = "list-item", item.end()
        if _ROW().match(self.text, start, pieces[0][1]):
            self.table(pieces)
            return
        is_literal = self.text.endswith("::", start, end)
        if is_literal:
            self.opaque, self.opaque_start, self.opaque_kind = self.indent(start), end, "code"
        run = self.run(first, end - is_literal)
        label = self.note[0]
        if label and not label.isdigit() and label[0] not in "#*":
            self.assembly.block("reference", start, end, info=label)
        elif label:
            block = self.assembly.block("footnote", start, end, info=self.note[0])
            self.assembly.read(block, run.reading(), Span, note=self.note[0])
        else:
            self.assembly.run(kind, run, start, end)

    def indent(self, at: int) -> int:
        return at - max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) - 1

    def table(self, pieces: list[tuple[int, int]]) -> None:
        for start, end in pieces:
            if not _ROW().match(self.text, start, end):
                self.assembly.run("table", self.run(start, end), start, end)

    def run(self, start: int, end: int) -> Run:
        """Read the inline text of a range."""
        run = Run()
        pos = start
        for match in _INLINE.finditer(self.text, start, end):
            run.text(self.text, pos, match.start())
            self.inline(run, match)
            pos = match.end()
        run.text(self.text, pos, end)
        return run

    def inline(self, run: Run, match: re.Match[str]) -> None:
        start, end = match.span()
        if match["escaped"] is not None:
            if not match["escaped"].isspace():
                run.put(start, end, match["escaped"])
        elif match["code"] or match["address"]:
            run.unit(start, end, match["code"] or match["address"])
        elif match["role"] or match["after"]:
            content = "content" if match["role"] else "link"
            self.role(run, match["role"] or match["after"], match, content)
        elif match["link"]:
            run.put(start, end, _label(match["link"]))
        elif match["key"]:
            self.reference(run, match)
        elif match["substitution"]:
            run.put(start, end, match["substitution"])

    def role(self, run: Run, name: str, match: re.Match[str], content: str) -> None:
        """Read a role: a citation, or text such as that of `:ref:`."""
        start, end = match.span()
        targets = role_targets(name, self.text, *match.span(content))
        cites = [
            make_cite(
                one.key, Span(one.start, one.end), mode=one.mode, prefix=one.prefix, after=one.after
            )
            for one in targets
        ]
        if cites:
            is_textual = cites[0].mode == "author-in-text"
            text = ", ".join(f"@{one.key}" for one in cites) if is_textual else ""
            run.cite(start, end, cites, text)
        elif name.endswith(":empty"):
            run.put(start, end, "")
        elif name in ("math", "code", "eq", "numref"):
            run.unit(start, end, match[content])
        else:
            run.put(start, end, _label(match[content]))

    def reference(self, run: Run, match: re.Match[str]) -> None:
        """Read `[Key]_`: a citation, or the mark of a footnote of the document."""
        key = match["key"]
        if key in self.notes and (key.isdigit() or key[0] in "#*"):
            run.note(match.start(), match.end(), key)
        elif key[0] not in "#*":
            cite = Cite(key, Span(*match.span("key")))
            run.cite(match.start(), match.end(), [cite])
        else:
            run.put(match.start(), match.end(), "")


def _note_names(text: str) -> frozenset[str]:
    return frozenset(match[1] for match in re.finditer(r"^[ \t]*\.\. \[([^\]\n]+)\]", text, re.M))


def _label(content: str) -> str:
    """Return what is read of a link or role: `text <target>` is text."""
    label = content.rfind("<")
    shown = content[:label] if label > 0 and content.endswith(">") else content
    return " ".join(shown.lstrip("~!").split())
